import type { Biodata } from '../resident/resident.ts';

/**
 * What to do when the resident calls the biodata wrong: look for the right resident (the number itself is wrong), type
 * the data again (the operator typed them), or have the registry change them first (F-1.02 and the supporting document).
 */
export type CorrectionPath = 'search-again' | 'type-again' | 'change-at-registry';

export function correctionPath(
  wrongFields: readonly (keyof Biodata)[],
  residentKnown: boolean,
): CorrectionPath {
  if (wrongFields.includes('nik')) return 'search-again';
  return residentKnown ? 'change-at-registry' : 'type-again';
}
