import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeReceiptCode, parseReceiptCode } from './receipt-code.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const code = fc.uint8Array({ minLength: 6, maxLength: 12 }).map(makeReceiptCode);
const position = fc.integer({ min: 0, max: 9 });
const plain = (text: string) => text.replace('-', '');

describe('receipt code', () => {
  it('ENR40 has its form and is read back', () => {
    fc.assert(
      fc.property(code, (made) => {
        expect(made).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(parseReceiptCode(made)).toEqual({ ok: true, value: made });
      }),
      { seed: 121 },
    );
  });

  it('ENR40 every one of 45 bits of chance changes the code', () => {
    const codes = new Set<string>();
    for (let bit = 0; bit < 45; bit++) {
      const random = new Uint8Array(6);
      random[5 - (bit >> 3)] = 1 << (bit & 7);
      codes.add(makeReceiptCode(random));
    }
    expect(codes.size).toBe(45);
    expect(() => makeReceiptCode(new Uint8Array(5))).toThrow(RangeError);
  });

  it('ENR41 forgives case, blanks, dashes, o for 0, i and l for 1', () => {
    fc.assert(
      fc.property(code, fc.constantFrom('', '-', ' ', '–', ' - '), fc.boolean(), (made, between, capital) => {
        const lower = plain(made).toLowerCase().split('').join(between);
        const mistyped = lower.replaceAll('0', capital ? 'O' : 'o').replaceAll('1', capital ? 'I' : 'l');
        expect(parseReceiptCode(` ${mistyped}\n`)).toEqual({ ok: true, value: made });
      }),
      { seed: 122 },
    );
  });

  it('ENR42 notices every single wrong character', () => {
    fc.assert(
      fc.property(code, position, (made, at) => {
        const text = plain(made);
        for (const character of alphabet) {
          const typed = text.slice(0, at) + character + text.slice(at + 1);
          expect(parseReceiptCode(typed).ok).toBe(typed === text);
        }
      }),
      { seed: 123 },
    );
  });

  it('ENR42 notices any two characters exchanged, wherever they stand', () => {
    fc.assert(
      fc.property(code, position, position, (made, a, b) => {
        const characters = plain(made).split('');
        fc.pre(characters[a] !== characters[b]);
        [characters[a], characters[b]] = [characters[b]!, characters[a]!];
        expect(parseReceiptCode(characters.join(''))).toMatchObject({
          code: 'ENROLMENT_RECEIPT_CODE_INVALID',
        });
      }),
      { seed: 124, numRuns: 500 },
    );
  });

  it('ENR42 of ten random characters about one in 32 is a code', () => {
    const typed = fc.sample(
      fc.array(fc.constantFrom(...alphabet), { minLength: 10, maxLength: 10 }).map((all) => all.join('')),
      { seed: 125, numRuns: 6400 },
    );
    const accepted = typed.filter((text) => parseReceiptCode(text).ok).length;
    expect(accepted).toBeGreaterThan(100);
    expect(accepted).toBeLessThan(350);
  });

  it('ENR42 refuses other lengths and characters that no code has', () => {
    const made = makeReceiptCode(new Uint8Array(6));
    for (const text of ['', made.slice(1), `${made}0`, `U${made.slice(1)}`, `?${made.slice(1)}`]) {
      expect(parseReceiptCode(text).ok).toBe(false);
    }
  });
});
