/** `bin/rekam fingerprint distributions`: drawn prints beside real ones, as the engine sees them. */
import { writeFileSync } from 'node:fs';
import { fingerCodes, impressionOf, openPrintsFolder, synthesizeFinger } from '@rekam/biometrics';
import { extractTemplate } from '@rekam/biometrics/fingerprint/extract.ts';
import { ordinaryImpressionOf } from '@rekam/biometrics/synthetic/ordinary-touch.ts';
import { comparePairs, type Pair, type Print, printOf } from '../bench/print-pairs.ts';
import { numberOption, readOptions, UsageError } from '../options.ts';
import { tell } from '../start/words.ts';
import { drawDistributions, type NamedFigures } from './distribution-chart.ts';
import { apartFrom, figuresOf, type PrintSummary, pooled, summaryOf } from './print-figures.ts';

/** As in the sets of the Fingerprint Verification Competition: prints meet only prints of their own set. */
const fingersOfSet = 10;
const touches = 8;

export async function showDistributions(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    data: { type: 'string' },
    fingers: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  });
  const folder = values.data ?? process.env.REKAM_PRINTS;
  if (!folder) throw new UsageError('--data FOLDER');
  const fingers = numberOption('fingers', values.fingers, 50, fingersOfSet, 1000);
  const out = values.out ?? 'distributions.svg';
  tell('Sidik jari asli dibandingkan …', 'Comparing real prints …');
  const sets = realPrints(folder);
  const real = pooled(sets.map(({ figures }) => figures));
  tell(`${fingers} jari digambar dan dibandingkan …`, `Drawing and comparing ${fingers} fingers …`);
  const drawn = drawnPrints(fingers);
  const collections = [{ name: 'real', figures: real }, ...drawn];
  writeFileSync(out, drawDistributions(collections));
  const summaries = collections.map(({ name, figures }) => ({ name, ...summaryOf(figures) }));
  const apart = [
    ...sets.map(({ name, figures }, i) => ({
      name,
      from: 'the other real sets',
      ...apartFrom(pooled(sets.toSpliced(i, 1).map((set) => set.figures)), figures),
    })),
    ...drawn.map(({ name, figures }) => ({ name, from: 'real', ...apartFrom(real, figures) })),
  ];
  for (const summary of summaries) process.stderr.write(linesOf(summary));
  for (const { name, from, ...lists } of apart)
    process.stderr.write(`${name} from ${from}: ${tellAll(lists)}\n`);
  if (values.json)
    process.stdout.write(`${JSON.stringify({ picture: out, collections: summaries, apart })}\n`);
  return 0;
}

function realPrints(dir: string): NamedFigures[] {
  const opened = openPrintsFolder(dir);
  if (!opened.ok) throw new UsageError(opened.reason);
  return opened.folder.sets.map(({ name, fingers }) => {
    const prints = fingers.flatMap(({ finger, impressions }) =>
      impressions.map((impression) => {
        const loaded = opened.folder.load(name, finger, impression);
        if (!loaded.ok) throw new UsageError(loaded.reason);
        const extracted = extractTemplate(loaded.image);
        return printOf(finger, impression, extracted.ok ? extracted.template : undefined);
      }),
    );
    return { name, figures: figuresOf(prints, comparePairs(name, prints)) };
  });
}

/** The same fingers twice: touched as people do, and as a patient operator makes them. */
function drawnPrints(fingers: number): NamedFigures[] {
  const ways = [
    { name: 'drawn, ordinary touches', touch: ordinaryImpressionOf },
    {
      name: 'drawn, guided touches',
      touch: (master: Parameters<typeof impressionOf>[0], seed: number) => impressionOf(master, { seed }),
    },
  ];
  const collected = ways.map(() => ({ prints: [] as Print[], pairs: [] as Pair[] }));
  for (let first = 0; first < fingers; first += fingersOfSet) {
    const masters = Array.from({ length: Math.min(fingersOfSet, fingers - first) }, (_, i) =>
      synthesizeFinger({ seed: `drawn ${first + i}`, finger: fingerCodes[(3 * i) % fingerCodes.length]! }),
    );
    ways.forEach(({ name, touch }, way) => {
      const own = masters.flatMap((master, finger) =>
        Array.from({ length: touches }, (_, impression) => {
          const extracted = extractTemplate(touch(master, impression));
          return printOf(finger, impression, extracted.ok ? extracted.template : undefined);
        }),
      );
      collected[way]!.prints.push(...own);
      collected[way]!.pairs.push(...comparePairs(name, own));
    });
  }
  return ways.map(({ name }, way) => ({
    name,
    figures: figuresOf(collected[way]!.prints, collected[way]!.pairs),
  }));
}

function linesOf({
  name,
  prints,
  failures,
  genuineRefused,
  impostorPassed,
  ...parts
}: PrintSummary & { name: string }) {
  const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
  const rows = Object.entries(parts).map(
    ([part, quantiles]) => `  ${part.padEnd(10)} ${tellAll(quantiles)}\n`,
  );
  return `${name}: ${prints} prints, ${failures} without a template; at score 30 ${percent(genuineRefused)} of one finger refused, ${percent(impostorPassed)} of different fingers passed\n${rows.join('')}`;
}

const tellAll = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join('  ');
