/** A whole office in this process on a real PostgreSQL, for tests that speak to it over HTTP. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { compose } from '../composition/office.ts';
import type { NoticeSettings } from '../notice/index.ts';
import { keysDirOf, makeMissingKeys } from '../office-keys/index.ts';
import { type Clock, systemClock } from '../ports/clock.ts';
import type { Transact } from '../ports/database.ts';
import type { Pool } from '../shell/database.ts';
import { prepareJobs, runOfficeJobs } from '../shell/jobs.ts';
import { makeOfficeApp } from '../shell/serve.ts';
import { openTestDatabase } from './test-database.ts';

export interface TestOffice {
  readonly url: string;
  readonly dataDir: string;
  readonly database: Pool;
  /** Signed in as the head, who is administrator too. */
  readonly head: ApiClient;
  readonly events: { readonly event: string; readonly [key: string]: unknown }[];
  /** Adds an officer and signs in as them. */
  readonly signedInAs: (
    username: string,
    roles: { role: Role; placeId: string | null }[],
    pin?: string,
  ) => Promise<ApiClient>;
  readonly addStation: (placeIndex?: number) => Promise<BareStation>;
  /** Waits until the queue has opened every packet that was received. */
  readonly allOpened: () => Promise<void>;
  /** What the office does every few seconds, now. */
  readonly upkeep: () => Promise<void>;
  readonly setUpKey: string;
  readonly close: () => Promise<void>;
}

export const testPassword = 'kata-sandi-uji-1';

export interface TestOfficeOptions {
  readonly clock?: Clock;
  readonly transact?: (own: Transact) => Transact;
  /** False: packets are received and stay unopened. */
  readonly jobs?: boolean;
  readonly setUp?: boolean;
  readonly notices?: NoticeSettings;
  readonly publicUrl?: string;
}

export async function openTestOffice(options: TestOfficeOptions = {}): Promise<TestOffice> {
  const { database, bulkLoad, close: closeDatabase } = await openTestDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'rekam-test-office-'));
  makeMissingKeys(keysDirOf(dataDir));
  await prepareJobs(database.pool);
  const events: TestOffice['events'] = [];
  const office = await compose({
    dataDir,
    database,
    relaxed: database,
    bulkLoad,
    clock: options.clock ?? systemClock,
    trustDevicesFiles: [],
    notices: options.notices ?? null,
    publicUrl: options.publicUrl ?? null,
    announceLocalStation: null,
    emit: (event, facts) => void events.push({ event, ...facts }),
    ...(options.transact ? { transact: options.transact(database.transact) } : {}),
  });
  await office.recover();
  const app = await makeOfficeApp(office, { behindProxy: false, tls: null });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const jobs =
    options.jobs === false
      ? { stop: async () => undefined }
      : await runOfficeJobs(database, office, (event, facts) => void events.push({ event, ...facts }));

  const setUpKey = office.setUpKey() ?? '';
  const head = new ApiClient(url);
  if (options.setUp !== false)
    await head.call(officeApi.setUp, {
      body: {
        setupKey: setUpKey,
        regencyCode: '53.71',
        timeZone: 'WITA',
        head: { username: 'kepala', password: testPassword, name: 'Kepala Uji' },
      },
    });

  return {
    url,
    dataDir,
    database,
    head,
    events,
    setUpKey,
    upkeep: office.upkeep,
    signedInAs: async (username, roles, pin) => {
      await head.call(officeApi.addOfficer, {
        body: {
          username,
          password: testPassword,
          name: `Petugas ${username}`,
          roles,
          ...(pin ? { pin } : {}),
        },
      });
      const client = new ApiClient(url);
      await client.call(officeApi.signIn, { body: { username, password: testPassword } });
      return client;
    },
    addStation: async (placeIndex = 1) => {
      const places = await head.call(officeApi.listPlaces, {});
      const { code } = await head.call(officeApi.makeStationCode, {
        body: { placeId: places[placeIndex]!.id, name: 'Loket uji' },
      });
      return BareStation.enrol(url, code);
    },
    allOpened: async () => {
      for (;;) {
        const { rows } = await database.query("select 1 from recording where state = 'received' limit 1");
        if (rows.length === 0) return;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: async () => {
      await jobs.stop();
      await app.close();
      await office.close();
      await closeDatabase();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
