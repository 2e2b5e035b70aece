import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IdKind } from './ids.ts';
import { idPrefixes, isId, makeId } from './ids.ts';

const kinds = Object.keys(idPrefixes) as IdKind[];
const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const moment = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('ids', () => {
  it('KRN5 an id is one of its own kind and of no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), moment, random, (kind, at, bytes) => {
        const id = makeId(kind, at, bytes);
        return kinds.every((other) => isId(other, id) === (other === kind));
      }),
      { seed: 21 },
    );
  });

  it('KRN5 ids sort by the time they were made', () => {
    fc.assert(
      fc.property(moment, moment, random, random, (a, b, x, y) => {
        fc.pre(a < b);
        return makeId('packet', a, x) < makeId('packet', b, y);
      }),
      { seed: 22 },
    );
  });

  it('KRN5 carries the version and variant of a UUIDv7 and its time', () => {
    const id = makeId('enrolment', 0x0192_3456_789a, new Uint8Array(10).fill(0xff));
    expect(id).toBe('enr_01923456789a7fffbfffffffffffffff');
  });

  it('KRN5 prefixes are different and text around an id spoils it', () => {
    const id = makeId('station', 1, new Uint8Array(10));
    expect(new Set(Object.values(idPrefixes)).size).toBe(kinds.length);
    expect(isId('station', `${id}\n`)).toBe(false);
    expect(isId('station', id.toUpperCase())).toBe(false);
  });
});
