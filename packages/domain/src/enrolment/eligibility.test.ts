import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import { birthday, plainDate } from '../kernel/calendar.ts';
import { maritalStatuses } from '../resident/resident.ts';
import type { EligibilityRequest } from './eligibility.ts';
import { decideEligibility } from './eligibility.ts';
import { photoBackground } from './photo.ts';
import { defaultEnrolmentPolicy } from './policy.ts';
import { approval, policyWith } from './testing/counter.ts';

const today = plainDate(2026, 3, 30);
const recorded = { status: 'PRR', source: 'SIAK 2026-01', asOf: plainDate(2019, 5, 2) };
const reopening = { reason: 'sidik jari tertukar', approval };
const ask = (
  birthDate: PlainDate,
  part: Partial<EligibilityRequest> = {},
  more: Partial<EligibilityRequest['biodata']> = {},
) =>
  decideEligibility({
    biodata: { birthDate, maritalStatus: 'BELUM KAWIN', nationality: 'WNI', ...more },
    recorded: null,
    diedOn: null,
    today,
    policy: defaultEnrolmentPolicy,
    ...part,
  });

describe('eligibility', () => {
  it('ENR1 17 on the day itself, not on the eve', () => {
    expect(ask(plainDate(2009, 3, 30))).toMatchObject({
      ok: true,
      value: { grounds: 'age', cardFrom: null, ageYears: 17 },
    });
    expect(ask(plainDate(2009, 3, 31))).toMatchObject({
      ok: true,
      value: { grounds: 'early', ageYears: 16 },
    });
  });

  it('ENR59 who is written down as dead is not recorded, also where a supervisor opens it again', () => {
    const died = { diedOn: plainDate(2026, 2, 3), recorded, reopening };
    expect(ask(plainDate(1980, 1, 1), died)).toMatchObject({
      code: 'ENROLMENT_RESIDENT_DIED',
      details: { diedOn: '2026-02-03' },
    });
  });

  it('ENR1 married or once married is enough at any age', () => {
    for (const maritalStatus of maritalStatuses.filter((status) => status !== 'BELUM KAWIN')) {
      expect(ask(plainDate(2012, 1, 1), {}, { maritalStatus })).toMatchObject({
        ok: true,
        value: { grounds: 'married', cardFrom: null },
      });
    }
    expect(ask(plainDate(2027, 1, 1), {}, { maritalStatus: 'KAWIN' })).toMatchObject({
      code: 'ENROLMENT_TOO_YOUNG',
    });
  });

  it('ENR2 recorded ahead, the card comes on the 17th birthday', () => {
    expect(ask(plainDate(2009, 12, 24))).toMatchObject({
      ok: true,
      value: { grounds: 'early', cardFrom: '2026-12-24', notices: ['card-from-birthday'] },
    });
  });

  it('ENR2 15 only where policy says so', () => {
    const born = plainDate(2010, 12, 24);
    expect(ask(born)).toMatchObject({
      ok: false,
      code: 'ENROLMENT_TOO_YOUNG',
      details: { ageYears: 15, fromAge: 16, fromDate: '2026-12-24' },
    });
    expect(ask(born, { policy: policyWith({ earlyAge: 15 }) })).toMatchObject({ ok: true });
    expect(ask(plainDate(2009, 12, 24), { policy: policyWith({ earlyAge: null }) })).toMatchObject({
      code: 'ENROLMENT_TOO_YOUNG',
      details: { fromAge: 17, fromDate: '2026-12-24' },
    });
  });

  it('ENR2 the day that a refusal names is the first on which recording is possible', () => {
    const ages = fc.date({ min: new Date('2009-04-01'), max: new Date('2026-03-30'), noInvalidDate: true });
    fc.assert(
      fc.property(ages, fc.constantFrom(null, 15, 16), (date, earlyAge) => {
        const born = date.toISOString().slice(0, 10) as PlainDate;
        const policy = policyWith({ earlyAge });
        const first = birthday(born, earlyAge ?? 17);
        const eve = new Date(Date.parse(first) - 86_400_000).toISOString().slice(0, 10) as PlainDate;
        expect(ask(born, { policy, today: first }).ok).toBe(true);
        expect(ask(born, { policy, today: eve })).toMatchObject({ ok: false, details: { fromDate: first } });
      }),
      { seed: 111 },
    );
  });

  it('ENR3 already recorded is refused with what the record says', () => {
    expect(ask(plainDate(2000, 1, 5), { recorded })).toEqual({
      ok: false,
      code: 'ENROLMENT_ALREADY_RECORDED',
      details: { status: 'PRR', source: 'SIAK 2026-01', asOf: '2019-05-02' },
    });
    expect(ask(plainDate(2000, 1, 5), { recorded: { ...recorded, asOf: null } })).toMatchObject({
      details: { asOf: '-' },
    });
    expect(ask(plainDate(2000, 1, 5), { recorded: { ...recorded, status: 'BELUM REKAM' } }).ok).toBe(true);
  });

  it('ENR4 a supervisor opens it again with a reason that stays', () => {
    expect(ask(plainDate(2000, 1, 5), { recorded, reopening })).toMatchObject({
      ok: true,
      value: { reopening, notices: ['recorded-again'] },
    });
    expect(ask(plainDate(2000, 1, 5), { recorded, reopening: { ...reopening, reason: ' ' } })).toMatchObject({
      code: 'ENROLMENT_REASON_MISSING',
    });
    expect(ask(plainDate(2012, 1, 5), { recorded, reopening })).toMatchObject({
      code: 'ENROLMENT_TOO_YOUNG',
    });
    expect(ask(plainDate(2000, 1, 5), { reopening })).toMatchObject({ ok: true, value: { reopening: null } });
  });

  it('ENR5 a foreigner may be recorded, and the permit is asked for', () => {
    expect(ask(plainDate(1980, 1, 5), {}, { nationality: 'WNA' })).toMatchObject({
      ok: true,
      value: { notices: ['foreigner-permit'] },
    });
  });

  it('ENR28 red behind odd birth years, blue behind even ones', () => {
    expect(photoBackground(plainDate(1999, 12, 31))).toBe('red');
    expect(photoBackground(plainDate(2000, 1, 1))).toBe('blue');
  });
});
