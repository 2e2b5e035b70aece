/** The office of *Coba dengan Kota Kupang*, with a browser before it. */
import type { Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { startFreshOffice } from './fresh-office.ts';
import { OfficeDriver } from './office-driver.ts';
import { type OpenBrowser, openBrowser } from './open-browser.ts';

export interface DemoOffice {
  readonly url: string;
  readonly browser: OpenBrowser;
  /** Somebody of this role, signed in on a page of their own. */
  readonly signedIn: (role: Role) => Promise<OfficeDriver>;
  /** The same without screens. */
  readonly apiOf: (role: Role) => Promise<ApiClient>;
  readonly stop: () => Promise<void>;
}

export async function startDemoOffice(): Promise<DemoOffice> {
  const [browser, office] = await Promise.all([openBrowser(), startFreshOffice()]);
  const { accounts } = await new ApiClient(office.url).call(officeApi.setUpDemo, {
    body: { setupKey: office.setUpKey },
  });
  const accountOf = (role: Role) => {
    const { username, password } = accounts.find((one) => one.role === role)!;
    return { username, password };
  };
  return {
    url: office.url,
    browser,
    signedIn: async (role) => {
      const officer = new OfficeDriver(await browser.newPage(), office.url);
      await officer.signIn(accountOf(role));
      return officer;
    },
    apiOf: async (role) => {
      const client = new ApiClient(office.url);
      await client.call(officeApi.signIn, { body: accountOf(role) });
      return client;
    },
    stop: async () => {
      await browser.close();
      await office.stop();
    },
  };
}
