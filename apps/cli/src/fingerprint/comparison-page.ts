import {
  type FingerprintTemplate,
  positionUnits,
  scoreAtFalseMatchRate,
  type Verdict,
} from '@rekam/biometrics';
import { type ComparedPrints, numberedPairs } from './compared-prints.ts';
import { countPairs, describeVerdict, wholeNumber, wordOfRate } from './comparison-words.ts';
import { type Colour, Page } from './page.ts';

const margin = 28;
const header = 148;
const captions = 34;
const gap = 56;
/** So that the words have room beside small prints. */
const leastWidth = 1000;

const black: Colour = [20, 20, 20];
const faint: Colour = [110, 110, 110];
const unpaired: Colour = [60, 90, 170];
const verdictColours: Readonly<Record<Verdict, Colour>> = {
  same: [10, 120, 50],
  different: [185, 25, 25],
  inconclusive: [165, 100, 0],
};

/** Above what was found and what it means; below both prints side by side, their pairs joined under one number. */
export function drawComparison(compared: ComparedPrints): Page {
  const [a, b] = compared.pictures;
  const zoom = a.width + b.width > 1200 ? 1 : 2;
  const [widthA, widthB] = [a.width * zoom, b.width * zoom];
  const width = Math.max(leastWidth, 2 * margin + widthA + gap + widthB);
  const height = header + captions + Math.max(a.height, b.height) * zoom + margin;
  const page = new Page(width, height);
  drawHeader(page, compared);
  const left = (width - widthA - gap - widthB) / 2;
  const places = [Math.round(left), Math.round(left) + widthA + gap] as const;
  places.forEach((x, i) => {
    const { pixels, ...picture } = compared.pictures[i]!;
    const { quality, minutiae } = compared.templates[i]!;
    const caption = `${'AB'[i]}  ${shortened(compared.names[i]!)} · mutu / quality ${quality} · ${minutiae.count} minutia`;
    page.text(caption, x, header + captions - 10, { size: 15, colour: faint });
    // Paled, so that lines and numbers stand out.
    page.picture(x, header + captions, picture.width, picture.height, zoom, (p) => 120 + pixels[p]! * 0.53);
  });
  drawPoints(page, places, zoom, compared);
  return page;
}

function drawHeader(page: Page, compared: ComparedPrints): void {
  const { comparison, verdict, oneIn } = compared;
  const words = describeVerdict(compared);
  const rate = wordOfRate(comparison.score);
  const needed = scoreAtFalseMatchRate(1 / oneIn);
  const pairs = countPairs(comparison.pairs.length);
  const score = comparison.score.toFixed(1);
  page.text(words.id, margin, 46, { size: 30, weight: 700, colour: verdictColours[verdict] });
  page.text(words.en, margin, 72, { size: 18, colour: verdictColours[verdict] });
  page.text(
    `Skor ${score.replace('.', ',')}: ${rate.id}. Yang diminta: ${needed.toFixed(0)} (1 dalam ${wholeNumber(oneIn, 'id')}); ${pairs.id}.`,
    margin,
    106,
    { size: 17, colour: black },
  );
  page.text(
    `Score ${score}: ${rate.en}. Asked for: ${needed.toFixed(0)} (1 in ${wholeNumber(oneIn, 'en')}); ${pairs.en}.`,
    margin,
    130,
    { size: 15, colour: faint },
  );
}

const shortened = (name: string): string => (name.length > 28 ? `${name.slice(0, 27)}…` : name);

function drawPoints(
  page: Page,
  places: readonly [number, number],
  zoom: number,
  compared: ComparedPrints,
): void {
  const at = (side: 0 | 1, i: number): [number, number] => {
    const { minutiae } = compared.templates[side];
    return [
      places[side] + (minutiae.x[i]! / positionUnits) * zoom,
      header + captions + (minutiae.y[i]! / positionUnits) * zoom,
    ];
  };
  const pairs = numberedPairs(compared);
  for (const side of [0, 1] as const) {
    const paired = new Set(pairs.map((pair) => (side === 0 ? pair.a : pair.b)));
    const template = compared.templates[side];
    for (let i = 0; i < template.minutiae.count; i++)
      if (!paired.has(i)) drawPoint(page, at(side, i), template, i, unpaired);
  }
  pairs.forEach((pair, k) => {
    page.stroke(at(0, pair.a), at(1, pair.b), 1.4, colourOf(k), 0.2 + 0.35 * pair.closeness);
  });
  pairs.forEach((pair, k) => {
    for (const side of [0, 1] as const) {
      const i = side === 0 ? pair.a : pair.b;
      drawPoint(page, at(side, i), compared.templates[side], i, colourOf(k));
    }
  });
  pairs.forEach((pair, k) => {
    drawNumber(page, at(0, pair.a), k);
    drawNumber(page, at(1, pair.b), k);
  });
}

function drawPoint(
  page: Page,
  [x, y]: [number, number],
  template: FingerprintTemplate,
  i: number,
  colour: Colour,
): void {
  const angle = (template.minutiae.direction[i]! * Math.PI) / 128;
  for (const extra of [0, 0.5, 1]) page.ring(x, y, 4 + extra, colour);
  page.stroke(
    [x + 4 * Math.cos(angle), y - 4 * Math.sin(angle)],
    [x + 20 * Math.cos(angle), y - 20 * Math.sin(angle)],
    1.8,
    colour,
    1,
  );
}

function drawNumber(page: Page, [x, y]: [number, number], k: number): void {
  page.disc(x, y, 9, colourOf(k));
  page.text(String(k + 1), x, y + 4, { size: 11, weight: 700, colour: [255, 255, 255], middle: true });
}

/** Neighbouring numbers lie far apart on the circle of colours; all are dark enough for white digits. */
function colourOf(k: number): Colour {
  const hue = (k * 137.5) % 360;
  const part = (shift: number) => {
    const place = (shift + hue / 60) % 6;
    return Math.round(200 * (1 - 0.92 * Math.max(0, Math.min(place, 4 - place, 1))));
  };
  return [part(5), Math.round(part(3) * 0.75), part(1)];
}
