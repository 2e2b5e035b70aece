import type { PlainDate } from '../kernel/calendar.ts';
import type { DirectoryEntry } from './resident.ts';

/** A name for comparing: no accents, apostrophes dropped, other signs taken as blanks, upper case. */
export function normaliseName(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toUpperCase();
}

/**
 * Whether a name as asked for fits a name as registered: each asked word begins a word of its own, in any order
 * ("SITI AM" fits "AMINAH SITI"), or both are the same but for blanks ("ABDULRAHMAN" fits "ABDUL RAHMAN").
 */
export function nameMatches(query: string, name: string): boolean {
  const asked = normaliseName(query);
  const registered = normaliseName(name);
  if (asked === '') return false;
  if (registered.replaceAll(' ', '').startsWith(asked.replaceAll(' ', ''))) return true;
  const words = registered.split(' ');
  // Longer words choose first: "S" may fit many words, "SITI" few.
  const askedWords = asked.split(' ').sort((a, b) => b.length - a.length);
  return askedWords.every((word) => {
    const at = words.findIndex((candidate) => candidate.startsWith(word));
    if (at === -1) return false;
    words.splice(at, 1);
    return true;
  });
}

/** How a counter may ask for a resident: by number, or by name together with the date of birth, never by name alone. */
export type ResidentQuery =
  | { readonly nik: string }
  | { readonly name: string; readonly birthDate: PlainDate };

export function entryMatches(query: ResidentQuery, { biodata }: DirectoryEntry): boolean {
  if ('nik' in query) return biodata.nik === query.nik;
  return biodata.birthDate === query.birthDate && nameMatches(query.name, biodata.name);
}
