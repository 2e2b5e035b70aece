import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instant, type PlainDate, toInstant } from '../kernel/calendar.ts';
import { makeId, type PlaceId } from '../kernel/ids.ts';
import { openingAt } from '../service-status/opening-hours.ts';
import {
  openSince,
  type Service,
  type ServiceState,
  services,
  unknownYet,
} from '../service-status/service.ts';
import {
  type Announcement,
  decideCorrection,
  decideWithdrawal,
  isNewsOverdue,
  isOnFirstPage,
  standingOf,
} from './announcement.ts';
import { checkWords, decideApproval, mostCharacters, suggestNextNews } from './approval.ts';
import { type DraftChange, decideDrafts, type KnownDrafts, type OpenDraft } from './decide-drafts.ts';
import {
  type AnnouncedFacts,
  alternativesHold,
  changesBetween,
  factsOf,
  isSameStory,
  keyOfMatter,
  mattersOf,
  mostAlternatives,
  type Situation,
} from './matter.ts';

/** Tuesday 28 March 2017, ten in the morning in Kupang. */
const startMs = Date.parse('2017-03-28T10:00:00+08:00');
const after = (minutes: number): Instant => toInstant(startMs + minutes * 60_000);
const calendar = { weeks: [], specialDays: [], closings: [], offsetMinutes: 480 };
const names = ['Oebobo', 'Alak', 'Kelapa Lima', 'Maulafa', 'Kota Raja', 'Kota Lama'];
const placeIds = names.map((_, index) => makeId('place', index + 1, new Uint8Array(10)));
const [oebobo, alak] = placeIds as [PlaceId, PlaceId];

const open = openSince(after(0));
const stopped = (minutes = 0): ServiceState => ({
  ...unknownYet,
  condition: 'stopped',
  cause: 'device-missing',
  missing: ['iris'],
  since: after(minutes),
  asOf: after(minutes),
  source: 'station',
});
const stated = (condition: 'stopped' | 'open'): ServiceState => ({
  ...stopped(),
  condition,
  cause: condition === 'open' ? null : 'blanks',
  missing: [],
  source: 'officer',
});

/** States of recording by place, open where nothing is said; the other services alike everywhere. */
function situation(
  rekam: Readonly<Record<number, ServiceState>>,
  minutes = 0,
  others: Partial<Record<Service, ServiceState>> = {},
  city: Partial<Record<Service, ServiceState>> = {},
): Situation {
  const at = after(minutes);
  const places = placeIds.map((placeId, index) => {
    const own = Object.fromEntries(
      services.map((service) => [
        service,
        service === 'rekam' ? (rekam[index] ?? open) : (others[service] ?? unknownYet),
      ]),
    ) as Record<Service, ServiceState>;
    return {
      placeId,
      kind: 'kecamatan' as const,
      name: names[index]!,
      regionCode: `53.71.0${index + 1}`,
      location: { latitude: -10.1 - index / 100, longitude: 123.6 },
      rekam: own.rekam,
      opening: openingAt(calendar, at),
      quota: null,
      begunToday: 0,
      calendar,
      status: {
        placeId,
        services: own,
        legs: [unknownYet, unknownYet] as const,
        counters: [own.rekam],
        conflicts: [],
        overtaken: [],
      },
    };
  });
  const all = Object.values(rekam);
  const cityRekam =
    all.length === 6 ? all[0]! : all.length === 0 ? open : { ...all[0]!, condition: 'limited' as const };
  const cityStates = Object.fromEntries(
    services.map((service) => [service, others[service] ?? (service === 'rekam' ? cityRekam : unknownYet)]),
  ) as Record<Service, ServiceState>;
  return { at, city: { ...cityStates, ...city }, places };
}

const none: KnownDrafts = { drafts: [], announced: [], dismissed: [] };
const draftOf = (facts: AnnouncedFacts, rest: Partial<OpenDraft> = {}): OpenDraft => ({
  id: makeId('announcement-draft', 1, new Uint8Array(10)),
  service: facts.service,
  placeId: facts.placeId,
  asked: false,
  facts,
  overtaken: null,
  ...rest,
});
const factsAt = (
  of: Situation,
  placeId: PlaceId | null = oebobo,
  service: Service = 'rekam',
): AnnouncedFacts => factsOf({ service, placeId }, of)!;
const evening = 10 * 60;

