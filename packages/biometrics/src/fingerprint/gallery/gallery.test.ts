import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type FingerCode, fingerCodes } from '../../finger-code.ts';
import { syntheticFingers } from '../../synthetic/minutiae-person.ts';
import { labelOf } from '../labelling.ts';
import { Gallery } from './gallery.ts';
import type { Fingers } from './person-record.ts';

const prints = new Map<string, Fingers>();
/** The fingers of a synthetic person at one touch; grown once. */
function fingersOf(person: string | number, touch: string): Fingers {
  const key = `${person} ${touch}`;
  const known = prints.get(key) ?? syntheticFingers(person, touch);
  prints.set(key, known);
  return known;
}

const pick = (fingers: Fingers, ...codes: FingerCode[]): Fingers =>
  Object.fromEntries(codes.flatMap((code) => (fingers[code] ? [[code, fingers[code]]] : [])));

const open: Gallery[] = [];
function newGallery(people: number, threads = 1): Gallery {
  const gallery = new Gallery({ threads, shard: 64 });
  open.push(gallery);
  for (let person = 0; person < people; person++) gallery.add(`p${person}`, fingersOf(person, 'first'));
  return gallery;
}
afterAll(() => Promise.all(open.map((gallery) => gallery.close())));

describe('a gallery', () => {
  const gallery = newGallery(150);

  it('finds a person by another touch of the ten fingers, and nobody else', async () => {
    for (const person of [0, 63, 64, 149]) {
      const answer = await gallery.search(fingersOf(person, 'second'), 0.01);
      expect(answer.candidates.map(({ id }) => id)).toEqual([`p${person}`]);
      expect(answer.candidates[0]!.score).toBeGreaterThanOrEqual(answer.needed);
      expect(answer.looked).toMatchObject({ persons: 150, labellings: ['as-labelled'] });
      expect(answer.doubts).toEqual([]);
    }
  });

  it('finds nobody for a stranger, and says that it also took the fingers for wrongly labelled', async () => {
    const answer = await gallery.search(fingersOf('stranger', 'first'), 0.01);
    expect(answer.candidates).toEqual([]);
    expect(answer.below.length).toBeGreaterThan(0);
    expect(answer.looked.labellings).toEqual(['as-labelled', 'hands-swapped', 'shifted-out', 'shifted-in']);
  });

  it.each(['hands-swapped', 'shifted-out', 'shifted-in'] as const)(
    'finds a person whose fingers were labelled wrongly: %s',
    async (labelling) => {
      const slaps = pick(fingersOf(7, 'second'), 'R2', 'R3', 'R4', 'R5', 'L2', 'L3', 'L4', 'L5');
      const wrong = Object.fromEntries(
        fingerCodes.flatMap((finger) => {
          const label = labelOf(finger, labelling);
          return label && slaps[finger] ? [[label, slaps[finger]]] : [];
        }),
      );
      const [found] = (await gallery.search(wrong, 0.01)).candidates;
      expect(found).toMatchObject({ id: 'p7', labelling });
      for (const { finger } of found!.fingers) expect(slaps[finger]).toBeDefined();
    },
  );

  it('finds a person by the fingers that both sides have', async () => {
    gallery.add('one hand', pick(fingersOf('maimed', 'first'), 'R1', 'R2', 'R3', 'R4', 'R5'));
    const probe = pick(fingersOf('maimed', 'second'), 'R2', 'R3', 'R4', 'R5', 'L2', 'L3');
    const { candidates } = await gallery.search(probe, 0.01);
    gallery.remove('one hand');
    expect(candidates[0]?.id).toBe('one hand');
  });

  it('says why an answer may be doubtful', async () => {
    const probe = pick(fingersOf(3, 'second'), 'R2', 'L2');
    const without = Object.fromEntries(
      Object.entries(probe).map(([code, print]) => [code, { ...print, ridges: undefined }]),
    ) as unknown as Fingers;
    const { doubts } = await gallery.search(without, 1e-9);
    expect(doubts.map(({ code }) => code)).toEqual(['few-fingers', 'no-ridge-map', 'rate-not-measured']);
  });

  it('asks for more the rarer a false match may be', async () => {
    const needed = async (rate: number) => (await gallery.search(fingersOf(1, 'second'), rate)).needed;
    expect(await needed(0.001)).toBeGreaterThan(await needed(0.01));
  });

  it('refuses what cannot be searched for or added', async () => {
    await expect(gallery.search({}, 0.01)).rejects.toThrow(RangeError);
    await expect(gallery.search(fingersOf(1, 'first'), 0)).rejects.toThrow(RangeError);
    expect(() => gallery.add('p1', fingersOf(1, 'first'))).toThrow(RangeError);
    expect(() => gallery.add('nobody', {})).toThrow(RangeError);
    expect(() => gallery.add('', fingersOf(1, 'first'))).toThrow(RangeError);
    expect(gallery.size).toBe(150);
  });

  it('answers the same with one thread, with two and with none', async () => {
    const others = [newGallery(150, 2), newGallery(150, 0)];
    for (const person of [5, 'stranger']) {
      const answer = await gallery.search(fingersOf(person, 'second'), 0.01);
      for (const other of others)
        expect(await other.search(fingersOf(person, 'second'), 0.01)).toEqual(answer);
    }
  });
});

