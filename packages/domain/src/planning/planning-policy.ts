import type { ComponentKind } from '../equipment/component.ts';
import type { Position } from '../place/position.ts';

/** What service is worth and what moving, lending and buying cost: data that the office changes. Money in thousands of rupiah. */
export interface PlanningPolicy {
  /** Worth of a first counter to each unrecorded resident of its place. */
  readonly worthPerResident: number;
  /** The same, for each kilometre that the resident would travel otherwise. */
  readonly worthPerResidentKm: number;
  /** Shares of that worth which the first, second, … counter of a place add, falling; further counters add nothing. */
  readonly counterShares: readonly number[];
  /** Taking one part out and putting it in elsewhere, with a self-test. */
  readonly moveCost: number;
  readonly costPerKm: number;
  /** Papers and the return of one loan between cities. */
  readonly loanCost: number;
  /** Price of a new part by kind; a kind not named cannot be bought. */
  readonly prices: Readonly<Partial<Record<ComponentKind, number>>>;
  /** Kilometres between two places of which one has no position. */
  readonly unknownKm: number;
}

/**
 * The policy an office starts with. A set costs Rp 90–160 million and a camera Rp 4 million (tenders of Kudus, Solo,
 * Serang and Nusa Tenggara Barat, 2013–2018); the split of a set over its parts is our estimate. A resident loses about
 * Rp 20,000 in fares and wages with each trip in vain, and Rp 1,000 a kilometre; a technician's half-hour and his car
 * are our estimate too. The second counter of a place shortens the queue, the first one makes it.
 */
export const defaultPlanningPolicy: PlanningPolicy = {
  worthPerResident: 20,
  worthPerResidentKm: 1,
  counterShares: [1, 0.5, 0.25, 0.125],
  moveCost: 100,
  costPerKm: 5,
  loanCost: 500,
  prices: {
    computer: 12_000,
    camera: 4_000,
    'fingerprint-scanner': 35_000,
    'iris-scanner': 45_000,
    'signature-pad': 6_000,
    'card-reader': 4_000,
    ups: 5_000,
  },
  unknownKm: 10,
};

/** Roads are about a third longer than the crow flies. */
const roadFactor = 1.3;
const earthKm = 6371;

/** Kilometres by road between two positions, rounded to whole ones; `unknownKm` when either is not known. */
export function kmBetween(a: Position | null, b: Position | null, unknownKm: number): number {
  if (a === null || b === null) return unknownKm;
  const rad = Math.PI / 180;
  const half = (degrees: number): number => Math.sin((degrees * rad) / 2) ** 2;
  const across = Math.cos(a.latitude * rad) * Math.cos(b.latitude * rad) * half(a.longitude - b.longitude);
  return Math.round(2 * earthKm * roadFactor * Math.asin(Math.sqrt(half(a.latitude - b.latitude) + across)));
}
