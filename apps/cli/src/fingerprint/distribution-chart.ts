import type { PrintFigures } from './print-figures.ts';

type List = 'genuine' | 'impostor' | 'minutiae' | 'quality' | 'areaMm2';

interface Panel {
  readonly list: List;
  readonly title: string;
  /** What lies beyond the last is counted there. */
  readonly most: number;
  readonly bins: number;
  /** `shares` of each bin, or of all that reach a value, logarithmic: only so are rare scores seen. */
  readonly shows: 'shares' | 'reach';
}

const panels: readonly Panel[] = [
  { list: 'genuine', title: 'score, one finger', most: 600, bins: 24, shows: 'shares' },
  {
    list: 'impostor',
    title: 'different fingers: share at or above a score',
    most: 60,
    bins: 60,
    shows: 'reach',
  },
  { list: 'minutiae', title: 'minutiae a print', most: 120, bins: 24, shows: 'shares' },
  { list: 'quality', title: 'quality of a print', most: 100, bins: 20, shows: 'shares' },
  { list: 'areaMm2', title: 'ridges a print, mm²', most: 400, bins: 20, shows: 'shares' },
];

export interface NamedFigures {
  readonly name: string;
  readonly figures: PrintFigures;
}

const colours = ['#1b6ca8', '#c0392b', '#7a7a7a'];
const [wide, high, margin, columns] = [420, 240, 44, 2];
/** The rarest share that is drawn. */
const rarest = 1e-4;

/** The distributions of collections of prints on top of each other, as an SVG picture. */
export function drawDistributions(collections: readonly NamedFigures[]): string {
  const rows = Math.ceil((panels.length + 1) / columns);
  const drawn = panels.map((panel, i) => {
    const place = `translate(${(i % columns) * wide} ${Math.floor(i / columns) * high})`;
    return `<g transform="${place}">${drawPanel(panel, collections)}</g>`;
  });
  const last = panels.length;
  const legend = `<g transform="translate(${(last % columns) * wide + margin} ${Math.floor(last / columns) * high + 40})">${collections
    .map(
      ({ name, figures }, i) =>
        `<path d="M0 ${40 * i}h28" stroke="${colours[i]}" stroke-width="2"/><text x="36" y="${40 * i + 4}">${name}</text><text x="36" y="${40 * i + 20}" fill="#555">${figures.prints} prints; ${figures.genuine.length} and ${figures.impostor.length} comparisons</text>`,
    )
    .join('')}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide * columns} ${high * rows}" font-family="sans-serif" font-size="12">
<title>What the engine sees in real and in drawn prints</title>
<rect width="${wide * columns}" height="${high * rows}" fill="#fff"/>
${[...drawn, legend].join('\n')}
</svg>
`;
}

function drawPanel(panel: Panel, collections: readonly NamedFigures[]): string {
  const lines = collections.map(({ figures }) =>
    panel.shows === 'shares' ? sharesOf(figures[panel.list], panel) : reachOf(figures[panel.list], panel),
  );
  // What is compared fills the panel; a third may leave it at the top.
  const most = Math.max(...lines.slice(0, 2).flat());
  const x = (bin: number) => margin + (bin / panel.bins) * (wide - margin - 16);
  const height = (share: number) =>
    panel.shows === 'shares'
      ? Math.min(share / most, 1.03)
      : 1 - Math.log10(Math.max(share, rarest)) / Math.log10(rarest);
  const y = (share: number) => high - 30 - height(share) * (high - 64);
  const paths = lines.map((line, i) => {
    const steps = line.map(
      (share, bin) => `${x(bin).toFixed(1)} ${y(share).toFixed(1)}H${x(bin + 1).toFixed(1)}`,
    );
    return `<path d="M${steps.join('L')}" fill="none" stroke="${colours[i]}" stroke-width="1.6"/>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text x="${x(share * panel.bins).toFixed(0)}" y="${high - 14}" text-anchor="middle">${panel.most * share}</text>`,
  );
  const levels = (panel.shows === 'shares' ? [0, most] : [1, 0.1, 0.01, 0.001, rarest]).map(
    (share) =>
      `<path d="M${margin} ${y(share).toFixed(1)}H${wide - 16}" stroke="#ddd"/><text x="${margin - 4}" y="${(y(share) + 4).toFixed(1)}" text-anchor="end">${Number((100 * share).toPrecision(2))} %</text>`,
  );
  return `<text x="${margin}" y="20" font-weight="bold">${panel.title}</text>${levels.join('')}${ticks.join('')}${paths.join('')}`;
}

function sharesOf(values: readonly number[], { most, bins }: Panel): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (const value of values) counts[Math.min(bins - 1, Math.floor((value / most) * bins))]!++;
  return counts.map((count) => count / values.length);
}

const reachOf = (values: readonly number[], { most, bins }: Panel): number[] =>
  Array.from(
    { length: bins },
    (_, bin) => values.filter((value) => value >= (bin * most) / bins).length / values.length,
  );
