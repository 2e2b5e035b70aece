import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultEnrolmentPolicy } from '../enrolment/policy.ts';
import { newDeviceWatch } from '../health/device-watch.ts';
import { daysLater, type Instant, type PlainDate, toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import { defaultLetterPolicy } from '../letter/policy.ts';
import { type CentreAnswers, deriveCentre } from './centre-answers.ts';
import { centreWaitsOn, checkCentreWaits, defaultCentreWaits } from './centre-waits.ts';
import type { RegisteredSet, StationCounter } from './counter.ts';
import { deriveCityService } from './derive-city.ts';
import { derivePlace, type PlaceFacts } from './derive-place.ts';
import { deriveLetters, type LetterService } from './letters.ts';
import { derivePrinting } from './printing.ts';
import { openSince, type ServiceState, unknownYet } from './service.ts';
import type { Statement } from './statement.ts';

const placeId = makeId('place', 1, new Uint8Array(10));
const other = makeId('place', 2, new Uint8Array(10));
const wita = 480;
const today = '2026-11-24' as PlainDate;
const day = (ago: number): PlainDate => daysLater(today, -ago);
const at = (time: string, on: string = today): Instant => toInstant(Date.parse(`${on}T${time}:00+08:00`));
const ten = at('10:00');
const nothingDerived = {
  toCentre: unknownYet,
  tunggal: unknownYet,
  cetak: unknownYet,
  printers: null,
  suket: unknownYet,
};

const place = (part: Partial<PlaceFacts> = {}) =>
  derivePlace({
    placeId,
    counters: [],
    opening: { isOpen: true, day: today, today: null, special: null, openedAt: null, next: null },
    operatorMissingSince: null,
    derived: nothingDerived,
    statements: [],
    settlements: new Map(),
    policy: defaultEnrolmentPolicy,
    now: ten,
    ...part,
  });
const statement = (part: Partial<Statement>): Statement => ({
  id: makeId('statement', 1, new Uint8Array(10)),
  placeId: null,
  service: 'tunggal',
  condition: 'stopped',
  cause: 'centre',
  note: 'Pusat sedang memelihara servernya.',
  reference: '471.13/3256/DUKCAPIL',
  since: at('08:00'),
  expectedUntil: '2026-11-30' as PlainDate,
  madeAt: at('08:10'),
  ...part,
});

describe('the centre, by its words', () => {
  const answers = (part: Partial<CentreAnswers> = {}): CentreAnswers => ({
    heardOn: day(1),
    answeredOn: day(1),
    waiting: null,
    ...part,
  });
  const centre = (of: CentreAnswers | null, waits = defaultCentreWaits) =>
    deriveCentre(of, waits, today, wita);

  it('STS10 is not known yet before its first word', () => {
    expect(centre(null)).toEqual(unknownYet);
  });

  it('STS25 is open while it answers, as of the last word', () => {
    expect(centre(answers())).toMatchObject({
      condition: 'open',
      source: 'centre',
      asOf: at('00:00', day(1)),
    });
    const waiting = { since: day(25), seenOn: day(6) };
    expect(centre(answers({ waiting })).condition).toBe('open');
  });

  it('STS25 is stopped when what was sent is seen to wait for 20 days and nothing came since, limited when others came', () => {
    const waiting = { since: day(21), seenOn: day(1) };
    const silent = centre(answers({ waiting, answeredOn: day(30) }));
    expect(silent).toMatchObject({
      condition: 'stopped',
      cause: 'centre-silent',
      since: at('00:00', day(21)),
      expectedUntil: null,
    });
    expect(centre(answers({ waiting, answeredOn: null })).condition).toBe('stopped');
    expect(centre(answers({ waiting, answeredOn: day(2) }))).toMatchObject({
      condition: 'limited',
      cause: 'centre-silent',
    });
  });

  it('STS26 is not known where nobody has looked for 20 days, however long something may be waiting', () => {
    const unasked = answers({
      heardOn: day(40),
      answeredOn: day(40),
      waiting: { since: day(60), seenOn: day(45) },
    });
    expect(centre(unasked)).toMatchObject({
      condition: 'unknown',
      cause: 'centre-not-asked',
      since: at('00:00', day(40)),
    });
  });

  it('STS25 STS26 never calls anything open that was not answered within 20 days', () => {
    const ago = fc.integer({ min: 0, max: 90 });
    fc.assert(
      fc.property(ago, fc.option(ago), fc.option(fc.tuple(ago, ago)), (heard, answered, wait) => {
        const waiting = wait && { since: day(Math.max(...wait)), seenOn: day(Math.min(...wait)) };
        const answeredOn = answered === null ? null : day(answered);
        const { condition } = centre({ heardOn: day(heard), answeredOn, waiting });
        if (condition === 'open') expect(answered).toBeLessThanOrEqual(20);
      }),
      { seed: 25 },
    );
  });

  it('STS34 what is ordinary is the office’s rule of the day, and must be in order', () => {
    const patient = { ...defaultCentreWaits, version: 1, effectiveFrom: day(10), ordinaryDays: 40 };
    const waiting = { since: day(21), seenOn: day(1) };
    expect(centre(answers({ waiting, answeredOn: day(30) }), patient).condition).toBe('open');
    expect(centreWaitsOn([patient], day(11))).toBe(defaultCentreWaits);
    expect(centreWaitsOn([patient], day(10))).toBe(patient);
    for (const wrong of [
      { ordinaryDays: 0 },
      { ordinaryDays: 90 },
      { ordinaryDays: 2.5 },
      { tellingDays: 400 },
    ])
      expect(checkCentreWaits({ ...defaultCentreWaits, ...wrong })).toMatchObject({
        code: 'SERVICE_WAITS_INVALID',
      });
  });

  it('STS27 a later statement that tells worse is no conflict; any other disagreement is, once for the city', () => {
    const open = openSince(at('00:00', day(1)), 'centre');
    const derived = { ...nothingDerived, tunggal: open, toCentre: open };
    const later = place({ derived, statements: [statement({})] });
    expect(later.conflicts).toEqual([]);
    expect(later.services.tunggal).toMatchObject({ condition: 'stopped', expectedUntil: '2026-11-30' });

    const before = { since: at('08:00', day(3)), madeAt: at('08:10', day(3)) };
    const earlier = { derived, statements: [statement(before)] };
    const [here, there] = [place(earlier), place({ ...earlier, placeId: other })];
    expect(here.services.tunggal.condition).toBe('stopped');
    expect(here.conflicts).toMatchObject([{ service: 'tunggal', ofCity: true, settledFor: null }]);
    expect(here.conflicts[0]!.key).toBe(there.conflicts[0]!.key);
    const settlements = new Map([[here.conflicts[0]!.key, 'derived' as const]]);
    expect(place({ ...earlier, settlements }).services.tunggal.condition).toBe('open');

    const silent: ServiceState = { ...open, condition: 'stopped', cause: 'centre-silent' };
    const better = place({
      derived: { ...nothingDerived, toCentre: silent },
      statements: [statement({ service: 'kirim-centre', condition: 'open', cause: null })],
    });
    expect(better.services.kirim).toMatchObject({ condition: 'stopped', cause: 'centre-silent' });
    expect(better.conflicts).toHaveLength(1);
  });

  it('STS14 two that say the same are told together', () => {
    const silent: ServiceState = {
      ...unknownYet,
      condition: 'stopped',
      cause: 'centre-silent',
      source: 'centre',
    };
    const { services, conflicts } = place({
      derived: { ...nothingDerived, tunggal: silent },
      statements: [statement({})],
    });
    expect(conflicts).toEqual([]);
    expect(services.tunggal).toMatchObject({
      cause: 'centre-silent',
      source: 'centre',
      expectedUntil: '2026-11-30',
      note: 'Pusat sedang memelihara servernya.',
    });
  });
});

describe('letters, by their rules', () => {
  const service = (part: Partial<LetterService> = {}): LetterService => ({
    policies: [defaultLetterPolicy],
    blanks: 'unknown',
    signer: { notAfter: at('00:00', day(-100)) },
    staffed: true,
    ...part,
  });
  const letters = (part: Partial<LetterService> = {}) => deriveLetters(service(part), ten, today, wita);
  const withoutBlanks = {
    ...defaultLetterPolicy,
    version: 2,
    effectiveFrom: day(9),
    onlyWithoutBlanks: true,
  };

  it('STS28 is open under a rule with certificate and officer, signed by machine or by hand', () => {
    expect(letters()).toMatchObject({
      condition: 'open',
      source: 'letters',
      reference: defaultLetterPolicy.basis,
    });
    expect(letters({ signer: 'by-hand' }).condition).toBe('open');
  });

  it('STS28 is stopped without a rule in force, until the next one that is known; not known where none was ever set', () => {
    expect(letters({ policies: [] })).toEqual(unknownYet);
    const none = { ...defaultLetterPolicy, version: 2, effectiveFrom: day(5), purposes: [] };
    const next = { ...defaultLetterPolicy, version: 3, effectiveFrom: day(-7) };
    expect(letters({ policies: [defaultLetterPolicy, none, next] })).toMatchObject({
      cause: 'letter-rule',
      since: at('00:00', day(5)),
      expectedUntil: day(-7),
    });
  });

  it('STS28 is stopped by a certificate that ended or cannot be used, and where nobody may issue', () => {
    const notAfter = at('09:59');
    expect(letters({ signer: { notAfter } })).toMatchObject({ cause: 'certificate-ended', since: notAfter });
    expect(letters({ signer: { notAfter: ten } }).condition).toBe('open');
    expect(letters({ signer: 'unusable' }).cause).toBe('certificate-unusable');
    expect(letters({ staffed: false })).toMatchObject({ condition: 'stopped', cause: 'no-issuer' });
  });

  it('STS28 under a rule for times without blanks it goes by the stock, and doubt stops it', () => {
    const policies = [defaultLetterPolicy, withoutBlanks];
    expect(letters({ policies, blanks: 'none' }).condition).toBe('open');
    expect(letters({ policies, blanks: 'some' }).cause).toBe('blanks-there');
    expect(letters({ policies, blanks: 'unknown' }).cause).toBe('stock-not-known');
  });

  it('STS12 a statement that says better is a conflict, one about the room is not', () => {
    const suket = letters({ staffed: false });
    const says = (part: Partial<Statement>) =>
      place({
        derived: { ...nothingDerived, suket },
        statements: [statement({ service: 'suket', ...part })],
      });
    expect(says({ condition: 'open', cause: null }).conflicts).toHaveLength(1);
    expect(says({ condition: 'open', cause: null }).services.suket.cause).toBe('no-issuer');
    const open = place({
      derived: { ...nothingDerived, suket: letters() },
      statements: [statement({ service: 'suket', cause: 'room' })],
    });
    expect(open.services.suket).toMatchObject({ condition: 'stopped', cause: 'room' });
    expect(open.conflicts).toEqual([]);
  });
});

describe('printing, stated and booked', () => {
  const book = (asOf: Instant, standing: 'empty' | 'few' | 'enough' = 'enough') =>
    derivePrinting({ standing, emptySince: null, asOf, lastPrintedAt: null }, ten);
  const empty = statement({ service: 'cetak', cause: 'blanks', madeAt: at('08:10') });
  const cetak = (printing: ServiceState, ...statements: Statement[]) =>
    place({ derived: { ...nothingDerived, cetak: printing }, statements });

  it('STS31 a statement that blanks are empty is overtaken by what the book says later', () => {
    const after = cetak(book(at('09:00')), empty);
    expect(after.services.cetak).toMatchObject({
      condition: 'unknown',
      cause: 'printer-not-seen',
      source: 'book',
    });
    expect(after.overtaken).toEqual([empty.id]);
    expect(cetak(book(at('09:00'), 'few'), empty).services.cetak).toMatchObject({ condition: 'limited' });
  });

  it('STS31 it holds where the book is older, still empty, or not begun', () => {
    for (const printing of [book(at('08:00')), book(at('09:00'), 'empty'), unknownYet]) {
      const { services, overtaken } = cetak(printing, empty);
      expect(services.cetak).toMatchObject({ condition: 'stopped', cause: 'blanks' });
      expect(overtaken).toEqual([]);
    }
  });

  it('STS31 a later statement that blanks are empty is a conflict with a book that shows them used', () => {
    const printed = derivePrinting(
      { standing: 'enough', emptySince: null, asOf: at('08:00'), lastPrintedAt: at('08:00') },
      ten,
    );
    for (const printing of [printed, book(at('08:00'))]) {
      const { services, conflicts } = cetak(printing, empty);
      expect(services.cetak.condition).toBe('stopped');
      expect(conflicts).toMatchObject([{ service: 'cetak', ofCity: true }]);
    }
  });

  it('STS31 a statement on printers is not overtaken by blanks', () => {
    const broken = { ...empty, cause: 'printer' as const };
    expect(cetak(book(at('09:00')), broken).services.cetak).toMatchObject({ cause: 'printer' });
  });
});

describe('promised repairs', () => {
  const lacking = (slot: 'fingerprint-scanner' | 'camera' | 'computer') =>
    ({
      slot,
      problem: 'broken',
      need: 'needed',
      componentId: null,
      faultId: null,
      told: true,
      since: at('08:00', day(9)),
    }) as const;
  const set = (
    slots: Parameters<typeof lacking>[0][],
    promised: RegisteredSet['promised'],
  ): RegisteredSet => ({
    name: 'Set 1',
    state: { recording: 'stopped', records: false, failing: slots.map(lacking) },
    asOf: null,
    promised,
  });
  const alone = (...sets: RegisteredSet[]) =>
    place({ counters: sets.map((one) => ({ station: null, set: one })) }).services.rekam.expectedUntil;

  it('STS29 a counter is back by the last of its promises, and not known where one is missing', () => {
    const both = { camera: day(-3), computer: day(-8) };
    expect(alone(set(['camera', 'computer'], both))).toBe(day(-8));
    expect(alone(set(['camera', 'computer'], { camera: day(-3) }))).toBeNull();
    expect(alone(set(['camera'], {}))).toBeNull();
  });

  it('STS29 a stopped place is back with the first of its counters, a limited one with the last', () => {
    const first = set(['camera'], { camera: day(-3) });
    const last = set(['camera'], { camera: day(-8) });
    const never = set(['camera'], {});
    expect(alone(first, last, never)).toBe(day(-3));
    const well: RegisteredSet = { ...first, state: { recording: 'open', records: true, failing: [] } };
    expect(alone(first, last, well)).toBe(day(-8));
    expect(alone(first, never, well)).toBeNull();
    const places = [[first], [last]].map((sets) =>
      place({ counters: sets.map((one) => ({ station: null, set: one })) }),
    );
    expect(deriveCityService('rekam', places).expectedUntil).toBe(day(-3));
  });

  it('STS29 a station that misses a device is back when the register has a promise for it', () => {
    const finger = newDeviceWatch('finger');
    const station: StationCounter = {
      name: 'Loket 1',
      hearing: 'heard',
      lastHeardAt: ten,
      devices: [finger, { ...newDeviceWatch('iris'), serialNo: 'RKM1' }],
      operatorPresent: true,
      operatorSeenAt: ten,
      freeBytes: 50e9,
      oldestUnsentAt: null,
    };
    const promised = { 'fingerprint-scanner': day(-3) };
    const { services } = place({ counters: [{ station, set: set(['fingerprint-scanner'], promised) }] });
    expect(services.rekam).toMatchObject({ source: 'station', missing: ['finger'], expectedUntil: day(-3) });
  });
});
