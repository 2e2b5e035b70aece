import { type FingerMaster, type GreyImage, impressionOf, synthesizeFinger } from '@rekam/biometrics';
import {
  openPrintsFolder,
  type PrintedFinger,
  type PrintSet,
  type PrintsFolder,
} from '@rekam/biometrics/prints-folder.ts';
import { fingerQuality } from '@rekam/biometrics/quality.ts';
import { type FingerCode, fingerCodes } from '@rekam/domain';
import { chanceOf } from './chance.ts';
import { PrintsUnreadable } from './sample-maker.ts';

/** One touch of a scanner. */
export interface PrintOrder {
  /** Seed of the person. */
  readonly person: string;
  readonly finger: FingerCode;
  /** 0, 1, 2 …: touches differ, as far as there are different ones. */
  readonly impression: number;
  /** How well the touch goes, 0–100; below `poorTouch` it is a bad one. */
  readonly quality: number;
}

/** Where the prints of invented people come from. */
export interface PrintSource {
  print(order: PrintOrder): GreyImage;
  /** Makes ready what `print` will need for this finger. */
  prepare(person: string, finger: FingerCode): void;
}

/** Quality below which a touch went wrong. */
export const poorTouch = 40;

/** Fingers kept, some 300 kB each: the person in front, the next, and a few who were here. */
const keptFingers = 60;

/** Keeps the last values asked for. */
function rememberLast<T>(count: number, make: (person: string, finger: FingerCode) => T): typeof make {
  const kept = new Map<string, T>();
  return (person, finger) => {
    const key = `${person} ${finger}`;
    const value = kept.get(key) ?? make(person, finger);
    kept.delete(key);
    kept.set(key, value);
    if (kept.size > count) kept.delete(kept.keys().next().value as string);
    return value;
  };
}

/** Prints grown from the seed of the person. */
export function openSyntheticPrints(): PrintSource {
  const getMaster = rememberLast(
    keptFingers,
    (person, finger): FingerMaster => synthesizeFinger({ seed: person, finger }),
  );
  return {
    print: ({ person, finger, impression, quality }) =>
      impressionOf(getMaster(person, finger), { seed: impression, quality }),
    prepare: (person, finger) => void getMaster(person, finger),
  };
}

/**
 * Real prints: a person's ten fingers are ten fingers of one set, in an order that the person's seed decides, so
 * that the same person always has the same fingers. Sets are few, so different people share fingers.
 */
export function openRealPrints(folder: string): PrintSource {
  const opened = openPrintsFolder(folder);
  if (!opened.ok) throw new PrintsUnreadable(opened.reason);
  const sets = opened.folder.sets.filter((set) => set.fingers.length >= fingerCodes.length);
  if (sets.length === 0) throw new PrintsUnreadable(`no set in ${folder} has ten fingers`);
  const getTouches = rememberLast(keptFingers, (person, finger) =>
    touchesOf(opened.folder, sets[Math.floor(chanceOf(person, 'set') * sets.length)]!, person, finger),
  );
  return {
    print({ person, finger, impression, quality }) {
      const touches = getTouches(person, finger);
      if (quality < poorTouch) return touches.at(-1)!;
      const good = Math.ceil(touches.length / 2);
      return touches[impression % good]!;
    },
    prepare: (person, finger) => void getTouches(person, finger),
  };
}

/** All impressions of the finger that stands for this one, the clearest first. */
function touchesOf(
  folder: PrintsFolder,
  set: PrintSet,
  person: string,
  finger: FingerCode,
): readonly GreyImage[] {
  const order = [...set.fingers].sort(
    (left, right) => chanceOf(person, left.finger) - chanceOf(person, right.finger),
  );
  const real = order[fingerCodes.indexOf(finger)] as PrintedFinger;
  const images = real.impressions.map((impression) => {
    const loaded = folder.load(set.name, real.finger, impression);
    if (!loaded.ok) throw new PrintsUnreadable(loaded.reason);
    return { image: loaded.image, quality: fingerQuality(loaded.image) };
  });
  return images.sort((left, right) => right.quality - left.quality).map(({ image }) => image);
}

export const openPrintSource = (folder: string | undefined): PrintSource =>
  folder === undefined ? openSyntheticPrints() : openRealPrints(folder);
