import { descriptor, evidence as parameters } from '../../parameters.ts';
import type { PrintKind } from './print-kind.ts';
import { distanceModels } from './projection-data.ts';

/** How distances spread between touches of one finger and between strangers; bits. */
export interface DistanceModel {
  readonly mateMean: number;
  readonly mateDeviation: number;
  readonly strangerMean: number;
  readonly strangerDeviation: number;
}

/** Entries of a row of evidence about so many bits: a distance of none to all, and room to a multiple of 8. */
export const evidenceRow = (bits: number): number => bits + 8;

/**
 * What a distance says for one person and against another: the logarithm of how much likelier it is between mates,
 * in 1/64 nat, for a probe finger of a kind and each kind (0 absent, 1–3) on file. A share of mates is taken to lie
 * as far apart as strangers, since the reference point was missed: so one bad finger cannot outvote nine.
 * @param bits how many of the code's bits were compared @returns four rows of `evidenceRow(bits)`
 */
export function evidenceFor(probeKind: PrintKind, bits: number): Int16Array {
  const row = evidenceRow(bits);
  const rows = new Int16Array(4 * row);
  for (const kind of [1, 2, 3] as const)
    rows.set(evidenceOf(distanceModels[probeKind - 1]![kind - 1]!, bits), kind * row);
  return rows;
}

function evidenceOf(whole: DistanceModel, bits: number): Int16Array {
  const values = new Int16Array(bits + 1);
  const model = ofFewerBits(whole, bits);
  const peak = Math.round(model.mateMean);
  const raw = Float64Array.from(values, (_, distance) => logRatio(model, distance));
  // Nearer never speaks against, farther never for, whatever the tails of two bells do.
  for (let d = peak - 1; d >= 0; d--) raw[d] = Math.max(raw[d]!, raw[d + 1]!);
  for (let d = peak + 1; d <= bits; d++) raw[d] = Math.min(raw[d]!, raw[d - 1]!);
  for (let d = 0; d <= bits; d++)
    values[d] = Math.round(64 * Math.max(-parameters.most, Math.min(parameters.most, raw[d]!)));
  return values;
}

/** Bits drawn from a code differ in the same share, give or take what chance does to so few. */
function ofFewerBits(model: DistanceModel, bits: number): DistanceModel {
  const part = bits / descriptor.bits;
  const deviation = (mean: number, whole: number) => {
    const differing = mean / descriptor.bits;
    return Math.sqrt((whole * part) ** 2 + bits * differing * (1 - differing) * (1 - part));
  };
  return {
    mateMean: model.mateMean * part,
    mateDeviation: deviation(model.mateMean, model.mateDeviation),
    strangerMean: model.strangerMean * part,
    strangerDeviation: deviation(model.strangerMean, model.strangerDeviation),
  };
}

function logRatio(model: DistanceModel, distance: number): number {
  const bell = (mean: number, deviation: number) =>
    Math.exp(-((distance - mean) ** 2) / (2 * deviation ** 2)) / deviation;
  const mates = bell(model.mateMean, model.mateDeviation);
  const strangers = bell(model.strangerMean, model.strangerDeviation) + 1e-300;
  return Math.log(((1 - parameters.astray) * mates) / strangers + parameters.astray);
}
