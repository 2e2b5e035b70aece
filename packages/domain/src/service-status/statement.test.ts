import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../kernel/calendar.ts';
import { unknownYet } from './service.ts';
import { checkStatement, type Statement } from './statement.ts';
import { at, counters, noFinger, place, placeId, statement, station } from './testing/place-in-kupang.ts';

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
