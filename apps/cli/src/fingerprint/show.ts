/** `bin/rekam fingerprint show IMAGE`: one page with the stages of extraction, as PNG. */
import { writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import {
  type ExtractionStages,
  encodePng,
  type FingerprintTemplate,
  minutiaKind,
  positionUnits,
} from '@rekam/biometrics';
import { numberOption, readOptions, UsageError } from '../options.ts';
import { type Colour, Page } from './page.ts';
import { readPrint, tellRefusal } from './read-print.ts';

const zoom = 2;
const ending: Colour = [200, 20, 20];
const fork: Colour = [20, 60, 220];
const ridge: Colour = [230, 70, 50];
const removedPoint: Colour = [150, 150, 150];

export async function showFingerprint(argv: string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, {
    dpi: { type: 'string' },
    out: { type: 'string' },
    json: { type: 'boolean' },
  });
  const [path] = positionals;
  if (!path) throw new UsageError('IMAGE');
  const dpi = numberOption('dpi', values.dpi, 500, 300, 1000);
  const read = readPrint(path, dpi);
  const out = values.out ?? `${basename(path, extname(path))}-stages.png`;
  if (read.stages.resampled) writeFileSync(out, encodePng(drawStages(read.stages).image));
  if (!read.ok) return tellRefusal(read);
  tellOf(read.template, out, values.json === true);
  return 0;
}

function tellOf({ width, height, quality, minutiae }: FingerprintTemplate, out: string, json: boolean): void {
  const facts = { width, height, quality, minutiae: minutiae.count, page: out };
  if (json) process.stdout.write(`${JSON.stringify(facts)}\n`);
  else
    process.stdout.write(
      `${minutiae.count} minutia, mutu ${quality} dari 100 → ${out}\n\x1b[2m${minutiae.count} minutiae, quality ${quality} of 100\x1b[0m\n`,
    );
}

/** Above: the picture with its minutiae, contrast with orientation. Below: enhanced ridges, skeleton with what was left out. */
function drawStages(stages: Partial<ExtractionStages>): Page {
  const { width, height, pixels } = stages.resampled!;
  const page = new Page(2 * width * zoom, (stages.enhanced ? 2 : 1) * height * zoom);
  const [right, below] = [width * zoom, height * zoom];
  page.picture(0, 0, width, height, zoom, (i) => pixels[i]!);
  drawOrientation(page, right, stages);
  if (stages.enhanced)
    page.picture(0, below, width, height, zoom, (i) => clamp(128 + stages.enhanced![i]! / 2));
  if (stages.thinned) page.picture(right, below, width, height, zoom, (i) => (stages.thinned![i] ? 0 : 255));
  for (const { x, y } of stages['minutiae.removed'] ?? [])
    page.ring(right + x * zoom, below + y * zoom, 3, removedPoint);
  if (stages.template)
    for (const [left, top] of [
      [0, 0],
      [0, below],
      [right, below],
    ] as const)
      drawMinutiae(page, left, top, stages.template);
  return page;
}

const clamp = (value: number) => Math.max(0, Math.min(255, value));

function drawOrientation(
  page: Page,
  left: number,
  { resampled, contrast, orientation }: Partial<ExtractionStages>,
) {
  const { width, height } = resampled!;
  page.picture(left, 0, width, height, zoom, (i) => clamp(128 + (contrast?.values[i] ?? 0) / 2));
  if (!orientation) return;
  const step = 8;
  for (let p = 0; p < orientation.mask.length; p++) {
    if (!orientation.mask[p]) continue;
    const x = left + ((p % orientation.columns) * step + step / 2) * zoom;
    const y = (Math.floor(p / orientation.columns) * step + step / 2) * zoom;
    const angle = orientation.orientation[p]!;
    const [dx, dy] = [6 * Math.cos(angle), -6 * Math.sin(angle)];
    page.line(x - dx, y - dy, x + dx, y + dy, ridge);
  }
}

/** Rings where minutiae are, larger where they are more reliable, with a stroke along their direction. */
function drawMinutiae(page: Page, left: number, top: number, { minutiae }: FingerprintTemplate): void {
  for (let i = 0; i < minutiae.count; i++) {
    const colour = minutiae.kind[i] === minutiaKind.ending ? ending : fork;
    const x = left + (minutiae.x[i]! / positionUnits) * zoom;
    const y = top + (minutiae.y[i]! / positionUnits) * zoom;
    const angle = (minutiae.direction[i]! * Math.PI) / 128;
    for (const extra of [0, 0.7]) page.ring(x, y, 3 + minutiae.reliability[i]! / 25 + extra, colour);
    page.line(x, y, x + 16 * Math.cos(angle), y - 16 * Math.sin(angle), colour);
  }
}
