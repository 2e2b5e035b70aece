import { describe, expect, it } from 'vitest';
import { openPrintsFolder, type PrintSet, type PrintsFolder } from '../../prints-folder.ts';
import { extractTemplate } from '../extract.ts';
import { comparePrints } from './compare.ts';
import { prepareTemplate } from './prepared-template.ts';
import { falseMatchRateAt, scoreAtFalseMatchRate } from './score.ts';

/**
 * Held out: no weight of the evidence and no number of the line from evidence to score (`comparison.evidence`) was
 * set on these two, the smallest glass and the worst distortion. They are not wholly unseen: the extractor's method
 * was changed twice after looking at pictures of them (PERFORMANCE.md). The line was set on the other three.
 */
const heldOut = ['fvc2002_db3b', 'fvc2004_db1b'];

/**
 * Times the rate named that different fingers may pass, and by which they may stay below it. Being too lax is the
 * graver error. The 5,760 comparisons come of twenty fingers only, and one in a thousand of them is six.
 */
const tooMany = 2;
const tooFew = 6;
/** What the most contrary sensor may reach, held out or not: FVC2002 DB4 passes nearly four times the rate named. */
const tooManyOnOneSensor = 5;

const folder = process.env.REKAM_PRINTS;
const rates = [1 / 100, 1 / 1000];

describe('the score', () => {
  it('names a rate, and a rate the score', () => {
    for (const rate of rates) expect(falseMatchRateAt(scoreAtFalseMatchRate(rate))).toBeCloseTo(rate, 12);
    expect(scoreAtFalseMatchRate(1 / 1000)).toBeCloseTo(30, 12);
  });
});

describe.skipIf(!folder)(
  `the false match rate that a score names${folder ? '' : ' – skipped: REKAM_PRINTS names no folder of real prints'}`,
  () => {
    const opened = folder ? openPrintsFolder(folder) : undefined;
    const scores = new Map<string, readonly number[]>();
    const scoresOf = (set: PrintSet): readonly number[] => {
      const known = scores.get(set.name) ?? strangersOf((opened as { folder: PrintsFolder }).folder, set);
      scores.set(set.name, known);
      return known;
    };
    const sets = (): readonly PrintSet[] => {
      if (!opened?.ok) throw new Error(opened?.reason);
      return opened.folder.sets;
    };
    const passing = (all: readonly number[], rate: number): number =>
      all.filter((score) => score >= scoreAtFalseMatchRate(rate)).length / all.length;

    it('is kept on sets held out from its calibration, and not by refusing everybody', ({ skip }) => {
      const apart = sets().filter((set) => heldOut.includes(set.name));
      if (apart.length < heldOut.length) skip(`REKAM_PRINTS lacks ${heldOut.join(' or ')}`);
      const all = apart.flatMap(scoresOf);
      expect(all.length).toBeGreaterThan(5000);
      for (const rate of rates) {
        expect(passing(all, rate), `1 in ${1 / rate}, together`).toBeLessThanOrEqual(rate * tooMany);
        expect(passing(all, rate), `1 in ${1 / rate}, together`).toBeGreaterThanOrEqual(rate / tooFew);
        for (const set of apart)
          expect(passing(scoresOf(set), rate), `1 in ${1 / rate}, ${set.name}`).toBeLessThanOrEqual(
            rate * tooMany,
          );
      }
    });

    it('holds over all sensors under one threshold, and strays on none without bound', () => {
      const all = sets().flatMap(scoresOf);
      for (const rate of rates) {
        expect(passing(all, rate), `1 in ${1 / rate}, all`).toBeLessThanOrEqual(rate * tooMany);
        for (const set of sets())
          expect(passing(scoresOf(set), rate), `1 in ${1 / rate}, ${set.name}`).toBeLessThanOrEqual(
            rate * tooManyOnOneSensor,
          );
      }
    });
  },
);

/** Scores of all touches of different fingers of a set; what gives no template scores nothing. */
function strangersOf(prints: PrintsFolder, set: PrintSet): number[] {
  const touches = set.fingers.flatMap(({ finger, impressions }) =>
    impressions.map((impression) => {
      const loaded = prints.load(set.name, finger, impression);
      const extracted = loaded.ok ? extractTemplate(loaded.image) : loaded;
      return { finger, print: extracted.ok ? prepareTemplate(extracted.template) : undefined };
    }),
  );
  return touches.flatMap((a, i) =>
    touches
      .slice(i + 1)
      .filter((b) => b.finger !== a.finger)
      .map((b) => (a.print && b.print ? comparePrints(a.print, b.print).score : 0)),
  );
}
