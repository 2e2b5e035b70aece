import { createRequire } from 'node:module';
import { type Font, openSync } from 'fontkit';

export type Weight = 400 | 700;

const require = createRequire(import.meta.url);
const fonts = new Map<Weight, Font>();

function fontOf(weight: Weight): Font {
  let font = fonts.get(weight);
  if (!font) {
    font = openSync(
      require.resolve(`@fontsource/noto-sans/files/noto-sans-latin-${weight}-normal.woff`),
    ) as Font;
    fonts.set(weight, font);
  }
  return font;
}

/** Pixels from the baseline's start to its end. */
export function textWidth(text: string, size: number, weight: Weight): number {
  const font = fontOf(weight);
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm;
}

type Ink = (x: number, y: number, cover: number) => void;

/** Sets a line of text with soft edges: `ink` is told of each pixel that a letter covers, 0–1. */
export function setText(
  text: string,
  x: number,
  baseline: number,
  size: number,
  weight: Weight,
  ink: Ink,
): void {
  const font = fontOf(weight);
  const scale = size / font.unitsPerEm;
  const run = font.layout(text);
  let pen = x;
  run.glyphs.forEach((glyph, i) => {
    const { xOffset, yOffset, xAdvance } = run.positions[i]!;
    const outline = new Outline();
    const [left, foot] = [pen + xOffset * scale, baseline - yOffset * scale];
    for (const { command, args } of glyph.path.commands)
      outline.follow(
        command,
        args.map((value, k) => (k % 2 ? foot - value * scale : left + value * scale)),
      );
    outline.fill(ink);
    pen += xAdvance * scale;
  });
}

/** Lines within a pixel, across and down, in which cover is counted. */
const grain = 4;
/** Straight pieces of one curve: enough for letters as tall as a page's title. */
const pieces = 6;

/** A closed shape of straight edges, filled where it winds around a place. */
class Outline {
  readonly #edges: (readonly [number, number, number, number])[] = [];
  #x = 0;
  #y = 0;
  #startX = 0;
  #startY = 0;

  follow(command: string, args: readonly number[]): void {
    if (command === 'moveTo') [this.#x, this.#y] = [this.#startX, this.#startY] = [args[0]!, args[1]!];
    else if (command === 'closePath') this.#lineTo(this.#startX, this.#startY);
    else if (command === 'lineTo') this.#lineTo(args[0]!, args[1]!);
    else this.#curveTo(args);
  }

  #lineTo(x: number, y: number): void {
    this.#edges.push([this.#x, this.#y, x, y]);
    [this.#x, this.#y] = [x, y];
  }

  /** A Bézier curve by its control points and end. */
  #curveTo(args: readonly number[]): void {
    const points = [this.#x, this.#y, ...args];
    for (let k = 1; k <= pieces; k++)
      this.#lineTo(bezier(points, 0, k / pieces), bezier(points, 1, k / pieces));
  }

  fill(ink: Ink): void {
    const ys = this.#edges.flatMap(([, y0, , y1]) => [y0, y1]);
    if (ys.length === 0) return;
    for (let row = Math.floor(Math.min(...ys)); row <= Math.max(...ys); row++) {
      const cover = new Map<number, number>();
      for (let k = 0; k < grain; k++)
        for (const [from, to] of this.#spansAt(row + (k + 0.5) / grain))
          for (let s = Math.ceil(from * grain - 0.5); s + 0.5 < to * grain; s++) {
            const column = Math.floor(s / grain);
            cover.set(column, (cover.get(column) ?? 0) + 1 / (grain * grain));
          }
      for (const [column, share] of cover) ink(column, row, share);
    }
  }

  #spansAt(y: number): [number, number][] {
    const crossings = this.#edges
      .filter(([, y0, , y1]) => y0 <= y !== y1 <= y)
      .map(([x0, y0, x1, y1]) => ({ x: x0 + ((y - y0) / (y1 - y0)) * (x1 - x0), way: y1 > y0 ? 1 : -1 }))
      .sort((p, q) => p.x - q.x);
    const spans: [number, number][] = [];
    let winding = 0;
    crossings.forEach(({ x, way }, i) => {
      winding += way;
      if (winding !== 0 && i + 1 < crossings.length) spans.push([x, crossings[i + 1]!.x]);
    });
    return spans;
  }
}

/** Every other number of `points` from `axis` on, by de Casteljau. */
function bezier(points: readonly number[], axis: 0 | 1, t: number): number {
  let values = points.filter((_, i) => i % 2 === axis);
  while (values.length > 1) values = values.slice(1).map((value, i) => values[i]! + (value - values[i]!) * t);
  return values[0]!;
}
