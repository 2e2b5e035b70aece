import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultEnrolmentPolicy } from '../enrolment/policy.ts';
import type { WatchedKind } from '../health/device-report.ts';
import { type DeviceWatchState, newDeviceWatch } from '../health/device-watch.ts';
import { type Instant, type PlainDate, toInstant } from '../kernel/calendar.ts';
import { makeId, type PlaceId } from '../kernel/ids.ts';
import type { StationCounter } from './counter.ts';
import { deriveCityService, deriveReserve } from './derive-city.ts';
import { derivePlace, type PlaceFacts } from './derive-place.ts';
import { daysOf } from './history.ts';
import { type Calendar, checkWeek, openingAt, usualWeek } from './opening-hours.ts';
import { derivePrinting, type PrintingStock } from './printing.ts';
import { type ServiceState, serviceConditions, unknownYet, worseOf } from './service.ts';
import { checkStatement, type Statement } from './statement.ts';
import { kilometresBetween, remainingOf, type ServicePlace, whereToGo } from './where-to-go.ts';

const placeId = makeId('place', 1, new Uint8Array(10));
const wita = 480;
const nothingDerived = {
  toCentre: unknownYet,
  tunggal: unknownYet,
  cetak: unknownYet,
  printers: null,
  suket: unknownYet,
};
const calendar: Calendar = {
  weeks: [],
  specialDays: [{ date: '2026-12-25' as PlainDate, hours: null, name: 'Natal' }],
  closings: [],
  offsetMinutes: wita,
};
/** Tuesday 24 November 2026 in Kupang. */
const at = (time: string, day = '2026-11-24'): Instant => toInstant(Date.parse(`${day}T${time}:00+08:00`));
const ten = at('10:00');

const device = (kind: WatchedKind, since: Instant | null = null): DeviceWatchState => {
  const well = { ...newDeviceWatch(kind), serialNo: `RKM${kind}` };
  if (since === null) return well;
  const ill = { ...well.tracks.function, phase: 'ill', symptom: 'vanished', since } as const;
  return { ...well, tracks: { ...well.tracks, function: ill } };
};
const station = (part: Partial<StationCounter> = {}): StationCounter => ({
  name: 'Loket 1',
  hearing: 'heard',
  lastHeardAt: at('09:59'),
  devices: [device('finger'), device('iris'), device('face')],
  operatorPresent: true,
  operatorSeenAt: at('09:59'),
  freeBytes: 50e9,
  oldestUnsentAt: null,
  ...part,
});
const place = (part: Partial<PlaceFacts> = {}) =>
  derivePlace({
    placeId,
    counters: [{ station: station(), set: null }],
    opening: openingAt(calendar, part.now ?? ten),
    operatorMissingSince: null,
    derived: nothingDerived,
    statements: [],
    settlements: new Map(),
    policy: defaultEnrolmentPolicy,
    now: ten,
    ...part,
  });
const counters = (...stations: Partial<StationCounter>[]) => ({
  counters: stations.map((part) => ({ station: station(part), set: null })),
});
const noFinger = { devices: [device('finger', at('08:30')), device('iris')] };
const noIris = { devices: [device('finger'), device('iris', at('08:45'))] };
const owedIris = {
  ...defaultEnrolmentPolicy,
  withoutDevice: { ...defaultEnrolmentPolicy.withoutDevice, iris: 'owed' } as const,
};
const statement = (part: Partial<Statement>): Statement => ({
  id: makeId('statement', 1, new Uint8Array(10)),
  placeId: null,
  service: 'tunggal',
  condition: 'stopped',
  cause: 'centre',
  note: '',
  reference: '471.13/3256/DUKCAPIL, 17 Maret 2017',
  since: at('08:00'),
  expectedUntil: null,
  madeAt: at('08:10'),
  ...part,
});

