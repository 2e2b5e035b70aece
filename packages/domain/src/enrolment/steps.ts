/** The counter's steps in the order of the Ditjen's SOP; an office may reorder or drop some by policy. */
export const steps = [
  'biodata',
  'photo',
  'signature',
  'left-four',
  'right-four',
  'thumbs',
  'irises',
  'verification',
  'statement',
  'review',
] as const;
export type Step = (typeof steps)[number];

export const fingerCodes = ['R1', 'R2', 'R3', 'R4', 'R5', 'L1', 'L2', 'L3', 'L4', 'L5'] as const;
export const irisCodes = ['IR', 'IL'] as const;
export type FingerCode = (typeof fingerCodes)[number];
export type IrisCode = (typeof irisCodes)[number];
/** A body part that can be captured; `FA` is the face. */
export type Subject = FingerCode | IrisCode | 'FA';

/** What each capturing step must deliver, exceptions included. */
export const subjectsOfStep = {
  biodata: [],
  photo: ['FA'],
  signature: [],
  'left-four': ['L2', 'L3', 'L4', 'L5'],
  'right-four': ['R2', 'R3', 'R4', 'R5'],
  thumbs: ['L1', 'R1'],
  irises: ['IR', 'IL'],
  verification: ['R2', 'L2'],
  statement: [],
  review: [],
} as const satisfies Record<Step, readonly Subject[]>;
