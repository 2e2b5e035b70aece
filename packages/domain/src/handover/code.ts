/**
 * What is typed at a counter to find a hand-over of the day: six digits, so that a number pad is enough. It opens
 * nothing by itself: only a counter of the office may ask.
 */
export const handoverCodes = 1_000_000;

/** `123-456` of a number from 0 to 999,999. */
export function handoverCode(number: number): string {
  const digits = String(number).padStart(6, '0');
  return `${digits.slice(0, 3)}-${digits.slice(3)}`;
}

/** The code as a person types it, with blanks and dashes anywhere; undefined where it is none. */
export function findHandoverCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s\-–—.]/g, '');
  return /^\d{6}$/.test(digits) ? handoverCode(Number(digits)) : undefined;
}
