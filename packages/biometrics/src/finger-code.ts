/**
 * The fingers and eyes of a person, and what each is called on the wires Rekam speaks.
 *
 * R/L is the hand, 1 the thumb to 5 the little finger; IR/IL the right and left eye, seen from the person.
 */
export const fingerCodes = ['R1', 'R2', 'R3', 'R4', 'R5', 'L1', 'L2', 'L3', 'L4', 'L5'] as const;
export type FingerCode = (typeof fingerCodes)[number];

export const irisCodes = ['IR', 'IL'] as const;
export type IrisCode = (typeof irisCodes)[number];

/** The names of one part of the body in the formats that carry it. */
export interface PartNames {
  /** `bioSubType` of MOSIP SBI 0.9.5; also the CBEFF `Subtype`. */
  readonly sbi: string;
  readonly cbeff: string;
  /** Finger position of ISO/IEC 19794-4 (1–10), or eye label of ISO/IEC 19794-6 (1 right, 2 left). */
  readonly isoPosition: number;
  /** `biometricSubType` of OSIA v7. */
  readonly osia: string;
  /** Attribute number in the identity map of claim 169. */
  readonly claim169: number;
  /** Key in `packet_meta_info.json` of a MOSIP packet. */
  readonly mosipMeta: string;
}

const names = (
  sbi: string,
  isoPosition: number,
  osia: string,
  claim169: number,
  mosipMeta: string,
): PartNames => ({
  sbi,
  cbeff: sbi,
  isoPosition,
  osia,
  claim169,
  mosipMeta,
});

/** What each finger is called on the wires. */
export const fingerNames: Readonly<Record<FingerCode, PartNames>> = {
  R1: names('Right Thumb', 1, 'RIGHT_THUMB', 50, 'rightThumb'),
  R2: names('Right IndexFinger', 2, 'RIGHT_INDEX', 51, 'rightIndex'),
  R3: names('Right MiddleFinger', 3, 'RIGHT_MIDDLE', 52, 'rightMiddle'),
  R4: names('Right RingFinger', 4, 'RIGHT_RING', 53, 'rightRing'),
  R5: names('Right LittleFinger', 5, 'RIGHT_LITTLE', 54, 'rightLittle'),
  L1: names('Left Thumb', 6, 'LEFT_THUMB', 55, 'leftThumb'),
  L2: names('Left IndexFinger', 7, 'LEFT_INDEX', 56, 'leftIndex'),
  L3: names('Left MiddleFinger', 8, 'LEFT_MIDDLE', 57, 'leftMiddle'),
  L4: names('Left RingFinger', 9, 'LEFT_RING', 58, 'leftRing'),
  L5: names('Left LittleFinger', 10, 'LEFT_LITTLE', 59, 'leftLittle'),
};

/** What each eye is called on the wires. */
export const irisNames: Readonly<Record<IrisCode, PartNames>> = {
  IR: names('Right', 1, 'EYE_RIGHT', 60, 'rightEye'),
  IL: names('Left', 2, 'EYE_LEFT', 61, 'leftEye'),
};

/** Whether a word from outside names one of the ten fingers. */
export const isFingerCode = (code: string): code is FingerCode =>
  (fingerCodes as readonly string[]).includes(code);

/** The finger of an SBI `bioSubType`, or undefined for any other word (`UNKNOWN` included). */
export const findFingerBySbi = (bioSubType: string): FingerCode | undefined =>
  fingerCodes.find((code) => fingerNames[code].sbi === bioSubType);

/** The eye of an SBI `bioSubType`, or undefined for any other word. */
export const findIrisBySbi = (bioSubType: string): IrisCode | undefined =>
  irisCodes.find((code) => irisNames[code].sbi === bioSubType);

/** The finger of an ISO/IEC 19794-4 position 1–10, or undefined. */
export const findFingerByIsoPosition = (position: number): FingerCode | undefined =>
  fingerCodes.find((code) => fingerNames[code].isoPosition === position);
