/** `bin/rekam simulate faults [--seeds N | --seed S] [--json]`: misfortunes by chance, and whether every promise was kept. */
import { stationSabotages } from '@rekam/protocol/process/fault-agent.ts';
import { numberOption, readOptions } from '../../options.ts';
import type { Breach } from './ledger.ts';
import { honestOffice, officeWithEarlyReceipts } from './office-world.ts';
import { runTrial, type TrialReport } from './trial.ts';

export interface FaultsReport {
  readonly schedules: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly falselyAcknowledged: number;
  /** Schedules that a busy machine could not play to their end beside others; each was played once more, alone. */
  readonly playedAgain: number;
  /** Schedules that could not be played to their end then either. */
  readonly stuck: number;
  /** How many of the builds that lie on purpose were found out, of `sabotages`. */
  readonly sabotagesCaught: number;
  readonly sabotages: number;
  readonly breaches: readonly Breach[];
}

/** Schedules within which a build that lies must be found out. */
const sabotageSeeds = 30;

export async function runFaults(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
    verbose: { type: 'boolean' },
  });
  const seeds =
    values.seed === undefined
      ? seedsUpTo(numberOption('seeds', values.seeds, 100, 1, 100_000))
      : [numberOption('seed', values.seed, 1, 1, 2 ** 31)];
  const verbose = (values.verbose ?? false) || values.seed !== undefined;
  const report = await playFaults(seeds, { verbose, sabotages: values.seed === undefined });
  for (const breach of report.breaches)
    process.stderr.write(
      `✗ ${breach.kind}: ${breach.what}\n    bin/rekam simulate faults --seed ${breach.seed}\n`,
    );
  if (values.json) process.stdout.write(`${JSON.stringify(report)}\n`);
  else printReport(report);
  return kept(report) ? 0 : 1;
}

/** Plays the schedules of `seeds` on honest builds, then, if asked, the builds that lie. */
export async function playFaults(
  seeds: readonly number[],
  options: { readonly verbose: boolean; readonly sabotages: boolean },
): Promise<FaultsReport> {
  let done = 0;
  const progress = (breaches: number): void => {
    done += 1;
    if (process.stderr.isTTY) process.stderr.write(`\r  ${done}/${seeds.length}  ✗ ${breaches} `);
    else if (done % 25 === 0) process.stderr.write(`  ${done}/${seeds.length}  ✗ ${breaches}\n`);
  };
  const play = (lane: readonly number[]): Promise<TrialReport> =>
    runTrial({
      seeds: lane,
      office: honestOffice,
      sabotage: null,
      untilBreach: false,
      verbose: options.verbose,
      onSchedule: progress,
    });
  const first = await Promise.all(lanesOf(seeds).map(play));
  const stuck = first.flatMap(({ ledger }) => [...ledger.stuckSeeds()]);
  const again = stuck.length > 0 ? await play(stuck) : null;
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  const caught = options.sabotages ? await catchSabotages() : [];
  const breaches = [
    ...first.flatMap(({ ledger }) => ledger.breaches.filter(({ kind }) => kind !== 'stuck')),
    ...(again?.ledger.breaches ?? []),
  ];
  const count = (kind: Breach['kind']): number => breaches.filter((breach) => breach.kind === kind).length;
  return {
    schedules: sum(first.map(({ schedules }) => schedules)),
    acknowledged: sum([...first, ...(again ? [again] : [])].map(({ ledger }) => ledger.acknowledged.size)),
    lost: count('lost'),
    duplicated: count('duplicated'),
    falselyAcknowledged: count('falselyAcknowledged'),
    playedAgain: stuck.length,
    stuck: count('stuck'),
    sabotagesCaught: caught.filter(Boolean).length,
    sabotages: caught.length,
    breaches,
  };
}

/** The seeds dealt out to worlds that run side by side, each with an office and a database of its own. */
function lanesOf(seeds: readonly number[]): number[][] {
  const lanes = seeds.length < 10 ? 1 : 2;
  return Array.from({ length: lanes }, (_, lane) => seeds.filter((_seed, index) => index % lanes === lane));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Whether each build that lies was found out: two stations, one office. */
async function catchSabotages(): Promise<boolean[]> {
  const hunt = { seeds: seedsUpTo(sabotageSeeds), untilBreach: true, verbose: false } as const;
  const trials = await Promise.all([
    ...stationSabotages.map((sabotage) => runTrial({ ...hunt, office: null, sabotage })),
    runTrial({ ...hunt, office: officeWithEarlyReceipts, sabotage: null }),
  ]);
  return trials.map(foundOut);
}

/** A schedule that got stuck shows nothing about a lie. */
const foundOut = ({ ledger }: TrialReport): boolean => ledger.breaches.some(({ kind }) => kind !== 'stuck');

const seedsUpTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

const kept = (report: FaultsReport): boolean =>
  report.lost + report.duplicated + report.falselyAcknowledged + report.stuck === 0 &&
  report.sabotagesCaught === report.sabotages;

function printReport(report: FaultsReport): void {
  const mark = kept(report) ? '✓' : '✗';
  process.stdout.write(
    `${mark} ${report.schedules} jadwal gangguan / schedules of faults
  dijanjikan / acknowledged   ${report.acknowledged}
  hilang / lost               ${report.lost}
  dihitung dua kali / twice   ${report.duplicated}
  janji palsu / false         ${report.falselyAcknowledged}
  sabotase tertangkap / sabotages caught   ${report.sabotagesCaught} / ${report.sabotages}
`,
  );
}
