import { descriptor } from '../../parameters.ts';
import type { FingerprintTemplate } from '../template.ts';

/** 1 says little, 2 as usual, 3 says much: by how many points the print has. */
export type PrintKind = 1 | 2 | 3;

export function kindOf({ minutiae }: FingerprintTemplate): PrintKind {
  const [few, usual] = descriptor.kinds;
  if (minutiae.count < few) return 1;
  return minutiae.count < usual ? 2 : 3;
}
