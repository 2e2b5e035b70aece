import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeId } from '../kernel/ids.ts';
import { type CentreAnswers, deriveCentre } from './centre-answers.ts';
import { centreWaitsOn, checkCentreWaits, defaultCentreWaits } from './centre-waits.ts';
import { openSince, type ServiceState, unknownYet } from './service.ts';
import { at, bare, day, noted, nothingDerived, today, wita } from './testing/place-in-kupang.ts';

const other = makeId('place', 2, new Uint8Array(10));

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
    const later = bare({ derived, statements: [noted({})] });
    expect(later.conflicts).toEqual([]);
    expect(later.services.tunggal).toMatchObject({ condition: 'stopped', expectedUntil: '2026-11-30' });

    const before = { since: at('08:00', day(3)), madeAt: at('08:10', day(3)) };
    const earlier = { derived, statements: [noted(before)] };
    const [here, there] = [bare(earlier), bare({ ...earlier, placeId: other })];
    expect(here.services.tunggal.condition).toBe('stopped');
    expect(here.conflicts).toMatchObject([{ service: 'tunggal', ofCity: true, settledFor: null }]);
    expect(here.conflicts[0]!.key).toBe(there.conflicts[0]!.key);
    const settlements = new Map([[here.conflicts[0]!.key, 'derived' as const]]);
    expect(bare({ ...earlier, settlements }).services.tunggal.condition).toBe('open');

    const silent: ServiceState = { ...open, condition: 'stopped', cause: 'centre-silent' };
    const better = bare({
      derived: { ...nothingDerived, toCentre: silent },
      statements: [noted({ service: 'kirim-centre', condition: 'open', cause: null })],
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
    const { services, conflicts } = bare({
      derived: { ...nothingDerived, tunggal: silent },
      statements: [noted({})],
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
