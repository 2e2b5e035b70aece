/** The loopback API that the counter screens speak with their station. Served on 127.0.0.1 only. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { stationState } from './counter-views.ts';
import { enrolmentCounterApi } from './enrolment-counter-api.ts';
import { handoverCounterApi } from './handover-counter-api.ts';
import { directoryEntry, plainDate } from './parts.ts';
import { selfTestCounterApi } from './self-test-counter-api.ts';
import { spoolCounterApi } from './spool-counter-api.ts';
import { turnedAwayCounterApi } from './turned-away-counter-api.ts';

export const counterApi = contract({
  ...enrolmentCounterApi,
  ...handoverCounterApi,
  ...selfTestCounterApi,
  ...spoolCounterApi,
  ...turnedAwayCounterApi,
  getState: {
    method: 'GET',
    path: '/api/state',
    summary: 'Everything the status bar shows',
    answer: stationState,
  },
  enrolStation: {
    method: 'POST',
    path: '/api/enrol',
    summary: 'Make this computer a counter of an office',
    body: z.object({
      officeUrl: z.url(),
      code: z.string().min(8),
      name: z.string().min(1).max(60).optional(),
    }),
    answer: stationState,
  },
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    summary: 'Operator signs in, offline too',
    body: z.object({ username: z.string().min(1), password: z.string().min(1) }),
    answer: stationState,
  },
  signOut: { method: 'POST', path: '/api/sign-out', summary: 'Operator signs out', answer: stationState },
  searchResidents: {
    method: 'POST',
    path: '/api/residents/search',
    summary: 'Find by NIK, or by name with date of birth; a POST keeps both out of logs',
    body: z.union([
      z.object({ nik: z.string().regex(/^\d{16}$/) }),
      z.object({ name: z.string().min(2), birthDate: plainDate }),
    ]),
    answer: z.object({ matches: z.array(directoryEntry).max(20), directoryExpired: z.boolean() }),
  },
  listKelurahan: {
    method: 'GET',
    path: '/api/kelurahan',
    summary: 'Kecamatan and kelurahan of the office, for typing a resident in',
    answer: z.array(
      z.object({ code: z.string(), name: z.string(), kecamatanCode: z.string(), kecamatanName: z.string() }),
    ),
  },
});
