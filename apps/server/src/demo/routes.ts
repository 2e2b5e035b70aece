import { Readable } from 'node:stream';
import {
  type ChronicleDays,
  dayAt,
  defaultHandoverPolicy,
  defaultLetterPolicy,
  printPolicyOf2020,
  timeZones,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { DemoScene } from '@rekam/protocol/http/set-up-api.ts';
import { demoCityWish } from '@rekam/testkit/demo-city/demo-city.ts';
import { residentCsvChunks } from '@rekam/testkit/demo-city/resident-csv.ts';
import { theOffice } from '../audit/index.ts';
import { printRules } from '../card/index.ts';
import { handoverRules } from '../handover/index.ts';
import { letterRules } from '../letter/index.ts';
import { checkSetUpKey, setUpOffice } from '../office/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { addOfficer, prepareSecrets } from '../officer/index.ts';
import type { Handlers } from '../ports/call.ts';
import { nowOf } from '../ports/clock.ts';
import { type ImportDeps, importResidents } from '../resident/index.ts';
import { inventAccounts } from './accounts.ts';

export interface DemoDeps {
  readonly imports: ImportDeps;
  readonly keyring: () => Keyring;
  /** The key printed at start; null once the office is set up. */
  readonly setUpKey: () => string | null;
  /** Puts equipment into the city, and its past; answers which days of the past can be looked at. */
  readonly furnish: (scene: DemoScene) => Promise<ChronicleDays | null>;
  /** Called after the office was set up. */
  readonly onSetUp: (baseUrl: string) => Promise<void>;
  /** Gives the office a certificate to try signing with. */
  readonly makeTrialSigner: () => Promise<void>;
}

/** The rules of letters as circular 10231 left them, signed by somebody who never lived. */
const demoLetterPolicy = {
  ...defaultLetterPolicy,
  signatory: { position: 'Kepala Dinas', name: 'KEPALA DINAS CONTOH', rank: 'Pembina Utama Muda', nip: '' },
};

const kupang = { regencyCode: '53.71', timeZone: 'WITA', demo: true } as const;

/** Kota Kupang with invented residents, taken in by the same import as a real register. */
export function demoRoutes({
  imports,
  keyring,
  setUpKey,
  furnish,
  onSetUp,
  makeTrialSigner,
}: DemoDeps): Handlers<typeof officeApi, 'setUpDemo'> {
  const { database, clock } = imports;
  return {
    setUpDemo: async ({ body, baseUrl }) => {
      checkSetUpKey(body.setupKey, setUpKey());
      const accounts = inventAccounts();
      const secrets = await Promise.all(
        accounts.map(({ username, password, pin }) => prepareSecrets(username, password, pin ?? undefined)),
      );
      await database.transact(async (tx) => {
        await setUpOffice(tx, clock, keyring(), kupang);
        await letterRules.insert(tx, demoLetterPolicy, nowOf(clock));
        await printRules.insert(tx, printPolicyOf2020, nowOf(clock));
        await handoverRules.insert(tx, defaultHandoverPolicy, nowOf(clock));
        const by = { actor: theOffice, permittedBy: null };
        for (const [index, { role, username, name, password }] of accounts.entries())
          await addOfficer(
            tx,
            clock,
            { username, name, password, roles: [{ role, placeId: null }] },
            secrets[index]!,
            by,
          );
      });
      const today = dayAt(nowOf(clock), timeZones[kupang.timeZone].offsetMinutes);
      const { added } = await importResidents(imports, {
        file: Readable.from(
          residentCsvChunks({ seed: demoCityWish.seed, count: demoCityWish.residents, today }, ';'),
        ),
        fileName: 'kota-kupang-contoh.csv',
        bytesTotal: null,
        by: null,
      });
      const past = await furnish(body.scene);
      await makeTrialSigner();
      await onSetUp(baseUrl);
      return {
        accounts: accounts.map(({ role, username, password, pin }) => ({ role, username, password, pin })),
        residents: added,
        past: past && { ...past, highlights: [...past.highlights] },
      };
    },
  };
}
