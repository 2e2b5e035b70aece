import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import type { RepairRow } from '@rekam/protocol/http/repair-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { formatDate, midSentence } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { repairWords } from '../../words/office/repair.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { useAge } from '../frame/use-age.ts';
import type { Duty } from '../home/todo.tsx';

interface Known {
  readonly sets: readonly SetView[];
  readonly repairs: readonly RepairRow[];
  readonly loans: readonly ComponentRow[];
}

/** What equipment wants of somebody: sets that stopped, faults nobody took up, letters and promises that are due. */
export function useEquipmentDuties(): (known: Known) => Duty[] {
  const w = useWords(repairWords).duties;
  const t = useEquipmentTerms();
  const age = useAge();
  return ({ sets, repairs, loans }) => [
    ...sets.flatMap(ofSet),
    ...repairs.flatMap(ofRepair),
    ...loans.flatMap(ofLoan),
  ];

  function ofSet(set: SetView): Duty[] {
    if (set.retired) return [];
    const place = `${set.place.name}, ${set.name}`;
    const untaken = set.slots.flatMap(({ component }) => (component ? ofComponent(component, place) : []));
    if (set.state.records) return untaken;
    const parts = set.state.failing
      .filter(({ need }) => need === 'needed')
      .map(({ slot }) => midSentence(t.kinds[slot]));
    const stopped: Duty = {
      key: `${set.id} stopped`,
      tone: 'bad',
      icon: 'warning',
      what: w.stopped(place),
      explain: w.stoppedBy(parts.join(', ')),
      to: `/equipment/sets/${set.id}`,
      action: w.toSet,
    };
    return [stopped, ...untaken];
  }

  function ofComponent({ id, kind, fault }: ComponentRow, place: string): Duty[] {
    if (!fault || fault.repairId || fault.effect !== 'stops') return [];
    return [
      {
        key: `${id} untaken`,
        tone: 'warn',
        icon: 'clock',
        what: w.untaken(t.kinds[kind], place),
        explain: w.untakenLead(age(fault.since)),
        to: `/equipment/components/${id}`,
        action: w.toComponent,
      },
    ];
  }

  function ofLoan({ id, kind, serial, overdueLoan }: ComponentRow): Duty[] {
    if (!overdueLoan) return [];
    const { loan, with: other, dueOn, days, rung } = overdueLoan;
    const what = `${t.kinds[kind]} ${serial}`;
    return [
      {
        key: `${id} loan`,
        tone: 'warn',
        icon: 'clock',
        what: loan === 'lent-out' ? w.lentOut(what, other) : w.borrowed(what, other),
        explain: `${w.loanSince(formatDate(dueOn), days, t.rungs[rung])} ${w.loanAct[loan]}`,
        to: `/equipment/components/${id}`,
        action: w.toComponent,
      },
    ];
  }

  function ofRepair(repair: RepairRow): Duty[] {
    const { id, component, letterDue, promiseBroken, promisedOn, rung } = repair;
    const what = [t.kinds[component.kind], component.place?.name].filter(Boolean).join(', ');
    const about = { to: `/repairs/${id}`, action: w.toRepair, tone: 'warn', icon: 'packet' } as const;
    return [
      ...(letterDue
        ? [{ ...about, key: `${id} letter`, what: w.letter(what, t.rungs[rung]), explain: w.letterLead }]
        : []),
      ...(promiseBroken && promisedOn
        ? [
            {
              ...about,
              key: `${id} promise`,
              what: w.promise(what),
              explain: w.promiseLead(formatDate(promisedOn)),
            },
          ]
        : []),
    ];
  }
}
