/** Hand-overs as screens and counters see them. */
import {
  type Biodata,
  type DirectoryEntry,
  findWay,
  type HandoverQuestion,
  handoverQuestions,
  handoverStateOn,
  type OfficerId,
} from '@rekam/domain';
import type { ComparedFinger, HandoverRow, HandoverView } from '@rekam/protocol/http/handover-api.ts';
import type { HandoverAtCounter } from '@rekam/protocol/http/handover-counter-api.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { Refused } from '../ports/refused.ts';
import { type HandoverDeps, nameOf, todayOf } from './deps.ts';
import { evidenceOf } from './evidence.ts';
import { type Capture, findHandover, type Handover, listCaptures, listUnderWay } from './store.ts';

type StationedCapture = Capture & { readonly station: string };

/** @throws Refused HANDOVER_NOT_FOUND */
export async function viewOf(deps: HandoverDeps, id: string, readerId: OfficerId): Promise<HandoverView> {
  const { database } = deps;
  const handover = await findHandover(database, id);
  if (!handover) throw new Refused('HANDOVER_NOT_FOUND');
  const today = await todayOf(deps);
  const card = await deps.cards.find(database, handover.cardId);
  const captures = await listCaptures(database, [id]);
  const prints = await deps.fingers.list(handover.receiverNik);
  const state = handoverStateOn(handover, today);
  const receiver = await deps.findResident(database, handover.receiverNik);
  const kept = captures.findLast(({ verdict }) => verdict === null);
  const letter = state === 'open' ? await deps.letters.findValid(database, card.nik, today) : null;
  return {
    ...rowOf(handover, captures, prints.length, {
      readerId,
      names: await deps.officerNames(),
      holder: { nik: card.nik, name: (await deps.findResident(database, card.nik))?.biodata.name ?? '–' },
      receiver: { nik: handover.receiverNik, name: receiver?.biodata.name ?? '–' },
    }),
    state,
    cardId: card.id,
    piece: handover.receipt?.piece ?? card.piece,
    basis: handover.policy.basis,
    prints: [...prints],
    tries: captures.flatMap((capture) => {
      const tried = comparedOf(capture);
      return tried ? [{ ...tried, station: capture.station }] : [];
    }),
    triesLeft: triesLeft(handover, captures),
    printTaken: kept ? { at: kept.at, finger: kept.finger, station: kept.station } : null,
    noScanner: handover.noScanner,
    reason: handover.reason,
    questions: prints.length === 0 && state === 'open' ? questionsOf(receiver, handover.answered) : [],
    leastQuestions: handover.policy.leastQuestions,
    letter: letter && { number: letter.number, validUntil: letter.validUntil },
    done: doneOf(handover),
  };
}

/** Those under way today, the oldest first. */
export async function listRows(deps: HandoverDeps, readerId: OfficerId): Promise<HandoverRow[]> {
  const { database } = deps;
  const underWay = await listUnderWay(database, await todayOf(deps));
  const captures = await listCaptures(
    database,
    underWay.map(({ id }) => id),
  );
  const names = await deps.officerNames();
  const rows: HandoverRow[] = [];
  for (const handover of underWay) {
    const { nik } = await deps.cards.find(database, handover.cardId);
    const known = await deps.findResidents(database, [nik, handover.receiverNik]);
    const person = (one: string) => ({
      nik: one,
      name: known.find(({ biodata }) => biodata.nik === one)?.biodata.name ?? '–',
    });
    const prints = (await deps.fingers.list(handover.receiverNik)).length;
    const own = captures.filter(({ handoverId }) => handoverId === handover.id);
    const people = { readerId, names, holder: person(nik), receiver: person(handover.receiverNik) };
    rows.push(rowOf(handover, own, prints, people));
  }
  return rows;
}

interface People extends Pick<HandoverRow, 'holder' | 'receiver'> {
  readonly readerId: OfficerId;
  readonly names: ReadonlyMap<string, string>;
}

function rowOf(
  handover: Handover,
  captures: readonly Capture[],
  prints: number,
  { readerId, names, holder, receiver }: People,
): HandoverRow {
  const { id, code, openedAt, openedBy, policy, agreedBy, agreedAt } = handover;
  const way = findWay(evidenceOf(handover, captures, prints), policy);
  return {
    id,
    code,
    openedAt,
    openedBy: nameOf(names, openedBy),
    own: openedBy === readerId,
    holder,
    receiver,
    way: way.ok ? way.value : null,
    missing: way.ok ? null : sentenceOf(way.code, way.details),
    needsSecond: way.ok && way.value !== 'finger',
    agreed: agreedBy && agreedAt ? { by: nameOf(names, agreedBy), at: agreedAt } : null,
  };
}

function comparedOf({
  at,
  finger,
  verdict,
  doubt,
  looksLike,
  score,
}: StationedCapture): ComparedFinger | null {
  return verdict && { at, finger, verdict, doubt, looksLike, score };
}

const triesLeft = ({ policy }: Handover, captures: readonly Capture[]): number =>
  Math.max(0, policy.tries - captures.filter(({ verdict }) => verdict !== null).length);

const answers: Readonly<Record<HandoverQuestion, (biodata: Biodata) => string>> = {
  'birth-place': ({ birthPlace }) => birthPlace,
  'birth-date': ({ birthDate }) => birthDate,
  address: ({ address, rt, rw }) => `${address}, RT ${rt} / RW ${rw}`,
  'family-card': ({ familyCardNumber }) => familyCardNumber ?? '',
  occupation: ({ occupation }) => occupation,
};

/** What the register can answer; it asks nothing that it does not know itself. */
function questionsOf(
  receiver: DirectoryEntry | null,
  answered: readonly HandoverQuestion[],
): HandoverView['questions'] {
  if (!receiver) return [];
  return handoverQuestions
    .map((question) => ({
      question,
      answer: answers[question](receiver.biodata),
      answered: answered.includes(question),
    }))
    .filter(({ answer }) => answer !== '');
}

function doneOf({ endedAt, receipt }: Handover): HandoverView['done'] {
  if (!receipt || !endedAt) return null;
  const { by, letter, oldCard, voidedLetter, photo } = receipt;
  return { at: endedAt, by, letter, oldCard, voidedLetter, photo };
}

/** What a counter needs to know: a name to call, which fingers, how often. */
export async function counterViewOf(deps: HandoverDeps, handover: Handover): Promise<HandoverAtCounter> {
  const captures = await listCaptures(deps.database, [handover.id]);
  const receiver = await deps.findResident(deps.database, handover.receiverNik);
  return {
    id: handover.id,
    receiverName: receiver?.biodata.name ?? '–',
    prints: [...(await deps.fingers.list(handover.receiverNik))],
    tries: captures.flatMap((capture) => comparedOf(capture) ?? []),
    triesLeft: triesLeft(handover, captures),
    printTaken: captures.some(({ verdict }) => verdict === null),
  };
}
