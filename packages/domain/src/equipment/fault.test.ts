import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../kernel/calendar.ts';
import { toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import {
  decideCause,
  decideHealed,
  decideMistaken,
  decideReport,
  decideTested,
  deriveCondition,
  evolveFault,
  tellsSomething,
} from './decide-fault.ts';
import { type Fault, type FaultReport, faultCauses, faultEffects, symptoms } from './fault.ts';
import { dueComplaints, reportOfComplaint, untoldComplaints } from './printer-complaint.ts';
import { outcomeOf, type SelfTest } from './self-test.ts';

const none = new Uint8Array(10);
const at = (minute: number) => toInstant(Date.UTC(2017, 2, 30, 0, minute));
const component = {
  id: makeId('component', 1, none),
  where: { at: 'store', placeId: makeId('place', 1, none) },
} as const;
const officerId = makeId('officer', 1, none);
const stationId = makeId('station', 1, none);
const byOfficer = { kind: 'officer', officerId } as const;
const byStation = { kind: 'station', stationId, signal: 'device-vanished' } as const;
const report: FaultReport = {
  symptom: 'not-detected',
  note: '',
  cause: 'unknown',
  effect: 'stops',
  source: byOfficer,
  fileIds: [],
  since: at(0),
};
const faultId = makeId('fault', 1, none);
const decide = (part: Partial<FaultReport>, open: Fault | null = null) =>
  decideReport(component, open, { ...report, ...part }, faultId, at(10));
const opened = (part: Partial<FaultReport> = {}): Fault => {
  const decided = decide(part);
  if (!decided.ok) throw new Error(decided.code);
  return evolveFault(null, decided.value, at(10));
};
const test = (outcome: 'passed' | 'failed' | 'not-tested', minute: number): SelfTest => ({
  id: makeId('self-test', 1, none),
  setId: makeId('set', 1, none),
  occasion: 'after-repair',
  at: at(minute),
  stationId,
  by: officerId,
  parts: [{ kind: 'fingerprint-scanner', componentId: component.id, outcome, detail: '' }],
});

describe('reports of faults', () => {
  it('EQP30 name a cause from the list; unknown is one, silence is none', () => {
    expect(decide({ cause: 'unknown' }).ok).toBe(true);
    for (const cause of ['', undefined, 'bad luck'])
      expect(decide({ cause: cause as never })).toMatchObject({ code: 'EQUIPMENT_FAULT_CAUSE_MISSING' });
  });

  it.each([
    '',
    'rusak',
    'Rusak berat!',
    'tidak berfungsi',
    'alatnya sudah tidak bisa dipakai lagi',
    'not working',
    'It is broken.',
    'error error',
  ])('EQP31 %j is no symptom', (note) => {
    expect(decide({ symptom: 'other', note })).toMatchObject({ code: 'EQUIPMENT_FAULT_SYMPTOM_MISSING' });
    expect(decide({ symptom: undefined as never, note })).toMatchObject({
      code: 'EQUIPMENT_FAULT_SYMPTOM_MISSING',
    });
  });

  it.each(['lampu merah berkedip', 'kabel digigit tikus', 'keluar asap', 'the glass is cracked'])(
    'EQP31 %j is one',
    (note) => {
      expect(tellsSomething(note)).toBe(true);
      expect(decide({ symptom: 'other', note }).ok).toBe(true);
    },
  );

  it('EQP32 do not begin in the future', () => {
    expect(decide({ since: at(11) })).toMatchObject({ code: 'EQUIPMENT_FAULT_IN_FUTURE' });
  });

  it('EQP33 join the open fault: worst effect, earliest beginning, last known cause, nothing lost', () => {
    const some = fc.record({
      effect: fc.constantFrom(...faultEffects),
      cause: fc.constantFrom(...faultCauses),
      symptom: fc.constantFrom(...symptoms.filter((symptom) => symptom !== 'other')),
      since: fc.integer({ min: 0, max: 10 }).map(at),
    });
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 8 }), (parts) => {
        let fault: Fault | null = null;
        for (const part of parts) {
          const decided = decide(part, fault);
          if (!decided.ok) throw new Error(decided.code);
          expect(decided.value.kind).toBe(fault === null ? 'fault-opened' : 'fault-reported-again');
          fault = evolveFault(fault, decided.value, at(10));
        }
        const causes = parts.map(({ cause }) => cause).filter((cause) => cause !== 'unknown');
        expect(fault).toMatchObject({
          effect: parts.some(({ effect }) => effect === 'stops') ? 'stops' : 'limits',
          since: parts.map(({ since }) => since).sort()[0],
          cause: causes.at(-1) ?? 'unknown',
        });
        expect(fault!.reports).toHaveLength(parts.length);
      }),
      { seed: 303 },
    );
  });

  it('EQP34 are not taken of what is written off', () => {
    const gone = { ...component, where: { at: 'written-off' } } as const;
    expect(decideReport(gone, null, report, faultId, at(10))).toMatchObject({
      code: 'EQUIPMENT_COMPONENT_GONE',
    });
    expect(decideReport({ ...component, where: { at: 'lost' } }, null, report, faultId, at(10)).ok).toBe(
      true,
    );
  });
});

