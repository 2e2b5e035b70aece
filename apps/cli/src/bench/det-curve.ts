import { operatingPoints } from '@rekam/biometrics/fingerprint/measuring/error-rates.ts';

export interface NamedScores {
  readonly name: string;
  readonly genuine: readonly number[];
  readonly impostor: readonly number[];
}

const [width, height, margin] = [640, 520, 64];
const colours = ['#1b6ca8', '#c0392b', '#2e8b57', '#8e44ad', '#b9770e', '#111111'];
const lastOf = { x: 1e-4, y: 1e-3 } as const;

/** False non-matches over false matches, both logarithmic, as an SVG picture: one line a set and one for all together. */
export function drawDetCurve(sets: readonly NamedScores[]): string {
  const pooled = {
    name: 'pooled',
    genuine: sets.flatMap((set) => set.genuine),
    impostor: sets.flatMap((set) => set.impostor),
  };
  const lines = [...sets, pooled].map((set, i) => curveOf(set, colours[Math.min(i, colours.length - 1)]!, i));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">
<title>False non-match rate over false match rate, each set and all pooled</title>
<rect width="${width}" height="${height}" fill="#fff"/>
${gridLines()}
${lines.join('\n')}
<text x="${width / 2}" y="${height - 14}" text-anchor="middle">false match rate</text>
<text transform="translate(16 ${height / 2}) rotate(-90)" text-anchor="middle">false non-match rate</text>
</svg>
`;
}

const along = (rate: number, least: number) => 1 - Math.log10(Math.max(rate, least)) / Math.log10(least);
const x = (rate: number) => margin + along(rate, lastOf.x) * (width - margin - 24);
const y = (rate: number) => height - margin + 12 - along(rate, lastOf.y) * (height - margin - 24);

function gridLines(): string {
  const tick = (rate: number) => `${Number((100 * rate).toPrecision(1))} %`;
  const at = (value: number) => value.toFixed(1);
  const across = [1, 0.1, 0.01, 0.001].map(
    (rate) =>
      `<path d="M${margin} ${at(y(rate))}H${width - 24}" stroke="#ddd"/><text x="${margin - 6}" y="${at(y(rate) + 4)}" text-anchor="end">${tick(rate)}</text>`,
  );
  const down = [1, 0.1, 0.01, 0.001, 0.0001].map(
    (rate) =>
      `<path d="M${at(x(rate))} 12V${at(y(lastOf.y))}" stroke="#ddd"/><text x="${at(x(rate))}" y="${height - 34}" text-anchor="middle">${tick(rate)}</text>`,
  );
  return [...across, ...down].join('\n');
}

function curveOf({ name, genuine, impostor }: NamedScores, colour: string, i: number): string {
  const at = operatingPoints(genuine, impostor)
    .filter((point) => point.falseMatches > 0)
    .map((point) => [x(point.falseMatches).toFixed(0), y(point.falseNonMatches).toFixed(1)] as const);
  // Along a level stretch its ends say all.
  const path = at
    .filter(([, level], i) => level !== at[i - 1]?.[1] || level !== at[i + 1]?.[1])
    .map((point) => point.join(' '));
  const wide = name === 'pooled' ? 2.5 : 1.2;
  const legend = `<text x="${width - 150}" y="${34 + 16 * i}" fill="${colour}">${name}</text>`;
  return `<path d="M${path.join('L')}" fill="none" stroke="${colour}" stroke-width="${wide}"/>${legend}`;
}
