/** The equipment of today, as a forecast plays with it. */
import { longestUnheard } from './horizon.ts';
import type { ComponentLife, ForecastSet, OfficeHistory } from './office-history.ts';
import { worksOn, yearDays } from './office-history.ts';

export interface ScenePart {
  readonly life: ComponentLife;
  readonly ageYears: number;
  readonly works: boolean;
  /** Days since it broke; 0 when it works. */
  readonly brokenDays: number;
  /** Days for which a fault may be there of which nobody has heard: since it came or was last mended. */
  readonly unheardDays: number;
  readonly set: number;
}

export interface SceneSet {
  readonly place: number;
  /** A needed slot is empty: nothing that happens to parts makes it work. */
  readonly missing: boolean;
  readonly parts: readonly ScenePart[];
}

export interface Scene {
  readonly placeIds: readonly string[];
  readonly sets: readonly SceneSet[];
  readonly parts: readonly ScenePart[];
  /** Numbers of the sets of each place, and last of the city. */
  readonly groups: readonly (readonly number[])[];
}

/** Only parts in needed slots decide whether a set works. */
export function sceneOf(history: OfficeHistory): Scene {
  const placeIds = [...new Set(history.sets.map((set) => set.placeId))];
  const inUse = history.components.filter((life) => life.goneOn === null || life.goneOn > history.now);
  const bySet = Map.groupBy(inUse, (life) => life.setId);
  const sets = history.sets.map((set, i): SceneSet => {
    const place = placeIds.indexOf(set.placeId);
    const lives = (bySet.get(set.id) ?? []).filter((life) => set.needs.includes(life.kind));
    return {
      place,
      missing: isMissing(set, lives),
      parts: lives.map((life) => partOf(life, history.now, i)),
    };
  });
  const groups = [
    ...placeIds.map((_, place) => sets.flatMap((set, i) => (set.place === place ? [i] : []))),
    sets.map((_, i) => i),
  ];
  return { placeIds, sets, parts: sets.flatMap((set) => set.parts), groups };
}

const isMissing = (set: ForecastSet, lives: readonly ComponentLife[]): boolean =>
  set.needs.some((kind) => !lives.some((life) => life.kind === kind));

function partOf(life: ComponentLife, now: number, set: number): ScenePart {
  const works = worksOn(life, now);
  const since = life.faults.findLast(({ from, to }) => from <= now && (to === null || to > now))?.from ?? now;
  return {
    life,
    ageYears: Math.max(0, now - life.bornOn) / yearDays,
    works,
    brokenDays: works ? 0 : now - since,
    unheardDays: works
      ? Math.max(0, Math.min(longestUnheard, now - (life.faults.at(-1)?.to ?? life.bornOn)))
      : 0,
    set,
  };
}

export const isWorking = (set: SceneSet): boolean => !set.missing && set.parts.every((part) => part.works);
