import { type Outcome, refuse, succeed } from '@rekam/domain';
import type { AnswerOf, BodyOf } from '@rekam/protocol/http/contract.ts';
import { syncApi } from '@rekam/protocol/http/sync-api.ts';
import { openOfficeLine } from '../sending/office-line.ts';

export interface DoorAnswer {
  readonly answer: AnswerOf<typeof syncApi.enrol>;
  /** SHA-256 of the certificate that answered, hex; null on plain HTTP. */
  readonly certificateSha256: string | null;
}

export type AskAtDoor = (
  officeUrl: string,
  body: BodyOf<typeof syncApi.enrol>,
) => Promise<Outcome<DoorAnswer>>;

/** The first call to an office: nothing is believed yet but the key that the code names. */
export const askAtDoor: AskAtDoor = async (officeUrl, body) => {
  if (!/^https?:\/\//.test(officeUrl)) return refuse('STATION_OFFICE_UNREACHABLE');
  const line = openOfficeLine({ url: officeUrl, pinnedCertificateSha256: null, patienceMs: 20_000 });
  try {
    const answer = await line.call(syncApi.enrol, { body });
    return answer.ok
      ? succeed({ answer: answer.value, certificateSha256: line.certificateSha256() })
      : answer;
  } finally {
    line.close();
  }
};
