import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import { type ServiceState, unknownYet } from '../service-status/service.ts';
import { type DraftChange, decideDrafts, type OpenDraft } from './decide-drafts.ts';
import { alternativesHold, changesBetween, factsOf, keyOfMatter, mattersOf } from './matter.ts';
import {
  after,
  draftOf,
  evening,
  factsAt,
  names,
  none,
  open,
  situation,
  stated,
  stopped,
} from './testing/situation.ts';

describe('drafts', () => {
  it('ANN3 ANN4 begin once, and follow the facts', () => {
    const first = situation({ 0: stopped() });
    const facts = factsAt(first);
    expect(decideDrafts(first, none)).toEqual([{ kind: 'draft', facts }]);
    const drafts = [draftOf(facts)];
    expect(decideDrafts(situation({ 0: stopped() }, 1), { ...none, drafts })).toEqual([]);
    const more = situation({ 0: stopped(), 5: stopped(1) }, 2);
    expect(decideDrafts(more, { ...none, drafts })).toMatchObject(
      [
        { kind: 'move', facts: { alternatives: [{ name: 'Alak' }, {}, {}, {}] } },
        { kind: 'draft', facts: { placeName: 'Kota Lama' } },
      ].slice(1),
    );
    const worse = situation({ 0: { ...stopped(), missing: ['finger', 'iris'] } }, 3);
    expect(decideDrafts(worse, { ...none, drafts })).toMatchObject([{ kind: 'move', id: drafts[0]!.id }]);
  });

  it('ANN5 are overtaken when the matter ends, come back with it, and close after a day', () => {
    const facts = factsAt(situation({ 0: stopped() }));
    const drafts = [draftOf(facts)];
    const { id } = drafts[0]!;
    expect(decideDrafts(situation({}, 5), { ...none, drafts })).toEqual([
      { kind: 'overtake', id, as: 'works-again' },
    ]);
    const over = [draftOf(facts, { overtaken: { as: 'works-again', at: after(5) } })];
    expect(decideDrafts(situation({}, 6), { ...none, drafts: over })).toEqual([]);
    expect(decideDrafts(situation({ 0: stopped(7) }, 7), { ...none, drafts: over })).toMatchObject([
      { kind: 'move', id },
    ]);
    expect(decideDrafts(situation({}, 5 + 24 * 60), { ...none, drafts: over })).toEqual([
      { kind: 'close', id },
    ]);
  });

  it('ANN5 of a place are overtaken when the whole city stands still', () => {
    const drafts = [draftOf(factsAt(situation({ 0: stopped() })))];
    const everywhere = Object.fromEntries(names.map((_, index) => [index, stopped()]));
    expect(decideDrafts(situation(everywhere, 5), { ...none, drafts })).toMatchObject([
      { kind: 'draft', facts: { placeId: null } },
      { kind: 'overtake', as: 'whole-city' },
    ]);
  });

  it('ANN6 do not end when the place closes for the day, unless a person says so', () => {
    const drafts = [draftOf(factsAt(situation({ 0: stopped() })))];
    expect(decideDrafts(situation({}, evening), { ...none, drafts })).toEqual([]);
    const said = situation({ 0: { ...open, source: 'officer' } }, evening);
    expect(decideDrafts(said, { ...none, drafts })).toMatchObject([{ kind: 'overtake' }]);
  });

  it('ANN6 stay while a counter is silent, and are overtaken when a statement is taken back', () => {
    const drafts = [draftOf(factsAt(situation({ 0: stopped() })))];
    const silent = situation({ 0: { ...unknownYet, cause: 'station-silent', source: 'station' } }, 5);
    expect(decideDrafts(silent, { ...none, drafts })).toEqual([]);
    const printing = [draftOf(factsAt(situation({}, 0, { cetak: stated('stopped') }), null, 'cetak'))];
    expect(decideDrafts(situation({}, 5), { ...none, drafts: printing })).toMatchObject([
      { kind: 'overtake', as: 'not-known' },
    ]);
  });

  it('ANN7 tell of the end, of a change, and of a place that was named instead and fails', () => {
    const announced = [factsAt(situation({ 0: stopped() }))];
    const known = { ...none, announced };
    expect(decideDrafts(situation({ 0: stopped() }, 5), known)).toEqual([]);
    expect(decideDrafts(situation({}, 5), known)).toMatchObject([
      { kind: 'draft', facts: { condition: 'open' } },
    ]);
    const named = announced[0]!.alternatives[0]!;
    expect(named.name).toBe('Alak');
    const gone = situation({ 0: stopped(), 1: stopped(4) }, 5);
    expect(alternativesHold(announced[0]!, gone)).toBe(false);
    expect(
      decideDrafts(gone, known).map((change) => change.kind === 'draft' && change.facts.placeName),
    ).toEqual(['Oebobo', 'Alak']);
  });

  it('ANN8 do not come back for what was turned down, until it is something else', () => {
    const facts = factsAt(situation({ 0: stopped() }));
    const dismissed = [{ facts, at: after(10) }];
    expect(decideDrafts(situation({ 0: stopped() }, 20), { ...none, dismissed })).toEqual([]);
    expect(decideDrafts(situation({ 0: stopped(15) }, 20), { ...none, dismissed })).toEqual([]);
    expect(decideDrafts(situation({ 0: stopped() }, 3000), { ...none, dismissed })).toEqual([]);
    expect(decideDrafts(situation({ 0: stopped(2990) }, 3000), { ...none, dismissed })).toHaveLength(1);
    const worse = situation({ 0: { ...stopped(), missing: ['finger'] } }, 20);
    expect(decideDrafts(worse, { ...none, dismissed })).toHaveLength(1);
  });

  it('ANN9 that somebody asked for are overtaken by nothing', () => {
    const drafts = [draftOf(factsAt(situation({})), { asked: true })];
    expect(decideDrafts(situation({}, 5), { ...none, drafts })).toEqual([]);
    expect(decideDrafts(situation({ 0: stopped(4) }, 5), { ...none, drafts })).toMatchObject([
      { kind: 'move', facts: { condition: 'stopped' } },
    ]);
  });

  it('ANN3 ANN5 however often places flap, a matter has one open draft, and no draft says what is so already', () => {
    const flap = fc.record({ place: fc.nat(5), minutes: fc.integer({ min: 1, max: 400 }), up: fc.boolean() });
    fc.assert(
      fc.property(fc.array(flap, { maxLength: 40 }), (flaps) => {
        let drafts: OpenDraft[] = [];
        const rekam: Record<number, ServiceState> = {};
        let now = 0;
        let begun = 0;
        for (const { place, minutes, up } of flaps) {
          now += minutes;
          if (up) delete rekam[place];
          else rekam[place] ??= stopped(now);
          const current = situation(rekam, now);
          const changes = decideDrafts(current, { ...none, drafts });
          begun += changes.filter(({ kind }) => kind === 'draft').length;
          drafts = changes.reduce((all, change) => apply(all, change, current.at), drafts);
          expect(new Set(drafts.map(keyOfMatter)).size).toBe(drafts.length);
          for (const matter of mattersOf(current)) {
            const own = drafts.find((one) => keyOfMatter(one) === keyOfMatter(matter))!;
            expect(own.overtaken).toBeNull();
            expect(changesBetween(own.facts, factsOf(matter, current)!)).toEqual([]);
          }
        }
        // Six places and the city, anew each day at most.
        expect(begun).toBeLessThanOrEqual(7 * (1 + Math.ceil(now / 1440)));
      }),
    );
  });
});

let serial = 0;
function apply(drafts: OpenDraft[], change: DraftChange, at: Instant): OpenDraft[] {
  if (change.kind === 'draft') {
    serial++;
    const id = makeId('announcement-draft', serial, new Uint8Array(10));
    return [...drafts, draftOf(change.facts, { id })];
  }
  if (change.kind === 'close') return drafts.filter(({ id }) => id !== change.id);
  return drafts.map((one) => {
    if (one.id !== change.id) return one;
    if (change.kind === 'move') return { ...one, facts: change.facts, overtaken: null };
    return { ...one, overtaken: { as: change.as, at } };
  });
}
