import type { Place } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import { deriveOperatorCredential, verifyPin } from '@rekam/protocol/sync/operator-credential.ts';
import { ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice, testPassword } from '../testing/test-office.ts';
import { listOperatorsAt, listPinVerifiers } from './operators.ts';
import { waitAfter } from './throttle.ts';

let office: TestOffice;
let nowMs = Date.now();
beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
});
afterAll(() => office.close());

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'OK',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );
const signIn = (username: string, password: string, client = new ApiClient(office.url)) =>
  client.call(officeApi.signIn, { body: { username, password } });
const hour = 3_600_000;

describe('signing in', () => {
  it('OFC1 wrong password and unknown user are told alike', async () => {
    expect(await codeOf(signIn('kepala', 'salah-sekali-1'))).toBe('ACCESS_CREDENTIALS_WRONG');
    expect(await codeOf(signIn('tiada', 'salah-sekali-1'))).toBe('ACCESS_CREDENTIALS_WRONG');
  });

  it('OFC2 after five failures a user waits, twice as long each time, even with the right password', async () => {
    await office.signedInAs('lupa', [{ role: 'operator', placeId: null }]);
    for (let i = 0; i < 5; i++)
      expect(await codeOf(signIn('lupa', 'salah-sekali-1'))).toBe('ACCESS_CREDENTIALS_WRONG');
    expect(await codeOf(signIn('lupa', testPassword))).toBe('ACCESS_THROTTLED');
    nowMs += waitAfter(5, 5);
    expect(await codeOf(signIn('lupa', testPassword))).toBe('OK');
    expect([4, 5, 6, 7, 40].map((failures) => waitAfter(failures, 5))).toEqual([
      0, 5000, 10_000, 20_000, 900_000,
    ]);
  });

  it('OFC3 a session ends after twelve hours, after ninety idle minutes, and at sign-out', async () => {
    const client = await office.signedInAs('sesi', [{ role: 'operator', placeId: null }]);
    const present = async () => (await client.call(officeApi.getSession, {})).officer !== null;
    nowMs += hour;
    expect(await present()).toBe(true);
    nowMs += 1.6 * hour;
    expect(await present()).toBe(false);
    await signIn('sesi', testPassword, client);
    for (let hours = 0; hours < 11; hours++) {
      nowMs += hour;
      expect(await present()).toBe(true);
    }
    nowMs += 1.1 * hour;
    expect(await present()).toBe(false);
    await signIn('sesi', testPassword, client);
    await client.call(officeApi.signOut, {});
    expect(await present()).toBe(false);
    await signIn('kepala', testPassword, office.head);
  });

  it('OFC4 the cookie is out of reach of scripts and other sites, and the database keeps only its hash', async () => {
    const answer = await fetch(`${office.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: office.url },
      body: JSON.stringify({ username: 'kepala', password: testPassword }),
    });
    const cookie = answer.headers.getSetCookie()[0]!;
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict;/);
    const token = /=([\w-]+);/.exec(cookie)![1]!;
    const { rows } = await office.database.query<{ row: string }>(
      'select s::text as row from officer_session s',
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(token);
  });

  it('OFC5 a page of another site cannot act in an officer’s name', async () => {
    for (const headers of [{ origin: 'http://jahat.example' }, { cookie: 'rekam_office=x' }] as const) {
      const answer = await fetch(`${office.url}/api/session`, {
        method: 'DELETE',
        headers: headers as unknown as Record<string, string>,
      });
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        403,
        'REQUEST_ORIGIN_FOREIGN',
      ]);
    }
  });
});

describe('people', () => {
  it('OFC6 only who may manage people adds them, and the fact names the rule', async () => {
    const operator = await office.signedInAs('operator1', [{ role: 'operator', placeId: null }]);
    const body = {
      username: 'baru',
      password: testPassword,
      name: 'Baru',
      roles: [{ role: 'head' as const, placeId: null }],
    };
    expect(await codeOf(operator.call(officeApi.addOfficer, { body }))).toBe('ACCESS_DENIED');
    expect(await codeOf(new ApiClient(office.url).call(officeApi.addOfficer, { body }))).toBe(
      'ACCESS_SIGN_IN_NEEDED',
    );
    const { rows } = await office.database.query<{ rule: string }>(
      "select permitted_by as rule from fact where kind = 'officer-added' and details ->> 'username' = 'operator1'",
    );
    expect(rows[0]!.rule).toBe('ACC13 head@office');
  });

  it('OFC7 easy passwords and PINs are refused, and so is a user name twice', async () => {
    const add = (change: object) =>
      codeOf(
        office.head.call(officeApi.addOfficer, {
          body: {
            username: 'mudah',
            password: testPassword,
            name: 'M',
            roles: [{ role: 'operator' as const, placeId: null }],
            ...change,
          },
        }),
      );
    expect(await add({ password: 'aaaaaaaaaaaa' })).toBe('OFFICER_PASSWORD_WEAK');
    expect(await add({ password: 'ini-mudah-saja' })).toBe('OFFICER_PASSWORD_WEAK');
    expect(await add({ pin: '123456' })).toBe('OFFICER_PIN_WEAK');
    expect(await add({ pin: '777777' })).toBe('OFFICER_PIN_WEAK');
    expect(await add({ username: 'operator1' })).toBe('OFFICER_USERNAME_TAKEN');
    expect(
      await add({ username: 'tidak-ada', roles: [{ role: 'operator', placeId: `plc_${'0'.repeat(32)}` }] }),
    ).toBe('PLACE_NOT_FOUND');
  });

  it('OFC8 who is sent away is signed out at once and no operator any more', async () => {
    const client = await office.signedInAs('pergi', [{ role: 'operator', placeId: null }]);
    const rows = await office.head.call(officeApi.listOfficers, {});
    const { id } = rows.find((row) => row.username === 'pergi')!;
    const places = (await office.head.call(officeApi.listPlaces, {})) as Place[];
    const names = async () =>
      (await listOperatorsAt(office.database, places[1]!.id)).map((entry) => entry.username);
    expect(await names()).toContain('pergi');
    await office.head.call(officeApi.changeOfficer, { params: { id }, body: { active: false } });
    expect((await client.call(officeApi.getSession, {})).officer).toBeNull();
    expect(await names()).not.toContain('pergi');
    expect(await codeOf(signIn('pergi', testPassword))).toBe('ACCESS_CREDENTIALS_WRONG');
  });

  it('OFC9 the last who can manage people stays', async () => {
    const rows = await office.head.call(officeApi.listOfficers, {});
    const { id } = rows.find((row) => row.username === 'kepala')!;
    const body = { roles: [{ role: 'operator' as const, placeId: null }] };
    expect(await codeOf(office.head.call(officeApi.changeOfficer, { params: { id }, body }))).toBe(
      'OFFICER_LAST_ADMINISTRATOR',
    );
    expect((await office.head.call(officeApi.getSession, {})).actions).toContain('officer.manage');
  });

  it('OFC10 a station knows an operator by the password and a supervisor by the PIN, and by nothing else', async () => {
    const places = (await office.head.call(officeApi.listPlaces, {})) as Place[];
    const [here, there] = [places[1]!.id, places[2]!.id];
    await office.signedInAs('pengawas', [{ role: 'supervisor', placeId: here }], '592714');
    const entry = (await listOperatorsAt(office.database, here)).find(
      ({ username }) => username === 'pengawas',
    )!;
    expect((await deriveOperatorCredential(testPassword, entry.salt)).recipient).toBe(entry.recipient);
    expect((await deriveOperatorCredential('salah-sekali-1', entry.salt)).recipient).not.toBe(
      entry.recipient,
    );
    const [verifier] = await listPinVerifiers(office.database, here);
    expect(verifyPin('592714', verifier!)).toBe(true);
    expect(verifyPin('592715', verifier!)).toBe(false);
    expect(await listPinVerifiers(office.database, there)).toEqual([]);
    expect((await listOperatorsAt(office.database, there)).map(({ username }) => username)).not.toContain(
      'pengawas',
    );
  });

  it('OFC11 a new password ends the other sessions and keeps this one', async () => {
    const one = await office.signedInAs('ganti', [{ role: 'operator', placeId: null }]);
    const two = new ApiClient(office.url);
    await signIn('ganti', testPassword, two);
    const body = { current: testPassword, password: 'kata-sandi-lain-2' };
    expect(
      await codeOf(one.call(officeApi.changeOwnPassword, { body: { ...body, current: 'bukan-ini-lho' } })),
    ).toBe('ACCESS_CREDENTIALS_WRONG');
    await one.call(officeApi.changeOwnPassword, { body });
    expect((await one.call(officeApi.getSession, {})).officer).not.toBeNull();
    expect((await two.call(officeApi.getSession, {})).officer).toBeNull();
    expect(await codeOf(signIn('ganti', testPassword))).toBe('ACCESS_CREDENTIALS_WRONG');
  });
});
