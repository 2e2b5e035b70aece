/**
 * The smallest sets of faults after which no set can be put together any more: minimal cut sets of least size.
 *
 * One working set is enough, so nobody competes for parts: a set can be put together when for each kind it needs there is a
 * working part in it or one that may be moved into it. To stop all sets, each must lose some kind wholly. Losing a kind costs
 * the movable parts of that kind once, and for each set the parts of it that stand fixed in that set. So it is enough to try
 * every choice of kinds that are lost somewhere.
 */
import type { ComponentKind } from '../equipment/component.ts';
import type { Part, PlacedSet, Stock } from './stock.ts';

export interface SmallestStops {
  /** Faults to a stop; 0: it has stopped, and nothing at hand can mend it. */
  readonly faults: number;
  /** Sets of parts, each of that many; at most `listed`. */
  readonly cuts: readonly (readonly Part[])[];
  /** Whether there are more than are listed. */
  readonly more: boolean;
}

/** Longer lists help nobody. */
const listed = 20;

/** @param stock of the places within reach: what may move is moved there before it counts as a stop (PLN2) */
export function findSmallestStops(stock: Pick<Stock, 'sets' | 'spares'>): SmallestStops {
  const hands = handsOf(stock);
  if (hands.sets.length === 0) return { faults: 0, cuts: [], more: false };
  let least = Infinity;
  let cuts = new Map<string, readonly Part[]>();
  for (const lost of subsetsOf(hands.kinds)) {
    const cost = costOf(hands, lost);
    if (cost > least) continue;
    if (cost < least) [least, cuts] = [cost, new Map()];
    for (const cut of cutsOf(hands, lost)) {
      if (cuts.size > listed) break;
      cuts.set(keyOf(cut), cut);
    }
  }
  const all = [...cuts.values()];
  return least === 0
    ? { faults: 0, cuts: [], more: false }
    : { faults: least, cuts: all.slice(0, listed), more: all.length > listed };
}

interface Hands {
  readonly sets: readonly PlacedSet[];
  readonly kinds: readonly ComponentKind[];
  readonly movable: (kind: ComponentKind) => readonly Part[];
  readonly fixed: (set: PlacedSet, kind: ComponentKind) => readonly Part[];
}

function handsOf({ sets, spares }: Pick<Stock, 'sets' | 'spares'>): Hands {
  const parts: readonly Part[] = [...spares, ...sets.flatMap((set) => set.parts)];
  const movable = Map.groupBy(
    parts.filter((part) => part.works && part.mayMove),
    (part) => part.kind,
  );
  return {
    sets,
    kinds: [...new Set(sets.flatMap((set) => set.needs))],
    movable: (kind) => movable.get(kind) ?? [],
    fixed: (set, kind) => set.parts.filter((part) => part.kind === kind && part.works && !part.mayMove),
  };
}

function* subsetsOf(kinds: readonly ComponentKind[]): Generator<readonly ComponentKind[]> {
  for (let mask = 1; mask < 2 ** kinds.length; mask++) yield kinds.filter((_, i) => mask & (1 << i));
}

/** Parts that must break so that every set lacks one of the lost kinds; Infinity when some set needs none of them. */
function costOf(hands: Hands, lost: readonly ComponentKind[]): number {
  const moved = lost.reduce((sum, kind) => sum + hands.movable(kind).length, 0);
  return hands.sets.reduce((sum, set) => sum + fewestFixed(hands, set, lost), moved);
}

function fewestFixed(hands: Hands, set: PlacedSet, lost: readonly ComponentKind[]): number {
  const needed = lost.filter((kind) => set.needs.includes(kind));
  return Math.min(Infinity, ...needed.map((kind) => hands.fixed(set, kind).length));
}

/** Every way to pay `costOf`: sets with several equally cheap kinds give several cuts. */
function* cutsOf(hands: Hands, lost: readonly ComponentKind[], from = 0): Generator<readonly Part[]> {
  const set = hands.sets[from];
  if (set === undefined) {
    yield lost.flatMap((kind) => hands.movable(kind));
    return;
  }
  const fewest = fewestFixed(hands, set, lost);
  const ways = new Map<string, readonly Part[]>();
  for (const kind of lost) {
    const parts = hands.fixed(set, kind);
    if (set.needs.includes(kind) && parts.length === fewest) ways.set(keyOf(parts), parts);
  }
  for (const way of ways.values()) for (const rest of cutsOf(hands, lost, from + 1)) yield [...way, ...rest];
}

const keyOf = (parts: readonly Part[]): string =>
  parts
    .map((part) => part.id)
    .sort()
    .join(' ');
