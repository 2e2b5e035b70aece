import { type FingerCode, fingerCodes } from '../../finger-code.ts';
import type { FingerprintTemplate } from '../template.ts';
import { describeFinger } from './descriptor.ts';
import { codeBytes } from './descriptor-kernels.ts';
import { packedLength, packedMost, packPrint, unpackPrint } from './packed-print.ts';

/** The fingers of one person of which there is a print; at least one. */
export type Fingers = Readonly<Partial<Record<FingerCode, FingerprintTemplate>>>;

/** Bytes of the ten codes of a person, zeros where a finger is absent. */
export const personCodeBytes = codeBytes * fingerCodes.length;

/**
 * A person as a gallery keeps them: in `kinds` two bits a finger in the order of `fingerCodes`, 0 where it is
 * absent; the codes; the packed prints of the fingers present, one after the other.
 */
export interface PersonRecord {
  readonly kinds: number;
  readonly codes: Uint8Array;
  readonly prints: Uint8Array;
}

const room = new Uint8Array(packedMost * fingerCodes.length);

/** Costs some 30 µs a finger. A person may be prepared in one thread and added in another. */
export function preparePerson(fingers: Fingers): PersonRecord {
  let [kinds, end] = [0, 0];
  const codes = new Uint8Array(personCodeBytes);
  fingerCodes.forEach((finger, i) => {
    const template = fingers[finger];
    if (!template) return;
    const { code, kind } = describeFinger(template);
    codes.set(code, i * codeBytes);
    kinds |= kind << (2 * i);
    end = packPrint(template, room, end);
  });
  return { kinds, codes, prints: room.slice(0, end) };
}

/** The prints of a record by finger, as templates without ridges. */
export function fingersOf(kinds: number, prints: Uint8Array, version: number): Fingers {
  const fingers: Partial<Record<FingerCode, FingerprintTemplate>> = {};
  let at = 0;
  fingerCodes.forEach((finger, i) => {
    if (((kinds >> (2 * i)) & 3) === 0) return;
    fingers[finger] = unpackPrint(prints, at, version);
    at += packedLength(prints, at);
  });
  return fingers;
}
