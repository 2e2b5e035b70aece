import type { EnrolmentPolicy } from './policy.ts';
import type { FingerCode, Step, Subject } from './steps.ts';

/** What one call to a device or camera asks for. */
export const subjectsOfSlot = {
  'left-four': ['L2', 'L3', 'L4', 'L5'],
  'right-four': ['R2', 'R3', 'R4', 'R5'],
  thumbs: ['L1', 'R1'],
  'both-irises': ['IR', 'IL'],
  'left-index': ['L2'],
  'right-index': ['R2'],
  face: ['FA'],
} as const satisfies Record<string, readonly Subject[]>;
export type CaptureSlot = keyof typeof subjectsOfSlot;

/** The calls that make up each step. */
export const slotsOfStep = {
  biodata: [],
  photo: ['face'],
  signature: [],
  'left-four': ['left-four'],
  'right-four': ['right-four'],
  thumbs: ['thumbs'],
  irises: ['both-irises'],
  verification: ['right-index', 'left-index'],
  statement: [],
  review: [],
} as const satisfies Record<Step, readonly CaptureSlot[]>;

export type Modality = 'finger' | 'iris' | 'face';

export function modalityOf(subject: Subject): Modality {
  if (subject === 'FA') return 'face';
  return subject === 'IR' || subject === 'IL' ? 'iris' : 'finger';
}

/** Which kind of device a step needs; null where none is needed. */
export const deviceOfStep = {
  biodata: null,
  photo: 'face',
  signature: 'signature',
  'left-four': 'finger',
  'right-four': 'finger',
  thumbs: 'finger',
  irises: 'iris',
  verification: 'finger',
  statement: 'signature',
  review: null,
} as const satisfies Record<Step, keyof EnrolmentPolicy['withoutDevice'] | null>;

/** What the device swears about a capture: chain and signature without the payload, which is the sample itself. */
export interface SbiEvidence {
  readonly transactionId: string;
  readonly timestamp: string;
  /** Upper-case hex SHA-256. */
  readonly previousHash: string;
  readonly hash: string;
  readonly signatureParts: string;
  readonly certificateSha256: string | null;
}

/** The colour seen behind a face. */
export const seenBackgrounds = ['red', 'blue', 'other'] as const;
export type SeenBackground = (typeof seenBackgrounds)[number];

/** What the engine said of a finger at the verification, compared with the ten taken before. */
export interface FingerComparison {
  readonly verdict: 'same' | 'different' | 'inconclusive';
  /** −10 log₁₀ of the rate at which different fingers come as close; null where nothing could be compared. */
  readonly score: number | null;
  /** The finger taken before that it is instead. */
  readonly looksLike: FingerCode | null;
}

/** What a device or camera delivered of one body part, described; the picture lies beside it under `sampleName`. */
export interface CapturedSample {
  readonly subject: Subject;
  /** 0–100; null when nothing measured it, which counts as below every threshold. */
  readonly qualityScore: number | null;
  readonly sampleName: string;
  readonly source: 'sbi' | 'browser-camera';
  readonly deviceSerialNo: string | null;
  readonly sbi: SbiEvidence | null;
  /** Of a face: the colour behind it. Null where nobody looked, missing in what older stations wrote down. */
  readonly background?: SeenBackground | null;
  /** Of a finger: the engine's own measure, 0–100. Null where it saw no finger; missing in what older stations wrote. */
  readonly engineQuality?: number | null;
  /** At the verification only. Missing or null: not compared, which is as good as inconclusive. */
  readonly comparison?: FingerComparison | null;
}

/** A captured sample with its place among the tries at this body part: 1 is the first. */
export interface Capture extends CapturedSample {
  readonly attempt: number;
}

/** Lowest accepted quality for a body part, 0–100. */
export const thresholdFor = (subject: Subject, policy: EnrolmentPolicy): number =>
  policy.thresholds[modalityOf(subject)];

export const isSufficient = (capture: CapturedSample, policy: EnrolmentPolicy): boolean =>
  capture.qualityScore !== null && capture.qualityScore >= thresholdFor(capture.subject, policy);

/** Whether a finger was found to be the one taken before; doubt is no. */
export const isSame = (capture: CapturedSample): boolean => capture.comparison?.verdict === 'same';

/** The better of two captures of one body part, the one found to be the same finger first; of equals the earlier. */
export function betterOf(kept: Capture | null, next: Capture): Capture {
  if (kept === null) return next;
  if (isSame(kept) !== isSame(next)) return isSame(next) ? next : kept;
  return (next.qualityScore ?? -1) > (kept.qualityScore ?? -1) ? next : kept;
}

/**
 * The numbers an SBI device wants for a slot: `count` pictures expected and the body parts excepted, together always
 * 4 for a slap, 2 for thumbs and irises, 1 for a single one (otherwise the device answers 109).
 * `count` 0 means that there is nothing left to capture: do not call the device.
 */
export function captureCounts(
  slot: CaptureSlot,
  excepted: readonly Subject[],
): { readonly count: number; readonly exceptions: readonly Subject[] } {
  const subjects: readonly Subject[] = subjectsOfSlot[slot];
  const exceptions = subjects.filter((subject) => excepted.includes(subject));
  return { count: subjects.length - exceptions.length, exceptions };
}

/** Whether something was drawn: a line, a cross or a dot is a signature; each stroke is a list of its points. */
export const isSignature = (strokes: readonly (readonly unknown[])[]): boolean =>
  strokes.some((stroke) => stroke.length > 0);