describe('what a card printer complains of', () => {
  const complaint = (reason: string, kind: 'fault' | 'supply' | 'silence', minute: number) => ({
    reason,
    kind,
    since: at(minute),
  });

  it('EQP42 is a fault at once, or once it has lasted two minutes', () => {
    const all = [complaint('media-jam', 'fault', 9), complaint('media-empty', 'supply', 7)];
    const silence = [complaint('PRINTER_SILENT', 'silence', 7)];
    const due = (minute: number) =>
      dueComplaints([...all, ...silence], at(minute)).map(({ reason }) => reason);
    expect(due(8)).toEqual(['media-jam']);
    expect(due(9)).toEqual(['media-jam', 'media-empty', 'PRINTER_SILENT']);
  });

  it('EQP43 is told once of a fault, in words and since when it was heard', () => {
    const jam = reportOfComplaint(complaint('media-jam', 'fault', 3), 'Kartu tersangkut.');
    const fault = opened(jam);
    expect(fault).toMatchObject({ effect: 'stops', since: at(3), reports: [{ note: 'Kartu tersangkut.' }] });
    const both = [complaint('media-jam', 'fault', 3), complaint('cover-open', 'supply', 4)];
    expect(untoldComplaints(both, null)).toHaveLength(2);
    expect(untoldComplaints(both, fault).map(({ reason }) => reason)).toEqual(['cover-open']);
  });
});

describe('the end of a fault', () => {
  it('EQP35 comes by itself only for what stations alone reported', () => {
    const fault = opened({ source: byStation });
    expect(decideHealed(fault, stationId, false)).toMatchObject({ value: { closing: { kind: 'healed' } } });
    expect(decideHealed(fault, stationId, true)).toMatchObject({ code: 'EQUIPMENT_FAULT_NOT_HEALED' });
    const again = decide({ source: byOfficer }, fault);
    const joined = again.ok && evolveFault(fault, again.value, at(10));
    expect(decideHealed(joined as Fault, stationId, false)).toMatchObject({
      code: 'EQUIPMENT_FAULT_NOT_HEALED',
    });
  });

  it('EQP43 comes by itself for what the printer alone told, and not for what somebody else saw', () => {
    const byPrinter = { kind: 'printer', reason: 'media-jam' } as const;
    const fault = opened({ source: byPrinter });
    expect(decideHealed(fault, null, false)).toMatchObject({
      value: { closing: { kind: 'healed', stationId: null } },
    });
    for (const refused of [
      decideHealed(fault, null, true),
      decideHealed(fault, stationId, false),
      decideHealed(opened({ source: byStation }), null, false),
      decideHealed(opened({ source: byOfficer }), null, false),
    ])
      expect(refused).toMatchObject({ code: 'EQUIPMENT_FAULT_NOT_HEALED' });
  });

  it('EQP36 comes with a passed self-test after the fault, and with no other', () => {
    const fault = opened();
    expect(decideTested(fault, test('passed', 20)).ok).toBe(true);
    expect(decideTested(fault, test('passed', 0))).toMatchObject({ code: 'EQUIPMENT_FAULT_UNTESTED' });
    expect(decideTested(fault, test('failed', 20))).toMatchObject({ code: 'EQUIPMENT_FAULT_UNTESTED' });
    expect(decideTested(fault, test('not-tested', 20))).toMatchObject({ code: 'EQUIPMENT_FAULT_UNTESTED' });
    expect(decideTested(fault, { ...test('passed', 20), parts: [] })).toMatchObject({
      code: 'EQUIPMENT_FAULT_UNTESTED',
    });
  });

  it('EQP36 failed in one turn is failed', () => {
    const parts = [...test('passed', 20).parts, ...test('failed', 20).parts];
    expect(outcomeOf({ parts }, component.id)).toBe('failed');
  });

  it('EQP37 comes with a reason where it was none, and only once', () => {
    const fault = opened();
    expect(decideMistaken(fault, ' no ', officerId)).toMatchObject({ code: 'EQUIPMENT_REASON_MISSING' });
    const closed = decideMistaken(fault, 'salah label', officerId);
    const after = (closed.ok && evolveFault(fault, closed.value, at(30))) as Fault;
    expect(after).toMatchObject({ closedAt: at(30), closing: { kind: 'mistaken' } });
    expect(decideMistaken(after, 'salah label', officerId)).toMatchObject({ code: 'EQUIPMENT_FAULT_CLOSED' });
    expect(decideTested(after, test('passed', 40))).toMatchObject({ code: 'EQUIPMENT_FAULT_CLOSED' });
    expect(decideHealed(after, stationId, false)).toMatchObject({ code: 'EQUIPMENT_FAULT_CLOSED' });
  });

  it('EQP38 a cause is established with evidence', () => {
    const fault = opened();
    expect(decideCause(fault, 'unknown', 'dibuka teknisi', officerId)).toMatchObject({
      code: 'EQUIPMENT_FAULT_CAUSE_MISSING',
    });
    expect(decideCause(fault, 'lightning', '', officerId)).toMatchObject({
      code: 'EQUIPMENT_REASON_MISSING',
    });
    const found = decideCause(fault, 'lightning', 'papan daya hangus', officerId);
    expect(found.ok && evolveFault(fault, found.value, at(30) as Instant)).toMatchObject({
      cause: 'lightning',
    });
  });

  it('EQP39 condition follows from fault and whereabouts', () => {
    expect(deriveCondition(component, null)).toBe('working');
    expect(deriveCondition(component, opened({ effect: 'limits' }))).toBe('disturbed');
    expect(deriveCondition(component, opened())).toBe('broken');
    expect(deriveCondition({ where: { at: 'lost' } }, opened())).toBe('lost');
  });
});
