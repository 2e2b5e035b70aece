import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBmp } from './bmp.ts';
import type { DecodedImage } from './grey-image.ts';
import { limits } from './parameters.ts';
import { decodePng } from './records/png.ts';
import { decodeTiff } from './tiff.ts';

/**
 * A folder of real prints, as competitions publish them: one sub-folder for each set, pictures named
 * FINGER_IMPRESSION.tif (or .tiff, .png, .bmp) inside, and `dpi.csv` (`set,dpi`) beside them. A set without a resolution is left out,
 * since a print of unknown size measures nothing.
 */
export interface PrintSet {
  readonly name: string;
  readonly dpi: number;
  readonly fingers: readonly PrintedFinger[];
}

export interface PrintedFinger {
  /** The finger's number in its set, such as 101. Which finger of a hand it is, nobody says. */
  readonly finger: number;
  readonly impressions: readonly number[];
}

export interface PrintsFolder {
  readonly sets: readonly PrintSet[];
  /** Opens one picture; a name that the folder did not list is refused like a broken file. */
  load(set: string, finger: number, impression: number): DecodedImage;
}

export type OpenedPrints =
  | { readonly ok: true; readonly folder: PrintsFolder }
  | { readonly ok: false; readonly reason: string };

/** Lists the folder. No picture is read before `load`. */
export function openPrintsFolder(dir: string): OpenedPrints {
  try {
    const resolutions = readResolutions(readFileSync(join(dir, 'dpi.csv'), 'utf8'));
    const sets = readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && resolutions.has(entry.name))
      .map((entry) => ({
        name: entry.name,
        dpi: resolutions.get(entry.name)!,
        fingers: listFingers(dir, entry.name),
      }))
      .filter((set) => set.fingers.length > 0)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    if (sets.length === 0) return { ok: false, reason: `no prints lie in ${dir}` };
    return { ok: true, folder: { sets, load: (...of) => loadPrint(dir, sets, ...of) } };
  } catch (error) {
    return { ok: false, reason: `${dir} cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

function readResolutions(csv: string): Map<string, number> {
  const resolutions = new Map<string, number>();
  for (const line of csv.split(/\r?\n/).slice(1)) {
    const [set, text] = line.split(',');
    const dpi = Number(text);
    if (set && Number.isInteger(dpi) && dpi >= 100 && dpi <= 2000) resolutions.set(set.trim(), dpi);
  }
  return resolutions;
}

const printName = /^(\d{1,6})_(\d{1,4})\.(tiff?|png|bmp)$/i;

function listFingers(dir: string, set: string): PrintedFinger[] {
  const names = readdirSync(join(dir, set)).slice(0, limits.printFiles);
  const found = names.map((name) => printName.exec(name)).filter((match) => match !== null);
  const fingers = new Map<number, number[]>();
  for (const [, finger, impression] of found)
    fingers.set(Number(finger), [...(fingers.get(Number(finger)) ?? []), Number(impression)]);
  return [...fingers]
    .map(([finger, impressions]) => ({ finger, impressions: impressions.sort((a, b) => a - b) }))
    .sort((a, b) => a.finger - b.finger);
}

function loadPrint(
  dir: string,
  sets: readonly PrintSet[],
  name: string,
  finger: number,
  impression: number,
): DecodedImage {
  const set = sets.find((one) => one.name === name);
  const listed = set?.fingers.find((one) => one.finger === finger)?.impressions.includes(impression);
  if (!set || !listed) return { ok: false, reason: `${name} has no print ${finger}_${impression}` };
  const folder = join(dir, name);
  let path = folder;
  try {
    const found = readdirSync(folder).find((file) => isPrint(file, finger, impression));
    path = join(folder, found ?? `${finger}_${impression}`);
    if (statSync(path).size > limits.recordBytes)
      return { ok: false, reason: `${path} is too large for a print` };
    return decoderOf(path)(readFileSync(path), set.dpi);
  } catch (error) {
    return { ok: false, reason: `${path} cannot be read: ${error instanceof Error ? error.message : error}` };
  }
}

function isPrint(file: string, finger: number, impression: number): boolean {
  const match = printName.exec(file);
  return match !== null && Number(match[1]) === finger && Number(match[2]) === impression;
}

function decoderOf(path: string): (bytes: Uint8Array, dpi: number) => DecodedImage {
  if (/\.png$/i.test(path)) return decodePng;
  return /\.bmp$/i.test(path) ? decodeBmp : decodeTiff;
}