describe('a matter', () => {
  it('ANN1 is one service at one place, and the whole city where it stands alike everywhere', () => {
    expect(mattersOf(situation({ 0: stopped(), 2: stopped() })).map(keyOfMatter)).toEqual([
      `rekam ${oebobo}`,
      `rekam ${placeIds[2]}`,
    ]);
    const everywhere = Object.fromEntries(names.map((_, index) => [index, stopped()]));
    expect(mattersOf(situation(everywhere))).toEqual([{ service: 'rekam', placeId: null }]);
    expect(mattersOf(situation({}, 0, { cetak: stated('stopped') }))).toEqual([
      { service: 'cetak', placeId: null },
    ]);
  });

  it('ANN1 is not made by what nobody knows', () => {
    expect(mattersOf(situation({ 0: { ...unknownYet, cause: 'station-silent' } }))).toEqual([]);
  });

  it('ANN2 holds cause, since, what is still possible and the nearest places that work', () => {
    const facts = factsAt(situation({ 0: stopped(), 1: stopped() }, 5, { suket: stated('open') }));
    expect(facts).toMatchObject({
      placeName: 'Oebobo',
      condition: 'stopped',
      causes: ['device-missing'],
      missing: ['iris'],
      since: after(0),
      asOf: after(5),
      working: 4,
      places: 6,
      stillHere: ['suket'],
    });
    expect(facts.alternatives.map(({ name }) => name)).toEqual([
      'Kelapa Lima',
      'Maulafa',
      'Kota Raja',
      'Kota Lama',
    ]);
    expect(factsAt(situation({ 0: stopped() })).alternatives).toHaveLength(mostAlternatives);
  });

  it('ANN2 names every cause of a city that stands still', () => {
    const everywhere = Object.fromEntries(
      names.map((_, index) => [
        index,
        index === 3 ? { ...stopped(), cause: 'power' as const, missing: [] } : stopped(),
      ]),
    );
    expect(factsAt(situation(everywhere), null).causes).toEqual(['device-missing', 'power']);
  });
});

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

const facts = factsAt(situation({ 0: stopped() }));
const question = {
  basis: facts,
  facts,
  overtaken: false,
  revision: 3,
  seenRevision: 3,
  nextNewsAt: after(120),
  now: after(0),
};
const refusal = (code: string) => ({ ok: false, code });
const paragraphs = { title: 'Perekaman berhenti', what: 'Sejak pagi.', why: '', still: '', instead: '' };

describe('approval', () => {
  it('ANN10 is for what stands now, as it was seen', () => {
    expect(decideApproval(question)).toMatchObject({ ok: true });
    expect(decideApproval({ ...question, seenRevision: 2 })).toMatchObject(refusal('ANNOUNCEMENT_MOVED'));
    expect(decideApproval({ ...question, overtaken: true })).toMatchObject(refusal('ANNOUNCEMENT_OVERTAKEN'));
    const moved = { ...facts, expectedUntil: '2017-04-02' as PlainDate };
    expect(isSameStory(moved, facts)).toBe(false);
    expect(decideApproval({ ...question, facts: moved })).toMatchObject(refusal('ANNOUNCEMENT_OVERTAKEN'));
  });

  it('ANN11 says when the next news comes; only good news may be the last', () => {
    expect(decideApproval({ ...question, nextNewsAt: null })).toMatchObject(
      refusal('ANNOUNCEMENT_NEXT_NEWS_MISSING'),
    );
    const good = { ...facts, condition: 'open' as const };
    expect(decideApproval({ ...question, basis: good, facts: good, nextNewsAt: null })).toMatchObject({
      ok: true,
    });
    for (const nextNewsAt of [after(0), after(-1), after(31 * 1440 + 1), 'soon' as Instant])
      expect(decideApproval({ ...question, nextNewsAt })).toMatchObject(
        refusal('ANNOUNCEMENT_NEXT_NEWS_TIME'),
      );
  });

  it('ANN11 proposes later today, the next working morning and one a week on', () => {
    expect(suggestNextNews(calendar, after(0))).toEqual([
      '2017-03-28T07:00:00.000Z',
      '2017-03-29T02:00:00.000Z',
      '2017-04-04T02:00:00.000Z',
    ]);
    // Friday at half past three: nothing more today, and Monday comes next.
    const friday = toInstant(Date.parse('2017-03-31T15:30:00+08:00'));
    expect(suggestNextNews(calendar, friday)[0]).toBe('2017-04-03T02:00:00.000Z');
  });

  it('ANN12 wants words in both languages, of a length that is read', () => {
    const words = { id: paragraphs, en: { ...paragraphs, title: '  Recording\n stopped ' } };
    expect(checkWords(words)).toMatchObject({ ok: true, value: { en: { title: 'Recording stopped' } } });
    expect(checkWords({ ...words, en: { ...paragraphs, what: ' ' } })).toMatchObject(
      refusal('ANNOUNCEMENT_TEXT_MISSING'),
    );
    expect(
      checkWords({ ...words, id: { ...paragraphs, title: 'x'.repeat(mostCharacters.title + 1) } }),
    ).toMatchObject(refusal('ANNOUNCEMENT_TEXT_LONG'));
    expect(
      checkWords({ ...words, id: { ...paragraphs, why: 'x'.repeat(mostCharacters.paragraph + 1) } }),
    ).toMatchObject(refusal('ANNOUNCEMENT_TEXT_LONG'));
  });
});

