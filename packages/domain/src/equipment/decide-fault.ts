import type { Instant } from '../kernel/calendar.ts';
import type { FaultId, OfficerId, StationId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Component } from './component.ts';
import type { FaultFact } from './facts.ts';
import { type Fault, type FaultCause, type FaultReport, faultCauses, symptoms } from './fault.ts';
import type { EquipmentRefusalCode } from './refusals.ts';
import { outcomeOf, type SelfTest } from './self-test.ts';

type Decided = Outcome<FaultFact, EquipmentRefusalCode>;

/** Words that only say that it does not work, in either language. */
const saysNothing = new Set(
  `alat alatnya ini itu sudah udah lagi masih saja sekali banget tidak tdk gak nggak ga tak bisa dapat dipakai digunakan
   jalan berjalan berfungsi fungsi rusak berat ringan parah mati total eror error jebol macet terganggu gangguan
   bermasalah masalah the device it is isn t does doesn not no working work works broken dead bad damaged functioning
   function malfunction problem`.split(/\s+/),
);

/** Whether a note says more than that it does not work. */
export function tellsSomething(note: string): boolean {
  const words = note.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return note.trim().length >= 8 && words.some((word) => !saysNothing.has(word));
}

/** A report that can be written down (EQP30–EQP32). */
function checkReport(report: FaultReport, now: Instant): Outcome<FaultReport, EquipmentRefusalCode> {
  if (!faultCauses.includes(report.cause)) return refuse('EQUIPMENT_FAULT_CAUSE_MISSING');
  if (!symptoms.includes(report.symptom)) return refuse('EQUIPMENT_FAULT_SYMPTOM_MISSING');
  if (report.symptom === 'other' && !tellsSomething(report.note))
    return refuse('EQUIPMENT_FAULT_SYMPTOM_MISSING');
  if (report.since > now) return refuse('EQUIPMENT_FAULT_IN_FUTURE');
  return succeed({ ...report, note: report.note.trim() });
}

/**
 * A component is reported as faulty (EQP30–EQP34). While a fault of it is open, the report joins it: nothing opens twice.
 * @param open the component's open fault; null when there is none
 * @param newId id of the fault if one is opened
 */
export function decideReport(
  component: Pick<Component, 'id' | 'where'>,
  open: Fault | null,
  report: FaultReport,
  newId: FaultId,
  now: Instant,
): Decided {
  if (component.where.at === 'written-off') return refuse('EQUIPMENT_COMPONENT_GONE');
  const checked = checkReport(report, now);
  if (!checked.ok) return checked;
  const about = { componentId: component.id, report: checked.value };
  return succeed(
    open === null
      ? { kind: 'fault-opened', faultId: newId, ...about }
      : { kind: 'fault-reported-again', faultId: open.id, ...about },
  );
}

/**
 * The component is seen to work again (EQP35, EQP43): ends the fault only if the same kind of witness alone had reported it.
 * @param stationId that sees it; null: the component says so itself
 */
export function decideHealed(fault: Fault, stationId: StationId | null, underRepair: boolean): Decided {
  if (fault.closedAt !== null) return refuse('EQUIPMENT_FAULT_CLOSED');
  const witness = stationId === null ? 'printer' : 'station';
  const toldByItAlone = fault.reports.every(({ source }) => source.kind === witness);
  if (!toldByItAlone || underRepair) return refuse('EQUIPMENT_FAULT_NOT_HEALED');
  return close(fault, { kind: 'healed', stationId });
}

/** A self-test after the last report in which the component passed (EQP36). */
export function decideTested(fault: Fault, test: SelfTest): Decided {
  if (fault.closedAt !== null) return refuse('EQUIPMENT_FAULT_CLOSED');
  if (!provesWorking(fault, test)) return refuse('EQUIPMENT_FAULT_UNTESTED');
  return close(fault, { kind: 'self-test', selfTestId: test.id });
}

/** Whether a self-test shows that this fault is over: taken after it began, and passed by its component. */
export const provesWorking = (
  fault: Pick<Fault, 'componentId' | 'reports'>,
  test: Pick<SelfTest, 'at' | 'parts' | 'clockTrusted'>,
): boolean =>
  test.clockTrusted !== false &&
  fault.reports.every(({ since }) => test.at > since) &&
  outcomeOf(test, fault.componentId) === 'passed';

