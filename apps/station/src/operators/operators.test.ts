import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Instant, toInstant } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { realFileSystem } from '../storage/real-file-system.ts';
import { signIn } from '../testing/hands.ts';
import { prepareFolder, startCounter } from '../testing/test-counter.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';
import { idleLimitMs, makeSeat, type OperatorSession } from './session.ts';
import { type SlowHash, startSlowHash } from './slow-hash.ts';
import { firstPauseMs, freeTries, longestPauseMs, openThrottle, pauseAfter } from './throttle.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'rekam-operators-'));

describe('OPR3 throttling', () => {
  it('a few slips cost nothing; then pauses double, up to a limit', () => {
    expect(pauseAfter(freeTries)).toBe(0);
    expect(pauseAfter(freeTries + 1)).toBe(firstPauseMs);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), (wrong) => {
        expect(pauseAfter(wrong + 1)).toBeGreaterThanOrEqual(pauseAfter(wrong));
        expect(pauseAfter(wrong)).toBeLessThanOrEqual(longestPauseMs);
      }),
      { seed: 5 },
    );
  });

  it('survives a restart, ends with time or success, and keeps people and kinds apart', async () => {
    const dir = folder();
    let ms = 1_000_000_000_000;
    const now = (): Instant => toInstant(ms);
    const throttle = await openThrottle(realFileSystem, dir, now);
    for (let i = 0; i <= freeTries; i++) await throttle.noteWrong('password', 'Operator ');
    const later = await openThrottle(realFileSystem, dir, now);
    expect(later.check('password', 'operator')).toMatchObject({ ok: false, details: { seconds: 30 } });
    expect(later.check('pin', 'operator').ok).toBe(true);
    expect(later.check('password', 'another').ok).toBe(true);
    ms += firstPauseMs;
    expect(later.check('password', 'operator').ok).toBe(true);
    await later.noteRight('password', 'operator');
    await later.noteWrong('password', 'operator');
    expect(later.check('password', 'operator').ok).toBe(true);
  });
});

describe('OPR4 the seat', () => {
  const who = { identity: 'AGE-SECRET-KEY-1X', username: 'a', name: 'A' } as unknown as Omit<
    OperatorSession,
    'token'
  >;

  it('is left after an hour without work; looking at the state is no work', () => {
    let ms = 0;
    const ended: string[] = [];
    const seat = makeSeat(
      () => ms,
      ({ username }) => ended.push(username),
    );
    const { token } = seat.begin(who);
    ms = idleLimitMs;
    expect(seat.find(token)).not.toBeNull();
    ms += idleLimitMs / 2;
    expect(seat.peek(token)).not.toBeNull();
    ms += idleLimitMs / 2 + 1;
    expect(seat.find(token)).toBeNull();
    expect(ended).toEqual(['a']);
  });

  it('knows only the token of the last sign-in', () => {
    const seat = makeSeat(
      () => 0,
      () => undefined,
    );
    const first = seat.begin(who);
    const second = seat.begin(who);
    expect(seat.find(first.token)).toBeNull();
    expect(seat.find(null)).toBeNull();
    expect(seat.find(second.token)).toBe(second);
  });
});

describe('signing in offline', () => {
  let office: TestOffice;
  let slowHash: SlowHash;
  beforeAll(async () => {
    office = await makeTestOffice();
    slowHash = startSlowHash();
  });
  afterAll(() => slowHash.stop());

  it('OPR1 takes the password that yields the identity the office has named, and no other', async () => {
    const counter = await startCounter(await prepareFolder({ office, residents: [makeResident(1)] }));
    const { api } = counter;
    const wrong = (username: string, password: string) =>
      api.call(counterApi.signIn, { body: { username, password } }).then(
        () => 'accepted',
        (error: { code: string }) => error.code,
      );
    expect(await wrong('operator', office.supervisor.password)).toBe('ACCESS_CREDENTIALS_WRONG');
    expect(await wrong('nobody', office.operator.password)).toBe('ACCESS_CREDENTIALS_WRONG');
    const state = await signIn(api, office.operator);
    expect(state).toMatchObject({ operator: { roles: ['operator'] }, directory: { residents: 1 } });
    await counter.stop();
  });

  it('OPR2 a technician may sign in and see the station, and may not record or look residents up', async () => {
    const counter = await startCounter(await prepareFolder({ office, residents: [makeResident(1)] }));
    const { api } = counter;
    await signIn(api, office.technician);
    const { nik } = makeResident(1).biodata;
    const refused = { code: 'ACCESS_DENIED' };
    await expect(api.call(counterApi.beginEnrolment, { body: { nik } })).rejects.toMatchObject(refused);
    await expect(api.call(counterApi.searchResidents, { body: { nik } })).rejects.toMatchObject(refused);
    expect(await api.call(counterApi.listSpool, {})).toEqual([]);
    await counter.stop();
  });

  it('an officer the office has put out of service cannot sign in', async () => {
    const gone = { ...office.operator.entry, active: false };
    const dataDir = await prepareFolder({ office, residents: [], settings: { operators: [gone] } });
    const counter = await startCounter(dataDir);
    await expect(signIn(counter.api, office.operator)).rejects.toMatchObject({
      code: 'ACCESS_CREDENTIALS_WRONG',
    });
    await counter.stop();
  });

  it('OPR6 works on a thread of its own: the counter answers meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const salt = Buffer.alloc(16, 1).toString('base64');
    const { recipient } = await slowHash.deriveCredential('kata sandi', salt);
    clearInterval(timer);
    expect(recipient).toMatch(/^age1/);
    expect(turns).toBeGreaterThan(0);
  });
});
