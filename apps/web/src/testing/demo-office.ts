/** The office of *Coba dengan Kota Kupang* with a browser before it, for the tests of one file. */
import type { Role } from '@rekam/domain';
import { type AnswerOf, officeApi } from '@rekam/protocol';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { type FreshOffice, startFreshOffice } from './fresh-office.ts';
import { OfficeDriver } from './office-driver.ts';
import { type OpenBrowser, openBrowser, type WindowSize } from './open-browser.ts';

export interface DemoOffice {
  readonly url: string;
  /** The page opened last; a test's pages are closed after it. */
  readonly page: Page;
  readonly newPage: (size?: WindowSize) => Promise<Page>;
  /** Somebody of this role, signed in on a page of their own. */
  readonly signedIn: (role: Role) => Promise<OfficeDriver>;
  /** The same without screens. */
  readonly apiOf: (role: Role) => Promise<ApiClient>;
}

/** Starts it before the tests and stops it after them. A test fails when one of its pages complains. */
export function withDemoOffice(): DemoOffice {
  let browser: OpenBrowser;
  let office: FreshOffice;
  let accounts: AnswerOf<typeof officeApi.setUpDemo>['accounts'];
  const pages: Page[] = [];

  beforeAll(async () => {
    [browser, office] = await Promise.all([openBrowser(), startFreshOffice()]);
    const body = { setupKey: office.setUpKey };
    ({ accounts } = await new ApiClient(office.url).call(officeApi.setUpDemo, { body }));
  }, 120_000);
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(browser.complaints).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await office?.stop();
  });

  const accountOf = (role: Role) => {
    const { username, password } = accounts.find((one) => one.role === role)!;
    return { username, password };
  };
  const newPage = async (size?: WindowSize): Promise<Page> => {
    const page = await browser.newPage(size);
    pages.push(page);
    return page;
  };
  return {
    get url() {
      return office.url;
    },
    get page() {
      return pages.at(-1)!;
    },
    newPage,
    signedIn: async (role) => {
      const officer = new OfficeDriver(await newPage(), office.url);
      await officer.signIn(accountOf(role));
      return officer;
    },
    apiOf: async (role) => {
      const client = new ApiClient(office.url);
      await client.call(officeApi.signIn, { body: accountOf(role) });
      return client;
    },
  };
}
