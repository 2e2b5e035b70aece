/** Photo and document of each letter, encrypted under the letter's own key. */
import { openSealedParts, type SealedParts } from '../packet/index.ts';

export type LetterFiles = SealedParts<'photo' | 'document'>;

export const openLetterFiles = (dataDir: string): Promise<LetterFiles> =>
  openSealedParts(dataDir, 'letters', {
    photo: { name: 'photo.jpg', mediaType: 'image/jpeg' },
    document: { name: 'letter.pdf', mediaType: 'application/pdf' },
  });
