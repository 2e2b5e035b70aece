import type { Instant } from '../kernel/calendar.ts';
import type { Repair, RepairFact } from './repair.ts';

/** The repair as the fact leaves it. @param at when the fact was written down */
export function evolveRepair(repair: Repair | null, fact: RepairFact, at: Instant): Repair {
  if (fact.kind === 'repair-opened') {
    return {
      id: fact.repairId,
      faultId: fact.faultId,
      componentId: fact.componentId,
      openedOn: fact.on,
      openedAt: at,
      attempts: [],
      diagnoses: [],
      path: null,
      payer: fact.payer,
      letters: [],
      answers: [],
      promisedOn: null,
      rung: 'operator',
      rungSince: fact.on,
      remindedOn: null,
      closedAt: null,
      closing: null,
    };
  }
  if (repair === null) throw new Error(`${fact.kind} before repair-opened`);
  switch (fact.kind) {
    case 'repair-tried':
      return { ...repair, attempts: [...repair.attempts, fact.attempt] };
    case 'repair-diagnosed':
      return { ...repair, diagnoses: [...repair.diagnoses, fact.diagnosis] };
    case 'repair-path-chosen':
      return { ...repair, path: fact.path, payer: fact.payer };
    case 'repair-letter-sent':
      return { ...repair, letters: [...repair.letters, fact.letter] };
    case 'repair-answered':
      return {
        ...repair,
        answers: [...repair.answers, fact.answer],
        promisedOn: fact.promisedOn ?? repair.promisedOn,
      };
    case 'repair-reminded':
      return { ...repair, remindedOn: fact.on };
    case 'repair-escalated':
      return { ...repair, rung: fact.to, rungSince: fact.on };
    case 'repair-closed':
      return { ...repair, closedAt: at, closing: fact.closing };
  }
}
