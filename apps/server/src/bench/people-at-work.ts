/** What people at an office do one after the other: find a resident, look, write something down, look at lists. */

import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';

export interface Outcome {
  readonly act: string;
  /** `bare`: an answer that reads nothing but the session. */
  readonly kind: 'read' | 'write' | 'bare';
  /** From the request to the whole answer. */
  readonly ms: number;
  readonly failed: boolean;
}

export interface Work {
  /** The next act of a person. @param person which of the sessions */
  readonly act: (person: number) => Promise<Outcome>;
}

type Act = readonly [
  kind: Outcome['kind'],
  name: string,
  run: (session: ApiClient, nik: string) => Promise<unknown>,
];

const photoBase64 = Buffer.from(encodeRgbJpeg(drawFace({ seed: 'at-work', background: 'red' }))).toString(
  'base64',
);
const names = ['SITI', 'MARIA', 'YOHANES', 'ANTONIUS', 'KRISTINA', 'PETRUS'];

const acts: readonly Act[] = [
  ['bare', 'who am I', (session) => session.call(officeApi.getSession, {})],
  ['read', 'resident by NIK', (session, nik) => search(session, nik)],
  [
    'read',
    'centre of the resident',
    (session, nik) => session.call(officeApi.centreOfResident, { body: { nik } }),
  ],
  [
    'write',
    'letter issued',
    (session, nik) =>
      session.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } }),
  ],
  ['read', 'letters', (session) => session.call(officeApi.listLetters, { query: { limit: 50 } })],
  ['read', 'residents by name', (session, nik) => search(session, names[Number(nik.at(-1)) % names.length]!)],
  ['read', 'recordings', (session) => session.call(officeApi.listEnrolments, { query: {} })],
  [
    'read',
    'recordings held',
    (session) => session.call(officeApi.listEnrolments, { query: { state: 'held' } }),
  ],
  [
    'write',
    'word of the centre',
    (session, nik) =>
      session.call(officeApi.noteCentreWordOfResident, {
        body: {
          nik,
          status: 'PRINT_READY_RECORD',
          asOf: todayInKupang(),
          source: 'layar pusat',
        },
      }),
  ],
  ['read', 'services', (session) => session.call(officeApi.getServiceStatus, {})],
  [
    'read',
    'recordings by name',
    (session) => session.call(officeApi.searchEnrolments, { body: { q: 'SITI 77' } }),
  ],
];

const search = (session: ApiClient, q: string) =>
  session.call(officeApi.searchResidents, { body: { q, limit: 20 } });

/**
 * Everybody goes through the same acts, each from another place in them, and serves another resident in each round.
 * @param niks of residents recorded before Rekam; as many as there are rounds of anybody
 */
export function makeWork(sessions: readonly ApiClient[], niks: readonly string[]): Work {
  const turns = sessions.map((_, person) => person % acts.length);
  const served = sessions.map((_, person) => person);
  return {
    act: async (person) => {
      const turn = turns[person]!;
      turns[person] = (turn + 1) % acts.length;
      if (turns[person] === 0) served[person]! += sessions.length;
      const nik = niks[served[person]!];
      if (nik === undefined) throw new Error('there are not enough residents to serve');
      const [kind, act, run] = acts[turn]!;
      const began = performance.now();
      const failed = await run(sessions[person]!, nik).then(
        () => false,
        () => true,
      );
      return { act, kind, ms: performance.now() - began, failed };
    },
  };
}