describe('hours', () => {
  it('STS1 knows open and closed, holidays and the next opening, in the office’s zone', () => {
    expect(openingAt(calendar, at('07:59')).isOpen).toBe(false);
    expect(openingAt(calendar, at('08:00')).isOpen).toBe(true);
    expect(openingAt(calendar, at('16:00')).isOpen).toBe(false);
    expect(openingAt(calendar, at('16:00', '2026-11-27')).next).toEqual({
      day: '2026-11-30',
      opens: '08:00',
    });
    expect(openingAt(calendar, at('10:00', '2026-12-25'))).toMatchObject({ isOpen: false, special: 'Natal' });
  });

  it('STS22 a day of the history is judged by the hours of that day', () => {
    const saturdays = [...usualWeek.slice(0, 5), { opens: '08:00', closes: '12:00' }, null];
    const from = '2026-11-14' as PlainDate;
    const changed = { ...calendar, weeks: [{ from, week: saturdays }] };
    const days = daysOf([], changed, '2026-11-21' as PlainDate, 15, at('20:00', '2026-11-21'));
    const closed = days.filter(({ condition }) => condition === 'closed').map(({ day }) => day);
    expect(closed).toEqual(['2026-11-07', '2026-11-08', '2026-11-15']);
  });

  it('STS24 a closing shortens the day, and one before opening closes all of it', () => {
    const closing = (closes: string | null) => ({
      ...calendar,
      closings: [{ day: '2026-11-24' as PlainDate, closes, reason: 'rapat' }],
    });
    expect(openingAt(closing('12:00'), ten)).toMatchObject({ isOpen: true, today: { closes: '12:00' } });
    for (const closes of ['10:00', '08:00', null]) expect(openingAt(closing(closes), ten).isOpen).toBe(false);
    expect(openingAt(closing('08:00'), ten)).toMatchObject({ today: null, special: 'rapat' });
  });

  it('STS1 refuses a week that is none', () => {
    expect(checkWeek(usualWeek).ok).toBe(true);
    expect(checkWeek(usualWeek.slice(1)).ok).toBe(false);
    expect(checkWeek([{ opens: '16:00', closes: '08:00' }, ...usualWeek.slice(1)])).toMatchObject({
      code: 'SERVICE_HOURS_INVALID',
    });
  });
});

describe('recording at a place', () => {
  it('STS3 is open when all is there, stopped without a device policy needs, limited where it may be owed', () => {
    expect(place().services.rekam).toMatchObject({ condition: 'open', cause: null });
    expect(place(counters(noFinger)).services.rekam).toMatchObject({
      condition: 'stopped',
      cause: 'device-missing',
      missing: ['finger'],
      since: at('08:30'),
    });
    expect(place({ ...counters(noIris), policy: owedIris }).services.rekam).toMatchObject({
      condition: 'limited',
      cause: 'device-owed',
      missing: ['iris'],
    });
  });

  it('STS4 a full disk stops a counter', () => {
    expect(place(counters({ freeBytes: 1 })).services.rekam).toMatchObject({ cause: 'disk-full' });
  });

  it('STS5 STS2 a silent station is not known in hours, and stands as it was after them', () => {
    const silent = counters({ hearing: 'silent', lastHeardAt: at('09:30') });
    expect(place(silent).services.rekam).toMatchObject({
      condition: 'unknown',
      cause: 'station-silent',
      since: at('09:30'),
    });
    expect(place({ ...silent, now: at('20:00') }).services.rekam).toMatchObject({
      condition: 'open',
      asOf: at('09:30'),
    });
  });

  it('STS6 gathers its counters', () => {
    const silent = { hearing: 'silent' } as const;
    const rekam = (...all: Partial<StationCounter>[]) => place(counters(...all)).services.rekam;
    expect(rekam({}, noFinger)).toMatchObject({
      condition: 'limited',
      cause: 'fewer-counters',
      missing: ['finger'],
    });
    expect(rekam(silent, noFinger).condition).toBe('unknown');
    expect(rekam(noFinger, noIris)).toMatchObject({ condition: 'stopped', since: at('08:45') });
    expect(place({ counters: [] }).services.rekam).toMatchObject({
      condition: 'unknown',
      cause: 'no-counter',
    });
  });

  it('STS7 without its operator it is stopped: said in two taps, or nobody signed in half an hour after opening', () => {
    const nobody = counters({ operatorPresent: false, operatorSeenAt: at('15:00', '2026-11-23') });
    expect(place({ ...nobody, now: at('08:29') }).services.rekam.condition).toBe('open');
    expect(place({ ...nobody, now: at('08:30') }).services.rekam).toMatchObject({
      condition: 'stopped',
      cause: 'no-operator',
      since: at('08:00'),
    });
    const said = { operatorMissingSince: at('07:40') };
    const away = counters({ operatorPresent: false });
    expect(place({ ...away, ...said }).services.rekam).toMatchObject({
      cause: 'no-operator',
      source: 'officer',
    });
    expect(place({ ...counters({ operatorPresent: true }), ...said }).services.rekam.condition).toBe('open');
    expect(place(away).services.rekam.condition).toBe('open');
  });

  it('STS8 a set without a station counts by its slots', () => {
    const failing = [
      {
        slot: 'camera',
        problem: 'broken',
        need: 'needed',
        componentId: null,
        faultId: null,
        told: true,
        since: at('08:00', '2026-11-02'),
      },
    ] as const;
    const state = { recording: 'stopped', records: false, failing } as const;
    const set = { name: 'Set 1', state, asOf: at('08:00'), promised: {} };
    expect(place({ counters: [{ station: null, set }] }).services.rekam).toMatchObject({
      condition: 'stopped',
      missing: ['camera'],
      source: 'register',
    });
  });

  it('STS21 beside a station that speaks for itself, a slot left empty in the register stops nothing', () => {
    const setWith = (problem: 'empty' | 'broken') => {
      const slot = { slot: 'camera', problem, need: 'needed', since: at('08:00') } as const;
      const failing = [{ ...slot, componentId: null, faultId: null, told: true }] as const;
      const state = { recording: 'stopped', records: false, failing } as const;
      return { name: 'Set 1', state, asOf: at('08:00'), promised: {} };
    };
    const beside = (problem: 'empty' | 'broken') =>
      place({ counters: [{ station: station(), set: setWith(problem) }] }).services.rekam.condition;
    expect([beside('empty'), beside('broken')]).toEqual(['open', 'stopped']);
    const alone = place({ counters: [{ station: null, set: setWith('empty') }] });
    expect(alone.services.rekam.condition).toBe('stopped');
  });

  it('STS3 STS6 whatever is missing, more working devices never make it worse', () => {
    const kinds = fc.subarray(['finger', 'iris'] as const);
    fc.assert(
      fc.property(fc.array(kinds, { minLength: 1, maxLength: 4 }), fc.nat(3), (broken, which) => {
        const of = (sets: readonly (readonly string[])[]) =>
          place(
            counters(
              ...sets.map((gone) => ({
                devices: (['finger', 'iris'] as const).map((k) =>
                  device(k, gone.includes(k) ? at('08:30') : null),
                ),
              })),
            ),
          ).services.rekam.condition;
        const mended = broken.map((gone, i) => (i === which % broken.length ? [] : gone));
        return worseOf(of(broken), of(mended)) === of(broken);
      }),
      { seed: 41 },
    );
  });
});

