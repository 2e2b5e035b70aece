import type { Instant } from '../kernel/calendar.ts';
import type { AnnouncementDraftId } from '../kernel/ids.ts';
import {
  type AnnouncedFacts,
  alternativesHold,
  changesBetween,
  endIsBelieved,
  factsOf,
  isSameStory,
  keyOfMatter,
  type Matter,
  mattersOf,
  type Situation,
} from './matter.ts';

export const overtakenReasons = ['works-again', 'as-announced', 'whole-city', 'not-known'] as const;
/** What became of the matter of a draft: it runs, it stands as announced, the city's draft covers it, nobody knows. */
export type OvertakenReason = (typeof overtakenReasons)[number];

export interface OpenDraft extends Matter {
  readonly id: AnnouncementDraftId;
  /** Somebody asked for it (ANN9), or it corrects an announcement: nothing overtakes it. */
  readonly asked: boolean;
  /** Facts as they were last heard. */
  readonly facts: AnnouncedFacts;
  readonly overtaken: { readonly as: OvertakenReason; readonly at: Instant } | null;
}

/** What there is already, each of the three at most once a matter. */
export interface KnownDrafts {
  readonly drafts: readonly OpenDraft[];
  /** What was announced last of each matter and was not withdrawn. */
  readonly announced: readonly AnnouncedFacts[];
  /** What was turned down last of each matter, and of which nothing was announced since. */
  readonly dismissed: readonly { readonly facts: AnnouncedFacts; readonly at: Instant }[];
}

export type DraftChange =
  | { readonly kind: 'draft'; readonly facts: AnnouncedFacts }
  | { readonly kind: 'move'; readonly id: AnnouncementDraftId; readonly facts: AnnouncedFacts }
  | { readonly kind: 'overtake'; readonly id: AnnouncementDraftId; readonly as: OvertakenReason }
  | { readonly kind: 'close'; readonly id: AnnouncementDraftId };

const dayMs = 86_400_000;
/** ANN5, ANN8. */
export const rememberedForMs = dayMs;

/** What drafts to begin, move, overtake and close (ANN3 to ANN9). */
export function decideDrafts(situation: Situation, known: KnownDrafts): DraftChange[] {
  const now = mattersOf(situation);
  const every = new Map(
    [...now, ...known.drafts, ...known.announced].map(({ service, placeId }) => {
      const matter: Matter = { service, placeId };
      return [keyOfMatter(matter), matter] as const;
    }),
  );
  const context = { situation, known, now: new Set(now.map(keyOfMatter)) };
  return [...every.values()].flatMap((matter) => decideMatter(matter, context) ?? []);
}

interface Context {
  readonly situation: Situation;
  readonly known: KnownDrafts;
  readonly now: ReadonlySet<string>;
}

function decideMatter(matter: Matter, context: Context): DraftChange | null {
  const draft = ofMatter(matter, context.known.drafts);
  const wanted = findWanted(matter, draft, context);
  if (wanted === 'as-it-was') return null;
  if (typeof wanted === 'string') return draft ? overtake(draft, wanted, context.situation.at) : null;
  if (!draft) return isDismissed(wanted, context) ? null : { kind: 'draft', facts: wanted };
  const still = draft.overtaken === null && changesBetween(draft.facts, wanted).length === 0;
  return still ? null : { kind: 'move', id: draft.id, facts: wanted };
}

const ofMatter = <M extends Matter>(matter: Matter, all: readonly M[]): M | undefined =>
  all.find((one) => keyOfMatter(one) === keyOfMatter(matter));

/** The facts that are to be drafted, or why none are. */
function findWanted(
  matter: Matter,
  draft: OpenDraft | undefined,
  { situation, known, now }: Context,
): AnnouncedFacts | OvertakenReason | 'as-it-was' {
  const facts = factsOf(matter, situation);
  if (!facts) return 'not-known';
  if (draft?.asked) return facts;
  const announced = ofMatter(matter, known.announced);
  if (now.has(keyOfMatter(matter))) {
    const stands = announced && isSameStory(announced, facts) && alternativesHold(announced, situation);
    return stands ? 'as-announced' : facts;
  }
  if (facts.condition === 'unknown') return isUnstated(matter, situation) ? 'not-known' : 'as-it-was';
  if (!endIsBelieved(matter, situation)) return 'as-it-was';
  // A place beside whose city's draft its own would say the same again.
  if (matter.placeId !== null && facts.condition !== 'open') return 'whole-city';
  if (!announced || announced.condition === 'open') return 'works-again';
  return isSameStory(announced, facts) ? 'as-announced' : facts;
}

/** Nobody says anything of the service any more, unlike a counter that is silent. */
const isUnstated = ({ service, placeId }: Matter, { places, city }: Situation): boolean =>
  (placeId === null ? city[service] : places.find((one) => one.placeId === placeId)?.status.services[service])
    ?.source === 'nobody';

function overtake(
  { id, asked, overtaken }: OpenDraft,
  as: OvertakenReason,
  now: Instant,
): DraftChange | null {
  if (asked) return null;
  if (overtaken === null) return { kind: 'overtake', id, as };
  return Date.parse(now) - Date.parse(overtaken.at) >= rememberedForMs ? { kind: 'close', id } : null;
}

/** Rule ANN8. */
function isDismissed(facts: AnnouncedFacts, { situation, known }: Context): boolean {
  const dismissed = known.dismissed.find((one) => keyOfMatter(one.facts) === keyOfMatter(facts));
  if (!dismissed || !isSameStory(dismissed.facts, facts)) return false;
  const recent = Date.parse(situation.at) - Date.parse(dismissed.at) < rememberedForMs;
  return recent || dismissed.facts.since === facts.since;
}