/** It was none (EQP37). */
export function decideMistaken(fault: Fault, reason: string, by: OfficerId): Decided {
  if (fault.closedAt !== null) return refuse('EQUIPMENT_FAULT_CLOSED');
  if (reason.trim().length < 5) return refuse('EQUIPMENT_REASON_MISSING');
  return close(fault, { kind: 'mistaken', reason: reason.trim(), by });
}

/** Somebody found out why (EQP38). */
export function decideCause(fault: Fault, cause: FaultCause, evidence: string, by: OfficerId): Decided {
  if (fault.closedAt !== null) return refuse('EQUIPMENT_FAULT_CLOSED');
  if (cause === 'unknown' || !faultCauses.includes(cause)) return refuse('EQUIPMENT_FAULT_CAUSE_MISSING');
  if (evidence.trim().length < 5) return refuse('EQUIPMENT_REASON_MISSING');
  const { id: faultId, componentId } = fault;
  return succeed({
    kind: 'fault-cause-established',
    faultId,
    componentId,
    cause,
    by,
    evidence: evidence.trim(),
  });
}

/** A record that was brought in tells when it ended (EQP40). */
export function decideRecordedEnd(fault: Fault, reference: string, at: Instant, now: Instant): Decided {
  if (fault.closedAt !== null) return refuse('EQUIPMENT_FAULT_CLOSED');
  if (reference.trim().length < 5) return refuse('EQUIPMENT_REASON_MISSING');
  if (at > now || at < fault.since) return refuse('EQUIPMENT_FAULT_IN_FUTURE');
  const recorded = fault.reports.every(({ source }) => source.kind === 'record');
  if (!recorded) return refuse('EQUIPMENT_FAULT_UNTESTED');
  return close(fault, { kind: 'record', reference: reference.trim(), at });
}

/** Faults that were open at a moment, as far as is known now: by when they began and ended, not by when that was told (EQP41). */
export const openAt = (faults: readonly Fault[], moment: Instant): Fault[] =>
  faults.filter(
    ({ since, closedAt, closing }) =>
      closing?.kind !== 'mistaken' && since <= moment && (closedAt === null || closedAt > moment),
  );

const close = (fault: Fault, closing: (FaultFact & { kind: 'fault-closed' })['closing']): Decided =>
  succeed({ kind: 'fault-closed', faultId: fault.id, componentId: fault.componentId, closing });

/** The fault as the fact leaves it. @param at when the fact was written down */
export function evolveFault(fault: Fault | null, fact: FaultFact, at: Instant): Fault {
  if (fact.kind === 'fault-opened') {
    const { faultId: id, componentId, report } = fact;
    const { effect, cause, since } = report;
    return {
      id,
      componentId,
      effect,
      cause,
      since,
      reports: [report],
      openedAt: at,
      closedAt: null,
      closing: null,
    };
  }
  if (fault === null) throw new Error(`${fact.kind} before fault-opened`);
  switch (fact.kind) {
    case 'fault-reported-again': {
      const { report } = fact;
      return {
        ...fault,
        reports: [...fault.reports, report],
        effect: report.effect === 'stops' ? 'stops' : fault.effect,
        cause: report.cause === 'unknown' ? fault.cause : report.cause,
        since: [report.since, fault.since].sort()[0]!,
      };
    }
    case 'fault-cause-established':
      return { ...fault, cause: fact.cause };
    case 'fault-closed':
      return {
        ...fault,
        closedAt: fact.closing.kind === 'record' ? fact.closing.at : at,
        closing: fact.closing,
      };
  }
}

/** How a component is, in the words of the field; follows from its fault, never typed in. */
export const conditions = ['working', 'disturbed', 'broken', 'lost', 'written-off'] as const;
export type Condition = (typeof conditions)[number];

export function deriveCondition(
  component: Pick<Component, 'where'>,
  openFault: Pick<Fault, 'effect'> | null,
): Condition {
  if (component.where.at === 'lost' || component.where.at === 'written-off') return component.where.at;
  if (openFault === null) return 'working';
  return openFault.effect === 'stops' ? 'broken' : 'disturbed';
}