describe('sending, and what is stated', () => {
  it('STS9 is as bad as its worse leg; the second is not known until somebody says', () => {
    expect(place().services.kirim).toMatchObject({ condition: 'unknown', cause: 'not-known-yet' });
    const centre = statement({ service: 'kirim-centre', condition: 'open', cause: null });
    expect(place({ statements: [centre] }).services.kirim.condition).toBe('open');
    const old = counters({ oldestUnsentAt: at('09:00', '2026-11-20') });
    expect(place({ ...old, statements: [centre] }).services.kirim).toMatchObject({
      condition: 'stopped',
      cause: 'packets-waiting',
    });
  });

  it('STS10 STS11 what nobody stated is not known yet; the place goes before the city, the newer before the older', () => {
    expect(place().services.cetak).toEqual(unknownYet);
    const city = statement({ condition: 'stopped' });
    const here = statement({ condition: 'limited', placeId });
    expect(place({ statements: [city] }).services.tunggal).toMatchObject({
      condition: 'stopped',
      reference: city.reference,
    });
    expect(place({ statements: [city, here] }).services.tunggal.condition).toBe('limited');
    const newer = statement({ placeId, condition: 'open', cause: null, madeAt: at('09:00') });
    expect(place({ statements: [newer, here, city] }).services.tunggal.condition).toBe('open');
  });

  it('STS11 a statement without a source or a cause is refused, so is one that begins ahead', () => {
    const today = '2026-11-24' as PlainDate;
    const codeOf = (part: Partial<Statement>) => {
      const checked = checkStatement(statement(part), today);
      return checked.ok ? 'OK' : checked.code;
    };
    expect(codeOf({})).toBe('OK');
    expect(codeOf({ reference: ' ' })).toBe('SERVICE_STATEMENT_SOURCE');
    expect(codeOf({ cause: null })).toBe('SERVICE_STATEMENT_CAUSE');
    expect(codeOf({ since: at('09:00') })).toBe('SERVICE_STATEMENT_FUTURE');
    expect(codeOf({ expectedUntil: '2026-11-23' as PlainDate })).toBe('SERVICE_STATEMENT_PAST');
  });
});