const announcement = (number: number, rest: Partial<Announcement> = {}): Announcement => ({
  number,
  facts,
  words: { id: paragraphs, en: paragraphs },
  publishedAt: after(number),
  nextNewsAt: after(number + 60),
  corrects: null,
  withdrawn: null,
  ...rest,
});
const withdrawn = { at: after(9), reason: 'Keliru menyebut tempat.' };

describe('an announcement', () => {
  it('ANN14 stands until the next of its matter', () => {
    const elsewhere = announcement(2, { facts: factsAt(situation({ 1: stopped() }), alak) });
    const all = [announcement(1), elsewhere, announcement(3), announcement(4)];
    expect(all.map((one) => standingOf(one, all))).toEqual([
      { is: 'followed', by: 3 },
      { is: 'current' },
      { is: 'followed', by: 4 },
      { is: 'current' },
    ]);
    const back = [announcement(1), announcement(2, { withdrawn })];
    expect(back.map((one) => standingOf(one, back).is)).toEqual(['current', 'withdrawn']);
  });

  it('ANN14 is on the first page while it stands, good news for two days', () => {
    const good = announcement(1, { facts: { ...facts, condition: 'open' } });
    expect(isOnFirstPage(announcement(1), [announcement(1)], after(9999))).toBe(true);
    expect(isOnFirstPage(good, [good], after(60))).toBe(true);
    expect(isOnFirstPage(good, [good], after(3000))).toBe(false);
    expect(isOnFirstPage(announcement(1), [announcement(1), announcement(2)], after(5))).toBe(false);
  });

  it('ANN11 news that was promised and has not come is overdue', () => {
    const one = announcement(1);
    expect(isNewsOverdue(one, [one], after(60))).toBe(false);
    expect(isNewsOverdue(one, [one], after(61))).toBe(true);
    expect(isNewsOverdue(one, [one, announcement(2)], after(61))).toBe(false);
  });

  it('ANN15 is withdrawn once, with a reason', () => {
    expect(decideWithdrawal(announcement(1), ' Keliru menyebut tempat. ')).toEqual({
      ok: true,
      value: 'Keliru menyebut tempat.',
    });
    expect(decideWithdrawal(announcement(1), 'keliru')).toMatchObject(refusal('ANNOUNCEMENT_REASON'));
    expect(decideWithdrawal(announcement(1, { withdrawn }), withdrawn.reason)).toMatchObject(
      refusal('ANNOUNCEMENT_ENDED'),
    );
  });

  it('ANN16 is corrected by one that names it, and not when withdrawn', () => {
    const all = [announcement(1), announcement(2, { corrects: 1 })];
    expect(standingOf(all[0]!, all)).toEqual({ is: 'corrected', by: 2 });
    expect(decideCorrection(all[0]!, all)).toMatchObject(refusal('ANNOUNCEMENT_ENDED'));
    expect(decideCorrection(all[1]!, all)).toMatchObject({ ok: true });
    const gone = announcement(1, { withdrawn });
    expect(decideCorrection(gone, [gone])).toMatchObject(refusal('ANNOUNCEMENT_ENDED'));
  });
});
