/** One future: what breaks when, and which places are then without a working set. */
import type { Random } from './chance.ts';
import { furthest, longestUnheard } from './horizon.ts';
import { yearDays } from './office-history.ts';
import type { Scene, ScenePart } from './scene.ts';
import type { AgeingRate, EndRates, World } from './world.ts';

/** A time, in days from now, during which a set does not work. */
type Gap = readonly [from: number, to: number];
type GapsOfSets = (readonly Gap[] | undefined)[];

/** Plays 90 days through; `stopped` is told the first day on which a group (a place, or last the city) has no working set. */
export function playFuture(
  scene: Scene,
  world: World,
  random: Random,
  stopped: (group: number, day: number) => void,
): void {
  const gaps = gapsOfSets(scene, world, random);
  scene.groups.forEach((sets, group) => {
    const day = firstDayWithout(gaps, sets);
    if (day <= furthest) stopped(group, day);
  });
}

function gapsOfSets(scene: Scene, world: World, random: Random): GapsOfSets {
  const gaps: Gap[][] = [];
  const add = (set: number, gap: Gap): void => {
    if (gaps[set]) gaps[set].push(gap);
    else gaps[set] = [gap];
  };
  scene.sets.forEach((set, i) => {
    if (set.missing) add(i, [0, Infinity]);
  });
  /** What broke before now broke unheard of, or not at all; what is repaired by now does no harm. */
  const breakOn = (part: ScenePart, day: number): void => {
    if (day < 0 && (-day > part.unheardDays || endsAfter(world.hearing, 0, random) < -day)) return;
    const repaired = day + endsAfter(world.repairs, 0, random);
    if (repaired > 0) add(part.set, [Math.max(0, day), repaired]);
  };
  const hitPlace = (place: number, day: number): void => {
    for (const set of scene.groups[place]!)
      for (const part of scene.sets[set]!.parts) if (random() < world.hitShare) breakOn(part, day);
  };
  scene.parts.forEach((part, i) => {
    if (!part.works) add(part.set, [0, endsAfter(world.repairs, part.brokenDays, random)]);
    for (const day of wearDays(world.wear[i]!, part, random)) breakOn(part, day);
  });
  world.blows.forEach((perDay, place) => {
    for (const day of blowDays(perDay, random)) hitPlace(place, day);
  });
  for (const day of blowDays(world.storms, random))
    world.blows.forEach((_, place) => {
      if (random() < world.placeShare) hitPlace(place, day);
    });
  return gaps;
}

/**
 * Days from now on which a part wears out: before now, and within the horizon, at most once each. A part under repair may break
 * again; the overlap does no harm.
 */
function wearDays({ shape, rate }: AgeingRate, part: ScenePart, random: Random): number[] {
  const { ageYears, unheardDays } = part;
  const hazardAt = (years: number): number => rate * years ** shape;
  const firstIn = (from: number, to: number): number[] => {
    const hazard = hazardAt(from) - Math.log(1 - random());
    return hazard < hazardAt(to) ? [((hazard / rate) ** (1 / shape) - ageYears) * yearDays] : [];
  };
  const before = Math.max(0, ageYears - unheardDays / yearDays);
  return [...firstIn(before, ageYears), ...firstIn(ageYears, ageYears + furthest / yearDays)];
}

function blowDays(perDay: number, random: Random): number[] {
  const days: number[] = [];
  for (let day = wait(perDay, random) - longestUnheard; day <= furthest; day += wait(perDay, random))
    days.push(day);
  return days;
}

const wait = (perDay: number, random: Random): number => -Math.log(1 - random()) / perDay;

/** Days until something that has lasted for some days ends. */
function endsAfter(rates: EndRates, lasted: number, random: Random): number {
  let age = lasted;
  for (const { untilDay, perDay } of rates) {
    if (age >= untilDay) continue;
    const days = wait(perDay, random);
    if (age + days < untilDay) return age + days - lasted;
    age = untilDay;
  }
  return Infinity;
}

/** The first moment at which every one of some sets has a gap; Infinity when there is none. */
function firstDayWithout(gaps: GapsOfSets, sets: readonly number[]): number {
  if (sets.some((set) => gaps[set] === undefined)) return Infinity;
  const starts = sets.flatMap((set) => gaps[set]!.map(([from]) => from)).sort((a, b) => a - b);
  const covers = (set: number, day: number): boolean =>
    gaps[set]!.some(([from, to]) => from <= day && day < to);
  return starts.find((day) => sets.every((set) => covers(set, day))) ?? Infinity;
}