describe('two sources', () => {
  const broken = statement({ service: 'rekam', placeId, cause: 'power' });

  it('STS12 a statement against what stations see is a conflict; the worse is told meanwhile', () => {
    const { services, conflicts } = place({ statements: [broken] });
    expect(services.rekam.condition).toBe('stopped');
    expect(conflicts).toMatchObject([{ service: 'rekam', settledFor: null }]);
  });

  it('STS13 settled, it stays so until a source says something else', () => {
    const { key } = place({ statements: [broken] }).conflicts[0]!;
    const settlements = new Map([[key, 'derived' as const]]);
    expect(place({ statements: [broken], settlements }).services.rekam.condition).toBe('open');
    const again = { ...broken, madeAt: at('09:30') };
    expect(place({ statements: [again], settlements }).services.rekam.condition).toBe('stopped');
    const worse = place({ ...counters({}, noFinger), statements: [broken], settlements });
    expect(worse.conflicts[0]?.settledFor).toBeNull();
  });

  it('STS12 register and station disagree about a counter', () => {
    const failing = [
      {
        slot: 'fingerprint-scanner',
        problem: 'broken',
        need: 'needed',
        componentId: null,
        faultId: null,
        told: true,
        since: at('08:00'),
      },
    ] as const;
    const set = {
      name: 'Set 1',
      state: { recording: 'stopped', records: false, failing } as const,
      asOf: at('08:00'),
      promised: {},
    };
    const { services, conflicts } = place({ counters: [{ station: station(), set }] });
    expect(services.rekam.condition).toBe('stopped');
    expect(conflicts).toHaveLength(1);
  });

  it('STS14 what stations cannot see is no conflict', () => {
    const { services, conflicts } = place({
      statements: [statement({ service: 'rekam', placeId, cause: 'room' })],
    });
    expect(services.rekam).toMatchObject({ condition: 'stopped', cause: 'room' });
    expect(conflicts).toEqual([]);
  });
});

describe('the city', () => {
  const placeOf = (...all: Partial<StationCounter>[]) => place(counters(...all));

  it('STS15 is open where all places are, stopped where all are, limited between', () => {
    const rekam = (...places: ReturnType<typeof placeOf>[]) => deriveCityService('rekam', places).condition;
    expect(rekam(placeOf({}), placeOf({}))).toBe('open');
    expect(rekam(placeOf({}), placeOf(noFinger))).toBe('limited');
    expect(rekam(placeOf(noFinger), placeOf(noIris))).toBe('stopped');
    expect(rekam(placeOf({ hearing: 'silent' }), placeOf(noFinger))).toBe('unknown');
    expect(rekam(placeOf({}), place({ counters: [] }))).toBe('open');
    expect(rekam()).toBe('unknown');
  });

  it('STS16 warns at two working counters, alarms at one', () => {
    const level = (working: number) =>
      deriveReserve([placeOf(...Array(working).fill({}), noFinger, { hearing: 'silent' })]).level;
    expect([4, 3, 2, 1, 0].map(level)).toEqual(['calm', 'calm', 'warning', 'emergency', 'stopped']);
  });
});

