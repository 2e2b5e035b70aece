import { words } from '../wording.ts';
import { counterEn } from './en.ts';
import { counterId } from './id.ts';

/** Everything the counter screens say. */
export const counterWords = words(counterId, counterEn);
