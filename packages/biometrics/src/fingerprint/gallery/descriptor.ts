import type { FingerprintTemplate } from '../template.ts';
import { compiledDescriptorKernels } from './descriptor-compiled.ts';
import { fingerFeatures } from './finger-features.ts';
import { kindOf, type PrintKind } from './print-kind.ts';
import { trainedProjection } from './trained-projection.ts';

/** What a gallery looks at first of a finger. */
export interface FingerDescriptor {
  /** `codeBytes` bytes; two touches of one finger differ in few bits. */
  readonly code: Uint8Array;
  readonly kind: PrintKind;
}

/** Some 30 µs a finger; needs a ridge map to be good, and guesses one from the points where it is missing. */
export function describeFinger(template: FingerprintTemplate): FingerDescriptor {
  const { projected, spun } = compiledDescriptorKernels;
  return { code: spun(projected(fingerFeatures(template), trainedProjection)), kind: kindOf(template) };
}
