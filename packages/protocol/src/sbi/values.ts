/** Words and numbers of MOSIP SBI 0.9.5 and 1.0 that must match on the wire. */
import type { FingerCode, IrisCode, Subject } from '@rekam/domain';

export const sbiVersions = ['0.9.5', '1.0'] as const;
export type SbiVersion = (typeof sbiVersions)[number];

export const sbiTypes = ['Finger', 'Iris', 'Face'] as const;
export type SbiType = (typeof sbiTypes)[number];

export const sbiDeviceStatuses = ['Ready', 'Busy', 'Not Ready', 'Not Registered'] as const;
export type SbiDeviceStatus = (typeof sbiDeviceStatuses)[number];

/** Ports on 127.0.0.1 among which a device process takes the first free one. */
export const sbiPorts = { from: 4501, to: 4600 } as const;

/** The HTTP verb of each call; the paths are the same in both versions. */
export const sbiVerbs = {
  '0.9.5': { discover: 'MOSIPDISC', info: 'MOSIPDINFO', stream: 'STREAM', capture: 'RCAPTURE' },
  '1.0': { discover: 'SBIDISC', info: 'SBIINFO', stream: 'STREAM', capture: 'RCAPTURE' },
} as const satisfies Record<SbiVersion, Record<string, string>>;

export const sbiPaths = {
  discover: '/device',
  info: '/info',
  stream: '/stream',
  capture: '/capture',
} as const;
export type SbiCall = keyof typeof sbiPaths;

const fingerWords = {
  R1: 'Right Thumb',
  R2: 'Right IndexFinger',
  R3: 'Right MiddleFinger',
  R4: 'Right RingFinger',
  R5: 'Right LittleFinger',
  L1: 'Left Thumb',
  L2: 'Left IndexFinger',
  L3: 'Left MiddleFinger',
  L4: 'Left RingFinger',
  L5: 'Left LittleFinger',
} as const satisfies Record<FingerCode, string>;
const irisWords = { IR: 'Right', IL: 'Left' } as const satisfies Record<IrisCode, string>;

/** The `bioSubType` of a part of the body; null for the face, which has none. */
export function bioSubTypeOf(subject: Subject): string | null {
  if (subject === 'FA') return null;
  return { ...fingerWords, ...irisWords }[subject];
}

export function sbiTypeOf(subject: Subject): SbiType {
  if (subject === 'FA') return 'Face';
  return subject === 'IR' || subject === 'IL' ? 'Iris' : 'Finger';
}

/** The part of the body that a device means, or undefined (`UNKNOWN`, misspelt, of another kind). */
export function findSubject(type: SbiType, bioSubType: string | null | undefined): Subject | undefined {
  if (type === 'Face')
    return bioSubType === null || bioSubType === undefined || bioSubType === '' ? 'FA' : undefined;
  const words: Record<string, string> = type === 'Finger' ? fingerWords : irisWords;
  return Object.keys(words).find((code) => words[code] === bioSubType) as Subject | undefined;
}

/** `yyyy-MM-ddTHH:mm:ssZ`, UTC, as the specification writes every time. */
export const sbiTime = (unixMs: number): string => `${new Date(unixMs).toISOString().slice(0, 19)}Z`;

/** Milliseconds since 1970 of an ISO 8601 time that says its zone, or undefined. */
export function findSbiTime(text: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const unixMs = Date.parse(text);
  return Number.isNaN(unixMs) ? undefined : unixMs;
}

/** Largest difference between a device's and the station's clock that is believed, ms (MOSIP's client: 5 min). */
export const sbiClockToleranceMs = 5 * 60_000;
