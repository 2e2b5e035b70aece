import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import type { ChainLink } from './chain.ts';
import { chainHash, chainStart, firstBrokenLink } from './chain.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');
const wellFormed = fc.jsonValue({ maxDepth: 4 }).filter((value) => JSON.stringify(value).isWellFormed());

describe('canonical JSON', () => {
  it('AUD1 writes the example of RFC 8785 §3.2.2 and §3.2.3', () => {
    const value = {
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(value)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('AUD1 sorts keys by UTF-16 code units', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const sorted = canonicalJson(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(sorted) as object)).toEqual([
      '1',
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });

  it('AUD1 means the same value, whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, inner]) => [key, reversed(inner)]),
      );
    };
    fc.assert(
      fc.property(wellFormed, (value) => {
        const text = canonicalJson(value);
        expect(JSON.stringify(JSON.parse(text))).toBe(
          JSON.stringify(JSON.parse(canonicalJson(JSON.parse(text)))),
        );
        expect(canonicalJson(reversed(value))).toBe(text);
        expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(text);
      }),
      { seed: 91 },
    );
  });

  it('AUD1 different values have different texts', () => {
    fc.assert(
      fc.property(wellFormed, wellFormed, (a, b) => {
        const same = canonicalJson(a) === canonicalJson(b);
        expect(same).toBe(
          JSON.stringify(JSON.parse(canonicalJson(a))) === JSON.stringify(JSON.parse(canonicalJson(b))),
        );
      }),
      { seed: 92 },
    );
    expect(canonicalJson({ a: undefined })).toBe('{}');
    expect(canonicalJson(-0)).toBe('0');
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a lone surrogate', '\ud800'],
    ['a lone surrogate as key', { '\udc00': 1 }],
    ['undefined in a list', [undefined]],
    ['a date', new Date(0)],
    ['bytes', new Uint8Array(1)],
    ['a map', new Map()],
    ['a bigint', 1n],
    ['a function', () => 1],
  ])('AUD2 refuses %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });
});

describe('chain', () => {
  const chained = (facts: readonly unknown[]): ChainLink[] => {
    const links: ChainLink[] = [];
    for (const fact of facts) {
      links.push({ fact, hash: chainHash(links.at(-1)?.hash ?? chainStart, canonicalJson(fact), sha256) });
    }
    return links;
  };
  const facts = fc.uniqueArray(wellFormed, {
    minLength: 2,
    maxLength: 8,
    comparator: (a, b) => canonicalJson(a) === canonicalJson(b),
  });

  it('AUD3 a chain holds, and any change is found where it begins', () => {
    fc.assert(
      fc.property(
        facts,
        fc.nat(),
        fc.constantFrom('change', 'remove', 'exchange', 'insert'),
        (list, n, change) => {
          const links = chained(list);
          expect(firstBrokenLink(links, sha256)).toBeNull();
          const at = n % (list.length - 1);
          const broken = [...links];
          if (change === 'change') broken[at] = { ...links[at]!, fact: { was: links[at]!.fact } };
          if (change === 'remove') broken.splice(at, 1);
          if (change === 'insert') broken.splice(at, 0, { fact: 'new', hash: links[at]!.hash });
          if (change === 'exchange') [broken[at], broken[at + 1]] = [links[at + 1]!, links[at]!];
          expect(firstBrokenLink(broken, sha256)).toBe(at);
        },
      ),
      { seed: 93 },
    );
  });

  it('AUD3 a later part of a chain is checked against the hash before it', () => {
    const links = chained(['a', 'b', 'c']);
    expect(firstBrokenLink(links.slice(1), sha256, links[0]!.hash)).toBeNull();
    expect(firstBrokenLink(links.slice(1), sha256)).toBe(0);
  });
});
