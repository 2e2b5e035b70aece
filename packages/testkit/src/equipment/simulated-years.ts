/**
 * Ten years of a hundred invented cities, day by day, for forecasts to be tried on. It is made unlike the forecaster's model on
 * purpose: storms strike several places of a city at once and only in the rains, one delivery has bad fingerprint scanners,
 * mains and people differ from city to city, repairs come fast, slowly or never, some parts are replaced and some only mended,
 * faults are reported late, and their causes often not known.
 */
import type {
  ComponentKind,
  ComponentLife,
  FaultCause,
  FaultSpell,
  ForecastSet,
  OfficeHistory,
} from '@rekam/domain';
import { type SeededRandom, seededRandom } from '../demo-city/seeded-random.ts';
import { sevenKinds } from './kupang-stock.ts';

const yearDays = 365.25;
/** 1 January 2014, in days since 1970. */
const firstDay = 16_071;

interface TrueLife extends ComponentLife {
  goneOn: number | null;
  readonly faults: FaultSpell[];
}

export interface SimulatedCity {
  readonly name: string;
  readonly sets: readonly ForecastSet[];
  readonly lives: readonly TrueLife[];
}

export interface SimulatedYears {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly cities: readonly SimulatedCity[];
}

export function simulateYears(seed: number | string, cities = 100, years = 10): SimulatedYears {
  const lastDay = firstDay + Math.round(years * yearDays);
  return {
    firstDay,
    lastDay,
    cities: Array.from({ length: cities }, (_, i) =>
      simulateCity(`city ${i + 1}`, seededRandom(`years ${seed} ${i}`), lastDay),
    ),
  };
}

/** Weibull shape of each kind, and years at which its cumulative hazard is one. */
const wear: Readonly<Record<(typeof sevenKinds)[number], readonly [shape: number, years: number]>> = {
  computer: [1.6, 7],
  camera: [1.3, 8],
  'fingerprint-scanner': [1.8, 7.5],
  'iris-scanner': [1.5, 8.5],
  'signature-pad': [1.1, 11],
  'card-reader': [1, 25],
  ups: [2.4, 6],
};

/** What makes a city what it is. */
interface Character {
  readonly wearFactor: number;
  readonly surgesPerYear: number;
  readonly repairFactor: number;
  readonly heardAfterDays: number;
}

function characterOf(random: SeededRandom): Character {
  return {
    wearFactor: logNormal(1, 0.4, random),
    surgesPerYear: logNormal(0.12, 0.7, random),
    repairFactor: logNormal(1, 0.5, random),
    heardAfterDays: logNormal(8, 0.6, random),
  };
}

function simulateCity(name: string, random: SeededRandom, lastDay: number): SimulatedCity {
  const character = characterOf(random);
  const placeCount = 2 + random.below(7);
  const sets: ForecastSet[] = [];
  const lives: TrueLife[] = [];
  /** Days on which a whole set is bought anew. */
  const renewals = new Map<string, number>();
  const blows: [place: string, day: number, share: number, cause: FaultCause][] = [];
  for (let p = 0; p < placeCount; p++) {
    const placeId = `${name}, place ${p + 1}`;
    blows.push(...surgesAt(placeId, character, random, lastDay));
    for (let s = 0; s < (random.chance(0.35) ? 2 : 1); s++) {
      const set = { id: `${placeId}, set ${s + 1}`, placeId, needs: sevenKinds };
      sets.push(set);
      const delivered = firstDay - random.below(12) * 100;
      for (const kind of sevenKinds) lives.push(newLife(kind, set, delivered));
      if (random.chance(0.5)) renewals.set(set.id, firstDay + random.fraction() * 7 * yearDays);
    }
  }
  blows.push(...storms([...new Set(sets.map((set) => set.placeId))], random, lastDay));
  const world = { character, random, lastDay, blows, renewals };
  for (let i = 0; i < lives.length; i++) {
    const successor = live(lives[i]!, world);
    if (successor) lives.push(successor);
  }
  return { name, sets, lives };
}

const newLife = (kind: ComponentKind, set: ForecastSet, bornOn: number): TrueLife => ({
  kind,
  placeId: set.placeId,
  setId: set.id,
  bornOn,
  goneOn: null,
  faults: [],
});

interface World {
  readonly character: Character;
  readonly random: SeededRandom;
  readonly lastDay: number;
  readonly renewals: ReadonlyMap<string, number>;
  readonly blows: readonly (readonly [place: string, day: number, share: number, cause: FaultCause])[];
}

