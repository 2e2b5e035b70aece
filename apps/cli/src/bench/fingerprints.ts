/** `bin/rekam bench fingerprints`: error rates and speed of the fingerprint engine on a folder of prints. */
import { writeFileSync } from 'node:fs';
import { openPrintsFolder, type PrintSet, type PrintsFolder } from '@rekam/biometrics';
import { extractTemplate } from '@rekam/biometrics/fingerprint/extract.ts';
import { type ErrorRates, errorRates } from '@rekam/biometrics/fingerprint/measuring/error-rates.ts';
import { encodeTemplate } from '@rekam/biometrics/fingerprint/template-bytes/template-bytes.ts';
import { readOptions, UsageError } from '../options.ts';
import { tell } from '../start/words.ts';
import { drawDetCurve } from './det-curve.ts';
import {
  comparePairs,
  isGenuine,
  type Pair,
  type Print,
  printOf,
  scoreOf,
  splitScores,
} from './print-pairs.ts';

/** What the project must reach, as shares, milliseconds and comparisons a second on one core. */
const musts = {
  eer: 0.06,
  fmr1000: 0.12,
  fmr10000: 0.17,
  twoFingersFmr1000: 0.02,
  extractionMedianMs: 12,
  impostorsPerSecond: 60_000,
} as const;

/** Smaller sets say nothing of rare errors: a rate of one in n wants at least n comparisons. */
const speedRunMs = 1500;

interface SetRun {
  readonly name: string;
  readonly prints: readonly Print[];
  readonly pairs: readonly Pair[];
}

export async function benchFingerprints(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    data: { type: 'string' },
    json: { type: 'boolean' },
    scores: { type: 'string' },
    det: { type: 'string' },
  });
  const folder = values.data ?? process.env.REKAM_PRINTS;
  if (!folder) throw new UsageError('--data FOLDER');
  const opened = openPrintsFolder(folder);
  if (!opened.ok) throw new UsageError(opened.reason);
  const extractionMs: number[] = [];
  const templateBytes: number[] = [];
  const runs: SetRun[] = [];
  for (const set of opened.folder.sets) {
    tell(`${set.name}: mengekstrak dan membandingkan …`, `${set.name}: extracting and comparing …`);
    const prints = extractSet(opened.folder, set, extractionMs, templateBytes);
    runs.push({ name: set.name, prints, pairs: comparePairs(set.name, prints) });
  }
  if (values.scores) writeFileSync(values.scores, scoreTable(runs));
  if (values.det)
    writeFileSync(values.det, drawDetCurve(runs.map(({ name, pairs }) => ({ name, ...splitScores(pairs) }))));
  return report(resultOf(runs, extractionMs, templateBytes), values.json === true);
}

function extractSet(folder: PrintsFolder, set: PrintSet, ms: number[], bytes: number[]): Print[] {
  return set.fingers.flatMap(({ finger, impressions }) =>
    impressions.map((impression) => {
      const loaded = folder.load(set.name, finger, impression);
      if (!loaded.ok) throw new UsageError(loaded.reason);
      const started = processorMs();
      const extracted = extractTemplate(loaded.image);
      ms.push(processorMs() - started);
      if (extracted.ok) bytes.push(encodeTemplate(extracted.template).length);
      return printOf(finger, impression, extracted.ok ? extracted.template : undefined);
    }),
  );
}

interface BenchResult {
  readonly sets: readonly ({ name: string; failures: number } & ErrorRates)[];
  readonly pooled: ErrorRates & { readonly genuine: number; readonly impostor: number };
  readonly twoFingers: ErrorRates;
  readonly extraction: { readonly medianMs: number; readonly p95Ms: number };
  readonly comparison: { readonly impostorsPerSecond: number; readonly genuinePerSecond: number };
  readonly templateBytes: number;
  readonly held: boolean;
}

function resultOf(runs: readonly SetRun[], extractionMs: number[], templateBytes: number[]): BenchResult {
  const ratesOf = (pairs: readonly Pair[]) => {
    const { genuine, impostor } = splitScores(pairs);
    return errorRates(genuine, impostor);
  };
  const all = runs.flatMap((run) => run.pairs);
  const { genuine, impostor } = splitScores(all);
  const sets = runs.map(({ name, prints, pairs }) => ({
    name,
    ...ratesOf(pairs),
    failures: prints.filter((print) => !print.prepared).length,
  }));
  const result = {
    sets,
    pooled: { ...errorRates(genuine, impostor), genuine: genuine.length, impostor: impostor.length },
    twoFingers: twoFingerRates(runs),
    extraction: { medianMs: quantile(extractionMs, 0.5), p95Ms: quantile(extractionMs, 0.95) },
    comparison: {
      impostorsPerSecond: speedOf(all.filter((pair) => !isGenuine(pair))),
      genuinePerSecond: speedOf(all.filter(isGenuine)),
    },
    templateBytes: quantile(templateBytes, 0.5),
  };
  return { ...result, held: holds(result) };
}

