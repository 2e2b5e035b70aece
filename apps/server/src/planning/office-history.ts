/** The office's register and all its faults as a forecast sees them. */
import type { ComponentLife, Fault, FaultSpell, OfficeHistory } from '@rekam/domain';
import { neededKinds, type Register } from './office-stock.ts';

const dayMs = 86_400_000;
const dayOf = (instant: string): number => Date.parse(instant) / dayMs;

/**
 * Components are taken to have been all their life where they are now. A day of purchase that nobody knows is the day of the
 * first fact there is about any component.
 */
export function historyOf(register: Register, nowMs: number): OfficeHistory {
  const now = nowMs / dayMs;
  const faults = Map.groupBy(register.faults, (fault) => fault.componentId as string);
  const observedFrom = Math.min(now, ...register.faults.map(({ since }) => dayOf(since)));
  const lives = register.components.flatMap(({ component, placeId }): ComponentLife[] => {
    const { id, kind, where, boughtOn } = component;
    const gone = where.at === 'lost' || where.at === 'written-off';
    if (placeId === null || gone) return [];
    const spells = (faults.get(id) ?? []).filter(({ effect }) => effect === 'stops').map(spellOf);
    return [
      {
        kind,
        placeId,
        setId: where.at === 'set' ? where.setId : null,
        bornOn: boughtOn === null ? observedFrom : Math.min(now, dayOf(boughtOn)),
        goneOn: null,
        faults: spells.toSorted((a, b) => a.from - b.from),
      },
    ];
  });
  const needs = neededKinds(register.needs);
  return {
    now,
    observedFrom,
    sets: register.sets.filter(({ retired }) => !retired).map(({ id, placeId }) => ({ id, placeId, needs })),
    components: lives,
  };
}

/** A fault that was brought in from a record counts as heard of when it began. */
function spellOf({ since, closedAt, openedAt, cause, reports }: Fault): FaultSpell {
  const from = dayOf(since);
  const to = closedAt === null ? null : Math.max(from, dayOf(closedAt));
  const broughtIn = reports[0]?.source.kind === 'record';
  return { from, to, cause, heardOn: Math.min(broughtIn ? from : dayOf(openedAt), to ?? Infinity) };
}
