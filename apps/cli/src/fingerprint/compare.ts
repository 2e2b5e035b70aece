/** `bin/rekam fingerprint compare A B`: the score of two prints, what it means, and their pairs as one PNG page. */
import { writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import {
  comparePrints,
  encodePng,
  type FingerprintTemplate,
  falseMatchRateAt,
  judgeScore,
  positionUnits,
  prepareTemplate,
} from '@rekam/biometrics';
import { numberOption, readOptions, UsageError } from '../options.ts';
import { type ComparedPrints, numberedPairs } from './compared-prints.ts';
import { drawComparison } from './comparison-page.ts';
import { countPairs, describeVerdict, wordOfRate } from './comparison-words.ts';
import { readPrint, tellRefusal } from './read-print.ts';

export async function compareFingerprints(argv: string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, {
    'one-in': { type: 'string' },
    dpi: { type: 'string' },
    'dpi-b': { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [pathA, pathB, ...more] = positionals;
  if (!pathA || !pathB || more.length > 0) throw new UsageError('A B');
  const oneIn = numberOption('one-in', values['one-in'], 10_000, 10, 1_000_000);
  const dpi = numberOption('dpi', values.dpi, 500, 300, 1000);
  const a = readPrint(pathA, dpi);
  const b = readPrint(pathB, numberOption('dpi-b', values['dpi-b'], dpi, 300, 1000));
  if (!a.ok) return tellRefusal(a);
  if (!b.ok) return tellRefusal(b);
  const [preparedA, preparedB] = [prepareTemplate(a.template), prepareTemplate(b.template)];
  const comparison = comparePrints(preparedA, preparedB);
  const compared: ComparedPrints = {
    names: [basename(pathA), basename(pathB)],
    templates: [a.template, b.template],
    pictures: [a.stages.resampled!, b.stages.resampled!],
    comparison,
    oneIn,
    ...judgeScore(comparison.score, preparedA, preparedB, 1 / oneIn),
  };
  const nameOf = (path: string) => basename(path, extname(path));
  const out = values.out ?? `${nameOf(pathA)}-${nameOf(pathB)}-pairs.png`;
  writeFileSync(out, encodePng(drawComparison(compared).image));
  if (values.json) process.stdout.write(`${JSON.stringify({ ...factsOf(compared), page: out })}\n`);
  else tell(compared, out);
  return 0;
}

function factsOf(compared: ComparedPrints) {
  const { comparison, templates, verdict, reason, oneIn } = compared;
  const { score, movement } = comparison;
  return {
    score: round(score, 2),
    falseMatchRate: Number(falseMatchRateAt(score).toPrecision(3)),
    falseMatchRateAsked: 1 / oneIn,
    verdict,
    reason,
    transform: movement
      ? {
          turnDegrees: round((movement.turn * 180) / Math.PI, 2),
          shiftX: round(movement.shiftX, 2),
          shiftY: round(movement.shiftY, 2),
        }
      : null,
    pairs: numberedPairs(compared).map((pair, i) => ({
      number: i + 1,
      a: pointOf(templates[0], pair.a),
      b: pointOf(templates[1], pair.b),
      closeness: round(pair.closeness, 3),
    })),
    quality: templates.map((template) => template.quality),
    minutiae: templates.map((template) => template.minutiae.count),
  };
}

/** Pixels at 500 dpi from the top left; degrees counter-clockwise from the right. */
const pointOf = ({ minutiae }: FingerprintTemplate, i: number) => ({
  x: minutiae.x[i]! / positionUnits,
  y: minutiae.y[i]! / positionUnits,
  directionDegrees: round((minutiae.direction[i]! * 360) / 256, 1),
});

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

function tell(compared: ComparedPrints, out: string): void {
  const words = describeVerdict(compared);
  const rate = wordOfRate(compared.comparison.score);
  const score = compared.comparison.score.toFixed(1);
  const pairs = countPairs(compared.comparison.pairs.length);
  process.stdout.write(
    `${words.id}: skor ${score.replace('.', ',')}, ${pairs.id}; ${rate.id} → ${out}\n\x1b[2m${words.en}: score ${score}, ${pairs.en}; ${rate.en}\x1b[0m\n`,
  );
}
