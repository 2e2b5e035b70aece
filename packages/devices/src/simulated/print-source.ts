import { type FingerMaster, type GreyImage, impressionOf, synthesizeFinger } from '@rekam/biometrics';
import type { FingerCode } from '@rekam/domain';

/** One touch of a scanner. */
export interface PrintOrder {
  /** Seed of the person. */
  readonly person: string;
  readonly finger: FingerCode;
  /** 0, 1, 2 …: no two touches are alike. */
  readonly impression: number;
  /** How well the touch goes, 0–100; real prints are as good as they are. */
  readonly quality: number;
}

export interface Print {
  readonly image: GreyImage;
  /** 0–100. */
  readonly quality: number;
}

/** Where the prints of invented people come from. */
export interface PrintSource {
  print(order: PrintOrder): Print;
  /** Makes ready what `print` will need for this finger. */
  prepare(person: string, finger: FingerCode): void;
}

/** Fingers kept grown, some 300 kB each: the person in front, the next, and a few who were here. */
const keptFingers = 60;

/** Prints grown from the seed of the person. */
export function openSyntheticPrints(): PrintSource {
  const grown = new Map<string, FingerMaster>();
  const getMaster = (person: string, finger: FingerCode): FingerMaster => {
    const key = `${person} ${finger}`;
    const master = grown.get(key) ?? synthesizeFinger({ seed: person, finger });
    grown.delete(key);
    grown.set(key, master);
    if (grown.size > keptFingers) grown.delete(grown.keys().next().value as string);
    return master;
  };
  return {
    print({ person, finger, impression, quality }) {
      const image = impressionOf(getMaster(person, finger), { seed: impression, quality });
      return { image, quality };
    },
    prepare: (person, finger) => void getMaster(person, finger),
  };
}

export async function openPrintSource(_folder: string | undefined): Promise<PrintSource> {
  return openSyntheticPrints();
}
