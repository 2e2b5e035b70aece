/** `bin/rekam fingerprint fuzz`: hostile pictures, records and templates against the fingerprint engine. */
import { join } from 'node:path';
import { numberOption, readOptions } from '../options.ts';
import { root } from '../programs.ts';
import { tell } from '../start/words.ts';
import { type CaseTally, watchCases } from './watch-cases.ts';

/**
 * Memory that the playing process may ever hold: Node and its garbage take some 150 MB, the kernels at most 384 MB
 * for the largest picture that is admitted.
 */
const memoryBoundMb = 640;
const hangMs = 60_000;

/** A thousand broken cases say no more than these. */
const brokenTold = 20;

export async function fuzzFingerprints(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    cases: { type: 'string' },
    seed: { type: 'string' },
    only: { type: 'string' },
    json: { type: 'boolean' },
  });
  const cases = numberOption('cases', values.cases, 10_000, 1, 10_000_000);
  const seed = numberOption('seed', values.seed, 1, 0, 2 ** 31);
  const only = values.only === undefined ? undefined : numberOption('only', values.only, 0, 0, 10_000_000);
  const [from, to] = only === undefined ? [0, cases] : [only, only + 1];
  tell(
    `Memainkan ${to - from} kasus jahat, benih ${seed} …`,
    `Playing ${to - from} hostile cases, seed ${seed} …`,
  );
  const program = join(root, 'apps/cli/src/fingerprint/play-hostile.ts');
  const tally = await watchCases({ program, seed, from, to, hangMs });
  const held = holds(tally);
  report(tally, seed, held);
  if (values.json)
    process.stdout.write(
      `${JSON.stringify({ ...tally, broken: tally.broken.slice(0, brokenTold), seed, memoryBoundMb, held })}\n`,
    );
  return held ? 0 : 1;
}

const holds = ({ crashed, hung, peakMemoryMb }: CaseTally): boolean =>
  crashed === 0 && hung === 0 && peakMemoryMb > 0 && peakMemoryMb < memoryBoundMb;

function report(tally: CaseTally, seed: number, held: boolean): void {
  const { cases, refused, accepted, crashed, hung, peakMemoryMb, broken } = tally;
  process.stderr.write(
    `${held ? '✓' : '✗'} ${cases} kasus: ${refused} ditolak, ${accepted} diterima, ${crashed} jatuh, ${hung} macet; memori puncak ${peakMemoryMb} dari ${memoryBoundMb} MB\n` +
      `  \x1b[2m${cases} cases: ${refused} refused, ${accepted} accepted, ${crashed} crashed, ${hung} hung; peak memory ${peakMemoryMb} of ${memoryBoundMb} MB\x1b[0m\n`,
  );
  for (const { number, outcome, detail } of broken.slice(0, brokenTold))
    process.stderr.write(
      `  ${outcome}: bin/rekam fingerprint fuzz --seed ${seed} --only ${number}\n    ${detail}\n`,
    );
}
