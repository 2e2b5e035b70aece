/** The API of the back-office screens, put together from its nouns. Sessions are cookies; every answer is limited to what the officer's role needs. */
import { announcementApi } from './announcement-api.ts';
import { auditApi } from './audit-api.ts';
import { blankApi } from './blank-api.ts';
import { cardApi } from './card-api.ts';
import { cardPrintingApi } from './card-printing-api.ts';
import { centreApi } from './centre-api.ts';
import { chronicleApi } from './chronicle-api.ts';
import { contract } from './contract.ts';
import { deathApi } from './death-api.ts';
import { enrolmentApi } from './enrolment-api.ts';
import { handoverApi } from './handover-api.ts';
import { handoverWaitingApi } from './handover-waiting-api.ts';
import { healthApi } from './health-api.ts';
import { hoursApi } from './hours-api.ts';
import { letterApi } from './letter-api.ts';
import { letterBatchApi } from './letter-batch-api.ts';
import { letterEndingApi } from './letter-ending-api.ts';
import { letterSigningApi } from './letter-signing-api.ts';
import { officerApi } from './officer-api.ts';
import { placeApi } from './place-api.ts';
import { policyApi } from './policy-api.ts';
import { residentApi } from './resident-api.ts';
import { serviceApi } from './service-api.ts';
import { sessionApi } from './session-api.ts';
import { setUpApi } from './set-up-api.ts';
import { stationApi } from './station-api.ts';

export const officeApi = contract({
  ...sessionApi,
  ...setUpApi,
  ...placeApi,
  ...officerApi,
  ...residentApi,
  ...deathApi,
  ...policyApi,
  ...stationApi,
  ...enrolmentApi,
  ...auditApi,
  ...healthApi,
  ...serviceApi,
  ...announcementApi,
  ...letterApi,
  ...letterBatchApi,
  ...letterEndingApi,
  ...letterSigningApi,
  ...cardApi,
  ...cardPrintingApi,
  ...handoverApi,
  ...handoverWaitingApi,
  ...centreApi,
  ...blankApi,
  ...chronicleApi,
  ...hoursApi,
});
