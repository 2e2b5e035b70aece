/** A counter of the demo office, with simulated devices and a browser before it, for the tests of one file. */
import { counterApi, officeApi } from '@rekam/protocol';
import {
  type RunningOffice,
  type RunningStation,
  startRunningOffice,
} from '@rekam/testkit/running-office.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { CounterDriver } from './counter-driver.ts';
import { type OpenBrowser, openBrowser, type WindowSize } from './open-browser.ts';

export interface DemoCounter {
  readonly office: RunningOffice;
  readonly station: RunningStation;
  /** The page opened last; a test's pages are closed after it. */
  readonly page: Page;
  readonly newPage: (size?: WindowSize) => Promise<Page>;
  /** An operator before the station's first screen. */
  readonly open: (options?: {
    readonly looksWithAxe?: boolean;
    readonly size?: WindowSize;
  }) => Promise<CounterDriver>;
  /** Stops the station's program and starts it again on its data. */
  readonly restartStation: () => Promise<void>;
  /** One more grown-up of the station's place whom nobody has recorded. */
  readonly nextNik: () => string;
}

/** Starts it before the tests and stops it after them. A test fails when one of its pages complains. */
export function withDemoCounter(): DemoCounter {
  let browser: OpenBrowser;
  let office: RunningOffice;
  let station: RunningStation;
  let niks: string[];
  const pages: Page[] = [];

  beforeAll(async () => {
    // Grown fingers, each known again at the next touch: of real prints some are not, as at a real counter.
    delete process.env.REKAM_PRINTS;
    [browser, office] = await Promise.all([openBrowser('red'), startRunningOffice({ errors: 'ignore' })]);
    station = await office.addStation();
    niks = await findUnrecorded(office, station);
    // One person stays in front of the devices: growing the prints of another takes seconds.
    await station.orderDevices('person', { seed: 'counter' });
  }, 180_000);
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(browser.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });

  const newPage = async (size?: WindowSize): Promise<Page> => {
    const page = await browser.newPage(size);
    pages.push(page);
    return page;
  };
  return {
    get office() {
      return office;
    },
    get station() {
      return station;
    },
    get page() {
      return pages.at(-1)!;
    },
    newPage,
    open: async ({ size, ...options } = {}) => {
      const page = await newPage(size);
      await page.goto(station.url);
      return new CounterDriver(page, options);
    },
    restartStation: async () => {
      station = await office.restartStation(station);
    },
    nextNik: () => {
      const nik = niks.shift();
      if (!nik) throw new Error('the demo city has too few unrecorded residents here');
      return nik;
    },
  };
}

const names = ['MARIA', 'YOHANES', 'AGUSTINUS', 'MARTHA', 'PETRUS', 'ANTONIUS', 'YULIANA', 'FRANSISKUS'];

async function findUnrecorded(office: RunningOffice, { api }: RunningStation): Promise<string[]> {
  const state = await api.call(counterApi.getState, {});
  const supervisor = await office.signedIn('supervisor');
  const found: string[] = [];
  for (const q of names) {
    const { rows } = await supervisor.call(officeApi.searchResidents, { body: { q, limit: 50 } });
    for (const { nik, birthDate, kecamatan, recorded } of rows) {
      const here = state.station?.place.name.toUpperCase().endsWith(kecamatan.toUpperCase());
      if (here && birthDate < '2000' && recorded?.status === 'BELUM REKAM') found.push(nik);
    }
  }
  return found;
}