describe('for residents', () => {
  it('STS17 a day is as bad as its worst hour of opening, and closed days are closed', () => {
    const spans = [
      { condition: 'open', since: at('08:00', '2026-11-20'), until: at('12:00', '2026-11-23') },
      { condition: 'stopped', since: at('12:00', '2026-11-23'), until: at('17:00', '2026-11-23') },
      { condition: 'open', since: at('17:00', '2026-11-23'), until: null },
    ] as const;
    const days = daysOf(spans, calendar, '2026-11-24' as PlainDate, 6, ten);
    expect(days.map(({ condition }) => condition)).toEqual([
      null,
      'open',
      'closed',
      'closed',
      'stopped',
      'open',
    ]);
  });

  const going = (part: Partial<ServicePlace>): ServicePlace => ({
    placeId: placeId as PlaceId,
    kind: 'kecamatan',
    name: 'Oebobo',
    regionCode: '53.71.04',
    location: { latitude: -10.16, longitude: 123.61 },
    rekam: { ...unknownYet, condition: 'open' } as ServiceState,
    opening: openingAt(calendar, ten),
    quota: null,
    begunToday: 0,
    ...part,
  });

  it('STS18 STS19 the own kecamatan first, then the near ones, those without quota last, and none that is stopped', () => {
    const near = going({
      name: 'Kelapa Lima',
      regionCode: '53.71.03',
      location: { latitude: -10.15, longitude: 123.62 },
    });
    const far = going({
      name: 'Alak',
      regionCode: '53.71.01',
      location: { latitude: -10.2, longitude: 123.53 },
    });
    const office = going({ name: 'Disdukcapil', kind: 'disdukcapil', regionCode: '53.71', location: null });
    const full = going({ name: 'Kota Raja', regionCode: '53.71.05', quota: 50, begunToday: 53 });
    const closed = going({
      name: 'Maulafa',
      regionCode: '53.71.02',
      rekam: { ...unknownYet, condition: 'stopped' },
    });
    const names = whereToGo([full, office, far, closed, near, going({})], '53.71.04').map(
      ({ place: p }) => p.name,
    );
    expect(names).toEqual(['Oebobo', 'Kelapa Lima', 'Alak', 'Disdukcapil', 'Kota Raja']);
  });

  it('STS18 nobody is sent to a place that will not open any more today', () => {
    expect(whereToGo([going({ opening: openingAt(calendar, at('17:00')) })], null)).toEqual([]);
    expect(whereToGo([going({ opening: openingAt(calendar, at('07:00')) })], null)).toHaveLength(1);
  });

  it('STS20 what remains is never negative, and nothing is said without a quota', () => {
    expect(remainingOf({ quota: 50, begunToday: 53 })).toBe(0);
    expect(remainingOf({ quota: 50, begunToday: 3 })).toBe(47);
    expect(remainingOf({ quota: null, begunToday: 3 })).toBeNull();
  });

  it('STS18 measures as the crow flies', () => {
    const kupang = { latitude: -10.178, longitude: 123.597 };
    const soe = { latitude: -9.861, longitude: 124.283 };
    expect(kilometresBetween(kupang, soe)).toBeCloseTo(83, 0);
  });

  it('conditions are ordered from best to worst', () => {
    expect(serviceConditions.reduce(worseOf)).toBe('stopped');
  });
});

describe('printing by the book of blanks', () => {
  const stock = (part: Partial<PrintingStock> = {}): PrintingStock => ({
    standing: 'enough',
    emptySince: null,
    asOf: at('09:30'),
    lastPrintedAt: at('09:20'),
    ...part,
  });
  const cetak = (printing: PrintingStock | null, ...statements: Statement[]) =>
    place({ derived: { ...nothingDerived, cetak: derivePrinting(printing, ten) }, statements });
  const told = (condition: 'open' | 'limited' | 'stopped', cause: Statement['cause']) =>
    statement({ service: 'cetak', condition, cause });

  it('STS30 empty stops it since it was empty, few limit it, enough open it while cards are printed', () => {
    const empty = cetak(stock({ standing: 'empty', emptySince: at('09:10') })).services.cetak;
    expect(empty).toMatchObject({
      condition: 'stopped',
      cause: 'blanks',
      since: at('09:10'),
      asOf: at('09:30'),
      source: 'book',
    });
    expect(cetak(stock({ standing: 'few' })).services.cetak).toMatchObject({
      condition: 'limited',
      cause: 'few-blanks',
    });
    expect(cetak(stock()).services.cetak).toMatchObject({ condition: 'open', source: 'book' });
  });

  it('STS30 is not known where the book has not begun, or shows nothing of the printers', () => {
    expect(cetak(null).services.cetak).toEqual(unknownYet);
    const long = toInstant(Date.parse(ten) - 8 * 86_400_000);
    for (const lastPrintedAt of [null, long])
      expect(cetak(stock({ lastPrintedAt })).services.cetak.condition).toBe('unknown');
    expect(cetak(null, told('open', null)).services.cetak.condition).toBe('open');
  });

  it('STS31 empty blanks go before a statement that says better, and a broken printer before blanks that are there', () => {
    const claimed = cetak(stock({ standing: 'empty' }), told('open', null));
    expect(claimed.services.cetak).toMatchObject({ condition: 'stopped', cause: 'blanks' });
    expect(claimed.conflicts.map(({ service }) => service)).toEqual(['cetak']);
    const broken = cetak(stock(), told('stopped', 'printer'));
    expect(broken.services.cetak).toMatchObject({ condition: 'stopped', cause: 'printer' });
    expect(broken.conflicts).toEqual([]);
  });
});
