import { words } from '../wording.ts';
import { termsEn } from './en.ts';
import { termsId } from './id.ts';

/** Names of the things both counter and office speak of, in the official terms. */
export const terms = words(termsId, termsEn);
