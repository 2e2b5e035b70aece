import type { Instant } from '@rekam/domain';
import { equipmentApi, officeApi, syncApi } from '@rekam/protocol';
import { codeNamesKey, parseEnrolmentCode } from '@rekam/protocol/sync/enrolment-code.ts';
import { signSession } from '@rekam/protocol/sync/session-proof.ts';
import { verifySigned } from '@rekam/protocol/sync/signed.ts';
import { makeSigningKey, parsePublicKey, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let api: ApiClient;
let nowMs = Date.now();
beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
  api = new ApiClient(office.url);
});
afterAll(() => office.close());

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'OK',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );
const places = () => office.head.call(officeApi.listPlaces, {});
const newCode = async () =>
  office.head.call(officeApi.makeStationCode, {
    body: { placeId: (await places())[1]!.id, name: 'Loket 7' },
  });
const enrol = (code: string, key = makeSigningKey()) =>
  api.call(syncApi.enrol, { body: { code, publicKey: publicKeyToBase64(key), softwareVersion: '0.1.0' } });

const as = async (station: BareStation, path: string, body?: object) => {
  const answer = await fetch(office.url + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return (await answer.json()) as Record<string, unknown> & { code?: string };
};
describe('becoming a station', () => {
  it('STA1 a code works once, names the office’s own key, and is kept only as a hash', async () => {
    const { code } = await newCode();
    const answer = await enrol(code);
    const key = Buffer.from(answer.receiptKey.publicKey, 'base64');
    const parsed = parseEnrolmentCode(code);
    expect(parsed.ok && codeNamesKey(parsed.value, key)).toBe(true);
    expect(await codeOf(enrol(code))).toBe('STATION_CODE_USED');
    const { rows } = await office.database.query<{ row: string }>(
      'select c::text as row from station_code c',
    );
    expect(JSON.stringify(rows)).not.toContain(code.replaceAll('-', ''));
  });

  it('STA2 asked again by the same computer after a lost answer, the office answers the same', async () => {
    const { code } = await newCode();
    const key = makeSigningKey();
    const [first, second] = [await enrol(code, key), await enrol(code, key)];
    expect(second.stationId).toBe(first.stationId);
  });

  it('STA3 of two computers with one code at once, one becomes the station', async () => {
    const { code } = await newCode();
    const codes = await Promise.all([codeOf(enrol(code)), codeOf(enrol(code))]);
    expect(codes.sort()).toEqual(['OK', 'STATION_CODE_USED']);
  });

  it('STA11 a revoked station with a new code is the same station again; one in use is refused by its name', async () => {
    const key = makeSigningKey();
    const { stationId } = await enrol((await newCode()).code, key);
    const { code } = await newCode();
    await expect(enrol(code, key)).rejects.toMatchObject({
      code: 'STATION_KEY_KNOWN',
      message: expect.stringContaining('Loket 7'),
    });
    const here = { placeId: (await places())[1]!.id, name: 'Set uji', stationId };
    const set = await office.head.call(equipmentApi.addSet, { body: here });
    const tied = async () =>
      (await office.head.call(equipmentApi.getSet, { params: { id: set.id } })).station?.id ?? null;
    expect(await tied()).toBe(stationId);
    const params = { id: stationId };
    await office.head.call(officeApi.revokeStation, { params, body: { reason: 'dipindahkan' } });
    const elsewhere = (await places())[2]!;
    const made = await office.head.call(officeApi.makeStationCode, {
      body: { placeId: elsewhere.id, name: 'Loket 8' },
    });
    expect((await enrol(made.code, key)).stationId).toBe(stationId);
    const rows = await office.head.call(officeApi.listStations, {});
    expect(rows.filter(({ id }) => id === stationId)).toMatchObject([
      { name: 'Loket 8', state: 'active', place: { id: elsewhere.id } },
    ]);
    expect(await tied()).toBeNull();
  });

  it('STA4 a code is good for a day', async () => {
    const { code } = await newCode();
    nowMs += 24 * 3_600_000;
    expect(await codeOf(enrol(code))).toBe('STATION_CODE_EXPIRED');
    await office.head.call(officeApi.signIn, { body: { username: 'kepala', password: 'kata-sandi-uji-1' } });
  });

  it('STA5 wrong codes are slowed down, right ones are not', async () => {
    const wrong = '00000-00000-00000-00000';
    const codes: string[] = [];
    for (let i = 0; i < 22; i++) codes.push(await codeOf(enrol(wrong)));
    expect(codes.slice(0, 20)).toEqual(Array(20).fill('STATION_CODE_WRONG'));
    expect(codes.at(-1)).toBe('ACCESS_THROTTLED');
    nowMs += 60_000;
    expect(await codeOf(enrol((await newCode()).code))).toBe('OK');
  });
});

describe('a station’s session', () => {
  it('STA6 is opened by the key and by nothing else; a nonce is for one station and five minutes', async () => {
    const station = await office.addStation();
    const { stationId } = station.settings;
    const challenge = () => api.call(syncApi.challenge, { body: { stationId } });
    const prove = (nonce: string, key = station.key, id = stationId) =>
      codeOf(
        api.call(syncApi.session, { body: { stationId: id, nonce, signature: signSession(nonce, key) } }),
      );
    const { nonce } = await challenge();
    expect(await prove(nonce, makeSigningKey())).toBe('STATION_SIGNATURE_INVALID');
    const other = await office.addStation();
    expect(await prove(nonce, other.key, other.settings.stationId)).toBe('STATION_SIGNATURE_INVALID');
    expect(await prove(Buffer.alloc(56).toString('base64'))).toBe('STATION_SIGNATURE_INVALID');
    expect(await prove(nonce)).toBe('OK');
    nowMs += 5 * 60_000 + 1;
    expect(await prove(nonce)).toBe('STATION_SIGNATURE_INVALID');
  });

  it('STA7 lasts an hour, and a forged token is none', async () => {
    const station = await office.addStation();
    expect((await as(station, '/sync/settings')).code).toBeUndefined();
    const forged = { ...station, token: station.token.replace(/\.\d+\./, `.${nowMs + 1e9}.`) } as BareStation;
    expect((await as(forged, '/sync/settings')).code).toBe('STATION_SESSION_NEEDED');
    nowMs += 3_600_000;
    expect((await as(station, '/sync/settings')).code).toBe('STATION_SESSION_NEEDED');
  });
});

describe('what a station is told', () => {
  it('STA8 the settings are signed, and a change of people or places gives them a new version', async () => {
    const station = await office.addStation();
    const key = parsePublicKey(station.receiptKey);
    const read = () =>
      as(station, '/sync/settings') as unknown as Promise<{
        value: { version: number; operators: { username: string }[]; kelurahan: unknown[] };
        keyId: string;
        signature: string;
      }>;
    const before = await read();
    expect(key.ok && verifySigned('rekam/settings/1', before, key.value)).toBe(true);
    expect(before.value.kelurahan.length).toBe(51);
    await office.signedInAs('operatorsta', [{ role: 'operator', placeId: station.settings.place.id }]);
    const after = await read();
    expect(after.value.version).toBeGreaterThan(before.value.version);
    expect(after.value.operators.map(({ username }) => username)).toContain('operatorsta');
    expect(JSON.stringify(after)).not.toContain('hash');
  });

  it('STA9 the heartbeat is answered with what changed, and the office shows link, age and drift', async () => {
    const station = await office.addStation();
    const rowOf = async () =>
      (await office.head.call(officeApi.listStations, {})).find(
        (row) => row.id === station.settings.stationId,
      )!;
    expect((await rowOf()).link).toBe('never');
    const old = new Date(nowMs - 25 * 3_600_000).toISOString();
    const oldestUnsentAt = old as Instant;
    const answer = await station.beat({ spool: { outbox: 3, held: 0, oldestUnsentAt } });
    expect(answer.settingsVersion).toBeGreaterThan(0);
    expect(await rowOf()).toMatchObject({ link: 'online', outbox: 3, alarm: true, clockOffsetMs: 12 });
    nowMs += 4 * 60_000;
    expect((await rowOf()).link).toBe('silent');
  });
});
