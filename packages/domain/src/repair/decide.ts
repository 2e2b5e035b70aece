import type { Component } from '../equipment/component.ts';
import { provesWorking } from '../equipment/decide-fault.ts';
import type { Fault } from '../equipment/fault.ts';
import { rungAbove } from '../equipment/ladder.ts';
import type { SelfTest } from '../equipment/self-test.ts';
import type { PlainDate } from '../kernel/calendar.ts';
import type { OfficerId, RepairId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { RepairRefusalCode } from './refusals.ts';
import {
  type Answer,
  type Attempt,
  type Diagnosis,
  derivePayer,
  type Path,
  type Payer,
  type Repair,
  type RepairFact,
  type SentLetter,
} from './repair.ts';

type Decided = Outcome<RepairFact, RepairRefusalCode>;
type Refused = ReturnType<typeof refuse<RepairRefusalCode>>;

/** The days between which everything lies that can be written down about a repair. */
export interface RepairDays {
  /** On which the fault began, as far as anybody has told. */
  readonly faultBegan: PlainDate;
  readonly today: PlainDate;
}

/** Opens a repair for an open fault (RPR1–RPR3). @param open the fault's open repair; null when there is none */
export function decideOpenRepair(
  id: RepairId,
  fault: Fault,
  component: Component,
  open: Repair | null,
  today: PlainDate,
): Decided {
  if (fault.closedAt !== null) return refuse('REPAIR_FAULT_CLOSED');
  if (open !== null) return refuse('REPAIR_ALREADY_OPEN');
  const payer = derivePayer(component, today);
  return succeed({
    kind: 'repair-opened',
    repairId: id,
    faultId: fault.id,
    componentId: fault.componentId,
    payer,
    on: today,
  });
}

/** Writes down what was tried (RPR4, RPR9). */
export function decideTried(repair: Repair, attempt: Attempt, days: RepairDays): Decided {
  const problem =
    findClosed(repair) ??
    findUntold(attempt.what) ??
    findUntold(attempt.result) ??
    findOutside(attempt.on, days);
  return problem ?? succeed({ kind: 'repair-tried', repairId: repair.id, attempt });
}

/** Writes down a diagnosis (RPR5, RPR9). */
export function decideDiagnosed(repair: Repair, diagnosis: Diagnosis, days: RepairDays): Decided {
  const problem =
    findClosed(repair) ??
    findUntold(diagnosis.by) ??
    findUntold(diagnosis.evidence) ??
    findOutside(diagnosis.on, days);
  return problem ?? succeed({ kind: 'repair-diagnosed', repairId: repair.id, diagnosis });
}

/** Chooses how it is mended and who pays (RPR6). A restart may be tried before anybody has looked closer. */
export function decidePath(repair: Repair, path: Path, payer: Payer): Decided {
  const problem = findClosed(repair);
  if (problem) return problem;
  if (path !== 'restart' && repair.diagnoses.length === 0) return refuse('REPAIR_DIAGNOSIS_MISSING');
  return succeed({ kind: 'repair-path-chosen', repairId: repair.id, path, payer });
}

/** A letter left the office (RPR7, RPR9). */
export function decideLetterSent(repair: Repair, letter: SentLetter, days: RepairDays): Decided {
  const problem =
    findClosed(repair) ??
    (letter.paper.number.trim() === '' ? refuse('REPAIR_LETTER_MISSING') : undefined) ??
    findUntold(letter.addressee) ??
    findOutside(letter.paper.date, days);
  return problem ?? succeed({ kind: 'repair-letter-sent', repairId: repair.id, letter, on: days.today });
}

/** Somebody answered, with a promise or without (RPR8, RPR9). */
export function decideAnswered(
  repair: Repair,
  answer: Answer,
  promisedOn: PlainDate | null,
  days: RepairDays,
): Decided {
  const problem =
    findClosed(repair) ??
    findUntold(answer.from) ??
    findUntold(answer.summary) ??
    findOutside(answer.on, days);
  if (problem) return problem;
  if (promisedOn !== null && promisedOn < answer.on)
    return refuse('REPAIR_PROMISE_PAST', { date: promisedOn });
  return succeed({ kind: 'repair-answered', repairId: repair.id, answer, promisedOn });
}

/** A person takes it one rung up before its days are over (RPR13). */
export function decideRaised(repair: Repair, by: OfficerId, reason: string, today: PlainDate): Decided {
  const problem = findClosed(repair) ?? findUntold(reason);
  if (problem) return problem;
  const to = rungAbove(repair.rung);
  if (to === null) return refuse('REPAIR_TOP_RUNG');
  return succeed({
    kind: 'repair-escalated',
    repairId: repair.id,
    from: repair.rung,
    to,
    on: today,
    by,
    reason: reason.trim(),
  });
}

/** Closes a repair with a self-test that its component passed after the fault (RPR2). */
export function decideRepaired(repair: Repair, fault: Fault, test: SelfTest): Decided {
  const problem = findClosed(repair);
  if (problem) return problem;
  if (fault.id !== repair.faultId || !provesWorking(fault, test) || test.at <= repair.openedAt)
    return refuse('REPAIR_UNTESTED');
  return succeed({
    kind: 'repair-closed',
    repairId: repair.id,
    closing: { kind: 'self-test', selfTestId: test.id },
  });
}

/** Ends a repair whose component is lost or written off: nothing is left to test (RPR2). */
export function decideGone(repair: Repair, component: Pick<Component, 'where'>): Decided {
  const problem = findClosed(repair);
  if (problem) return problem;
  const gone = component.where.at === 'lost' || component.where.at === 'written-off';
  if (!gone) return refuse('REPAIR_COMPONENT_PRESENT');
  return succeed({ kind: 'repair-closed', repairId: repair.id, closing: { kind: 'component-gone' } });
}

const findClosed = (repair: Repair): Refused | undefined =>
  repair.closedAt === null ? undefined : refuse('REPAIR_CLOSED');

const findUntold = (text: string): Refused | undefined =>
  text.trim().length >= 3 ? undefined : refuse('REPAIR_TEXT_MISSING');

/** Nothing is ahead of today, and nothing about a fault is older than the fault (RPR9). */
function findOutside(date: PlainDate, { faultBegan, today }: RepairDays): Refused | undefined {
  if (date > today) return refuse('REPAIR_DATE_IN_FUTURE', { date });
  return date < faultBegan ? refuse('REPAIR_DATE_BEFORE_FAULT', { date, faultBegan }) : undefined;
}