/** Lives one component to its end. @returns the one that replaces it, if any */
function live(life: TrueLife, world: World): TrueLife | undefined {
  const { random, lastDay } = world;
  const hits = world.blows
    .filter(([place, , share]) => place === life.placeId && random.chance(share))
    .map(([, day, , cause]) => ({ day, cause }))
    .sort((a, b) => a.day - b.day);
  const renewal = world.renewals.get(life.setId!) ?? Infinity;
  const end = renewal > life.bornOn ? Math.min(renewal, lastDay) : lastDay;
  let day = Math.max(firstDay, life.bornOn);
  for (;;) {
    const worn = wearsOutOn(life, day, world);
    const hit = hits.find((one) => one.day > day);
    const broken = Math.min(worn, hit?.day ?? Infinity);
    if (broken >= end) return replaced(life, end, lastDay);
    const cause = hit?.day === broken ? hit.cause : 'wear';
    const mended = Math.min(broken + repairDays(world), end === lastDay ? Infinity : end);
    const heardOn = Math.min(broken + hearingDays(world.character, random), mended);
    const told = random.chance(0.3) ? 'unknown' : cause;
    life.faults.push({ from: broken, to: mended, cause: told, heardOn });
    if (mended >= end) return replaced(life, end, lastDay);
    if (random.chance(0.45)) return replaced(life, mended, lastDay);
    day = mended;
  }
}

function replaced(life: TrueLife, day: number, lastDay: number): TrueLife | undefined {
  if (day >= lastDay) return undefined;
  life.goneOn = day;
  return { ...life, bornOn: day, goneOn: null, faults: [] };
}

/** One delivery of twelve has fingerprint scanners that fail early. */
const isBad = (life: TrueLife): boolean =>
  life.kind === 'fingerprint-scanner' && life.bornOn === firstDay - 300;

function wearsOutOn(life: TrueLife, from: number, { character, random }: World): number {
  const [shape, years] = wear[life.kind as (typeof sevenKinds)[number]];
  const age = (from - life.bornOn) / yearDays;
  const factor = character.wearFactor * (isBad(life) ? 4 : 1);
  const needed = -Math.log(1 - random.fraction()) / factor;
  return life.bornOn + ((age / years) ** shape + needed) ** (1 / shape) * years * yearDays;
}

function surgesAt(
  placeId: string,
  { surgesPerYear }: Character,
  random: SeededRandom,
  lastDay: number,
): [string, number, number, FaultCause][] {
  const surges: [string, number, number, FaultCause][] = [];
  for (let day = firstDay; ; ) {
    day += (-Math.log(1 - random.fraction()) / surgesPerYear) * yearDays;
    if (day >= lastDay) break;
    surges.push([placeId, day, 0.25, random.pick(['power', 'power', 'animals', 'water'])]);
  }
  for (let day = firstDay; ; ) {
    day += (-Math.log(1 - random.fraction()) / 0.01) * yearDays;
    if (day >= lastDay) return surges;
    surges.push([placeId, day, 0.9, random.pick(['fire', 'theft'])]);
  }
}

/** Three storms in two rainy seasons (December to February), each over part of the city. */
function storms(
  placeIds: readonly string[],
  random: SeededRandom,
  lastDay: number,
): [string, number, number, FaultCause][] {
  const struck: [string, number, number, FaultCause][] = [];
  for (let season = firstDay - 31; season < lastDay; season += yearDays)
    for (let n = 0; n < 3; n++) {
      const day = season + random.fraction() * 90;
      if (!random.chance(0.5) || day <= firstDay || day >= lastDay) continue;
      for (const placeId of placeIds) if (random.chance(0.3)) struck.push([placeId, day, 0.2, 'lightning']);
    }
  return struck;
}

/** Cleaned or swapped within days, bought or mended within months, or sent to the centre for a year and more. */
function repairDays({ character, random }: World): number {
  const path = random.fraction();
  if (path < 0.4) return logNormal(6, 0.8, random);
  if (path < 0.8) return logNormal(60, 0.7, random) * character.repairFactor;
  return logNormal(300, 0.7, random) * character.repairFactor;
}

/** Most are told within a fortnight; one in ten is not told for months. */
const hearingDays = ({ heardAfterDays }: Character, random: SeededRandom): number =>
  -Math.log(1 - random.fraction()) * (random.chance(0.1) ? 90 : heardAfterDays);

function logNormal(median: number, sigma: number, random: SeededRandom): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.fraction()));
  return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * random.fraction()));
}

/** Everything that happens to a city, as nobody knows it before the end. */
export const wholeHistory = (city: SimulatedCity, { firstDay, lastDay }: SimulatedYears): OfficeHistory => ({
  now: lastDay,
  observedFrom: firstDay,
  sets: city.sets,
  components: city.lives,
});
