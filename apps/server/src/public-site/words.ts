/** The words of the public site, put together from what they are about. */
import { frameWords } from './frame-words.ts';
import { statusWords } from './status-words.ts';
import { visitWords } from './visit-words.ts';

export const publicWords = {
  id: { ...frameWords.id, ...statusWords.id, ...visitWords.id },
  en: { ...frameWords.en, ...statusWords.en, ...visitWords.en },
};