/**
 * Two fingers of one person, scores summed: fingers 1 and 2 of a set are one person, 3 and 4 the next. Genuine are
 * all pairs of touches of one person, impostor all touches of different persons.
 */
function twoFingerRates(runs: readonly SetRun[]): ErrorRates {
  const [genuine, impostor]: [number[], number[]] = [[], []];
  for (const { prints, pairs } of runs) {
    const fingers = [...new Set(prints.map((print) => print.finger))];
    const scores = new Map(pairs.map((pair) => [keyOf(pair.a, pair.b), pair.score]));
    for (const { a, b, score } of pairs) {
      const [first, second] = [fingers.indexOf(a.finger), fingers.indexOf(b.finger)];
      if (first % 2 || second % 2) continue;
      const other = scores.get(
        keyOf(
          { finger: fingers[first + 1]!, impression: a.impression },
          { finger: fingers[second + 1]!, impression: b.impression },
        ),
      );
      if (other !== undefined) (first === second ? genuine : impostor).push(score + other);
    }
  }
  return errorRates(genuine, impostor);
}

type Named = Pick<Print, 'finger' | 'impression'>;
const keyOf = (a: Named, b: Named): string => `${a.finger}_${a.impression} ${b.finger}_${b.impression}`;

/** Time that a core has worked for this thread: what else the machine does is not the engine's. */
function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Comparisons a second over all pairs, again and again until the clock says something. */
function speedOf(pairs: readonly Pair[]): number {
  let done = 0;
  const started = processorMs();
  let spent = 0;
  while (spent < speedRunMs && pairs.length > 0) {
    for (const { a, b } of pairs) scoreOf(a, b);
    done += pairs.length;
    spent = processorMs() - started;
  }
  return spent > 0 ? Math.round((done * 1000) / spent) : 0;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(share * (sorted.length - 1))] ?? 0) * 100) / 100;
}

/** What the run could not measure for want of comparisons does not count against it. */
function holds(result: Omit<BenchResult, 'held'>): boolean {
  const { pooled, twoFingers, extraction, comparison } = result;
  const within = (value: number, most: number) => Number.isNaN(value) || value <= most;
  return (
    within(pooled.eer, musts.eer) &&
    within(pooled.fmr1000, musts.fmr1000) &&
    within(pooled.fmr10000, musts.fmr10000) &&
    within(twoFingers.fmr1000, musts.twoFingersFmr1000) &&
    extraction.medianMs <= musts.extractionMedianMs &&
    comparison.impostorsPerSecond >= musts.impostorsPerSecond
  );
}

function scoreTable(runs: readonly SetRun[]): string {
  const rows = runs.flatMap(({ name, pairs }) =>
    pairs.map(({ a, b, score }) =>
      [
        name,
        `${a.finger}_${a.impression}`,
        `${b.finger}_${b.impression}`,
        a.finger === b.finger ? 1 : 0,
        score,
      ].join(),
    ),
  );
  return `set,a,b,genuine,score\n${rows.join('\n')}\n`;
}

function report(result: BenchResult, json: boolean): number {
  const percent = (share: number) => (100 * share).toFixed(2).padStart(6);
  const line = (name: string, rates: ErrorRates) =>
    `${name.padEnd(16)} ${percent(rates.eer)} ${percent(rates.fmr100)} ${percent(rates.fmr1000)} ${percent(rates.fmr10000)}\n`;
  process.stderr.write(`${'%'.padEnd(16)}    EER FMR100 FMR1000 FMR10000\n`);
  for (const set of result.sets) process.stderr.write(line(set.name, set));
  process.stderr.write(line('pooled', result.pooled));
  process.stderr.write(line('two fingers', result.twoFingers));
  const { extraction, comparison, templateBytes, held } = result;
  process.stderr.write(
    `extraction ${extraction.medianMs} ms, p95 ${extraction.p95Ms} ms; comparisons a second ${comparison.impostorsPerSecond} impostor, ${comparison.genuinePerSecond} genuine; ${templateBytes} bytes a template\n`,
  );
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  return held ? 0 : 1;
}
