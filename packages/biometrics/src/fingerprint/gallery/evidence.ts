import { descriptor, evidence as parameters } from '../../parameters.ts';
import type { PrintKind } from './print-kind.ts';
import { distanceModels } from './projection-data.ts';

/** Distances of codes, 0 to all bits. */
export const distances = descriptor.bits + 1;

/** How distances spread between touches of one finger and between strangers; bits. */
export interface DistanceModel {
  readonly mateMean: number;
  readonly mateDeviation: number;
  readonly strangerMean: number;
  readonly strangerDeviation: number;
}

/** Entries of a row of evidence; see `scan`. */
export const evidenceRow = 520;

/**
 * What a distance says for one person and against another: the logarithm of how much likelier it is between mates,
 * in 1/64 nat, for a probe finger of a kind and each kind (0 absent, 1–3) on file. A share of mates is taken to lie
 * as far apart as strangers, since the reference point was missed: so one bad finger cannot outvote nine.
 * @returns four rows of `evidenceRow`
 */
export function evidenceFor(probeKind: PrintKind): Int16Array {
  const rows = new Int16Array(4 * evidenceRow);
  for (const kind of [1, 2, 3] as const)
    rows.set(evidenceOf(distanceModels[probeKind - 1]![kind - 1]!), kind * evidenceRow);
  return rows;
}

function evidenceOf(model: DistanceModel): Int16Array {
  const values = new Int16Array(distances);
  const peak = Math.round(model.mateMean);
  const raw = Float64Array.from(values, (_, distance) => logRatio(model, distance));
  // Nearer never speaks against, farther never for, whatever the tails of two bells do.
  for (let d = peak - 1; d >= 0; d--) raw[d] = Math.max(raw[d]!, raw[d + 1]!);
  for (let d = peak + 1; d < distances; d++) raw[d] = Math.min(raw[d]!, raw[d - 1]!);
  for (let d = 0; d < distances; d++)
    values[d] = Math.round(64 * Math.max(-parameters.most, Math.min(parameters.most, raw[d]!)));
  return values;
}

function logRatio(model: DistanceModel, distance: number): number {
  const bell = (mean: number, deviation: number) =>
    Math.exp(-((distance - mean) ** 2) / (2 * deviation ** 2)) / deviation;
  const mates = bell(model.mateMean, model.mateDeviation);
  const strangers = bell(model.strangerMean, model.strangerDeviation) + 1e-300;
  return Math.log(((1 - parameters.astray) * mates) / strangers + parameters.astray);
}