describe('a gallery that changes while it is searched', () => {
  type Act = { readonly do: 'add' | 'remove' | 'search'; readonly person: number };
  const acts = fc.array(
    fc.record({
      do: fc.constantFrom<Act['do']>('add', 'remove', 'search'),
      person: fc.integer({ min: 0, max: 11 }),
    }),
    { minLength: 5, maxLength: 24 },
  );

  it('never misses whose adding returned before, never names whose removal returned before it answered', async () => {
    const gallery = newGallery(0, 2);
    await fc.assert(
      fc.asyncProperty(acts, async (script) => {
        for (let person = 0; person < 12; person++) gallery.remove(`p${person}`);
        const present = new Set<number>();
        /** How often each person left, so that a search can tell whether they stayed all the time. */
        const left = Array.from({ length: 12 }, () => 0);
        const searches: Promise<void>[] = [];
        for (const act of script) {
          if (act.do === 'add' && !present.has(act.person)) {
            gallery.add(`p${act.person}`, fingersOf(act.person, 'first'));
            present.add(act.person);
          } else if (act.do === 'remove' && present.delete(act.person)) {
            gallery.remove(`p${act.person}`);
            left[act.person]!++;
          } else if (act.do === 'search') {
            const [wasThere, leftBefore] = [present.has(act.person), left[act.person]!];
            const probe = pick(fingersOf(act.person, 'second'), 'R1', 'R2', 'L1', 'L2');
            const search = gallery.search(probe, 0.01).then(({ candidates }) => {
              const found = candidates.some(({ id }) => id === `p${act.person}`);
              if (wasThere && left[act.person] === leftBefore) expect(found).toBe(true);
              for (const { id } of candidates) expect(gallery.has(id)).toBe(true);
              if (!present.has(act.person)) expect(found).toBe(false);
            });
            searches.push(search);
            // Lets the threads begin, so that what follows happens in the middle of the search.
            if (act.person % 3 === 0) await new Promise((resolve) => setImmediate(resolve));
          }
        }
        await Promise.all(searches);
      }),
      { seed: 20_261_125, numRuns: 25 },
    );
  });

  it('uses the room of those who left', () => {
    const gallery = newGallery(60, 0);
    const before = gallery.bytesUsed;
    for (let round = 0; round < 5; round++)
      for (let person = 0; person < 60; person++) {
        gallery.remove(`p${person}`);
        gallery.add(`p${person}`, fingersOf(person, 'first'));
      }
    expect(gallery.bytesUsed).toBeLessThan(before * 1.2);
  });
});
