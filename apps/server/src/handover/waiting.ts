/** Cards that nobody fetched: listed, returned, given up (HND20–HND22), written off as lost (CRD44). */

import {
  type BlankDocument,
  type CardId,
  dayAt,
  daysLater,
  decideGiveUp,
  decideReturn,
  type HandoverPolicy,
  handoverPolicyOn,
  type Instant,
  type NoticeChannel,
  type PlainDate,
  timeZones,
  type WaitingCard,
  waitingDates,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { handoverWaitingApi, WaitingCardRow } from '@rekam/protocol/http/handover-waiting-api.ts';
import { byOf } from '../audit/index.ts';
import { documentView } from '../blank/index.ts';
import type { Handlers } from '../ports/call.ts';
import { nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { type Permitted, permitAnywhere, permittedPlaces } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { note, todayOf } from './deps.ts';
import { type LostCardDeps, writeOffLostCard } from './lost-card.ts';
import { handoverRules } from './rules.ts';
import { refuseUnderWay } from './under-way.ts';
import { countWaiting, findWaiting, insertReturn, listWaiting, type StoredWaiting } from './waiting-store.ts';

/** How far the notices about a card are. */
export interface CardNoticeStanding {
  readonly cardId: string;
  readonly asked: number;
  readonly confirmed: number;
  readonly toldAt: Instant | null;
}

export interface WaitingDeps extends LostCardDeps {
  readonly kecamatanNames: () => Promise<ReadonlyMap<string, string>>;
  readonly notices: {
    readonly isOpen: () => boolean;
    /** @throws Refused */
    readonly ask: (cardId: CardId, contact: string) => Promise<NoticeChannel>;
    readonly of: (cardIds: readonly string[]) => Promise<readonly CardNoticeStanding[]>;
  };
  /** @throws Refused where the card is none that was checked */
  readonly giveUp: (tx: Queryable, by: Permitted, cardId: string, reason: string) => Promise<void>;
}

export function waitingRoutes(
  deps: WaitingDeps,
): Handlers<typeof officeApi, keyof typeof handoverWaitingApi> {
  const { database, notices } = deps;
  return {
    listWaitingCards: async ({ officer, query: { which, from, limit } }) => {
      permittedPlaces(officer, 'handover.view');
      const today = await todayOf(deps);
      const policy = handoverPolicyOn(await handoverRules.list(database), today);
      const dueBefore = policy.ok ? await dueBefores(deps, policy.value, today) : noneDue;
      const stored = await listWaiting(database, which === 'due' ? dueBefore : null, from - 1, limit);
      const ids = stored.map(({ cardId }) => cardId);
      const standings = new Map((await notices.of(ids)).map((one) => [one.cardId, one]));
      const rows = await describe(deps, stored, policy.ok ? policy.value : null, today);
      return {
        rows: rows.map((row) => {
          const { asked = 0, confirmed = 0, toldAt = null } = standings.get(row.cardId) ?? {};
          return { ...row, told: { confirmed, unconfirmed: asked - confirmed, lastAt: toldAt } };
        }),
        ...(await countWaiting(database, dueBefore)),
        messagesOpen: notices.isOpen(),
      };
    },
    askCardNotice: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'card.ask');
      const { id } = await deps.cards.find(database, params.id);
      const channel = await notices.ask(id, body.contact);
      await note(database, deps, byOf(by), id, 'card-notice-asked', { channel });
      return { channel };
    },
    returnCard: async ({ officer, params }) => {
      const by = permitAnywhere(officer, 'handover.return');
      return documentView(await returnCard(deps, by, params.id));
    },
    giveUpCard: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'handover.give-up');
      return documentView(await giveUpCard(deps, by, params.id, body.reason));
    },
    loseCard: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'handover.give-up');
      return documentView(await writeOffLostCard(deps, by, params.id, body.reason));
    },
  };
}

/** A card checked before one of these moments may be returned, or given up; null: none may. */
export interface DueBefore {
  readonly returning: Instant | null;
  readonly givingUp: Instant | null;
}
const noneDue: DueBefore = { returning: null, givingUp: null };

async function dueBefores(
  { timeZone }: WaitingDeps,
  { returnAfterDays, giveUpAfterDays }: HandoverPolicy,
  today: PlainDate,
): Promise<DueBefore> {
  const { offsetMinutes } = timeZones[await timeZone()];
  // The end of the last day that is long enough ago, by the office's own clock.
  const before = (days: number): Instant =>
    new Date(
      Date.parse(`${daysLater(today, 1 - days)}T00:00:00Z`) - offsetMinutes * 60_000,
    ).toISOString() as Instant;
  return {
    returning: before(returnAfterDays),
    givingUp: giveUpAfterDays === null ? null : before(giveUpAfterDays),
  };
}

async function describe(
  deps: WaitingDeps,
  stored: readonly StoredWaiting[],
  policy: HandoverPolicy | null,
  today: PlainDate,
) {
  const niks = stored.map(({ nik }) => nik);
  const known = new Map(
    (await deps.findResidents(deps.database, niks)).map((entry) => [entry.biodata.nik, entry]),
  );
  const kecamatan = await deps.kecamatanNames();
  const { offsetMinutes } = timeZones[await deps.timeZone()];
  return stored.map(({ cardId, nik, piece, ...moments }) => {
    const days = daysOf(moments, offsetMinutes);
    const { biodata: holder, diedOn = null } = known.get(nik) ?? {};
    const waiting = { ...days, holderDied: diedOn !== null };
    return {
      cardId,
      nik,
      name: holder?.name ?? '–',
      kecamatan: kecamatan.get(holder?.kelurahanCode.slice(0, 8) ?? '') ?? '–',
      piece,
      ...days,
      // The card of who died is given up at once (HND22), whatever its days.
      ...(policy && diedOn === null ? waitingDates(days, policy) : { returnFrom: null, giveUpFrom: null }),
      holderDiedOn: diedOn,
      due: policy && dueAct(waiting, policy, today),
    };
  });
}

function dueAct(waiting: WaitingCard, policy: HandoverPolicy, today: PlainDate): WaitingCardRow['due'] {
  if (decideGiveUp(waiting, policy, today).ok) return 'give-up';
  return decideReturn(waiting, policy, today).ok ? 'return' : null;
}

const daysOf = (
  { checkedAt, returnedAt }: Pick<StoredWaiting, 'checkedAt' | 'returnedAt'>,
  offsetMinutes: number,
) => ({
  since: dayAt(checkedAt, offsetMinutes),
  returnedOn: returnedAt && dayAt(returnedAt, offsetMinutes),
});

/** A waiting card with its days and the rule in force. @throws Refused with what the card is instead */
async function getWaiting(deps: WaitingDeps, tx: Queryable, cardId: string) {
  const today = await todayOf(deps);
  const policy = getValue(handoverPolicyOn(await handoverRules.list(tx), today));
  const { id } = await deps.cards.getReady(tx, cardId);
  const found = await findWaiting(tx, id);
  if (!found) throw new Refused('CARD_NOT_CHECKED');
  const { offsetMinutes } = timeZones[await deps.timeZone()];
  const holder = await deps.findResident(tx, found.nik);
  const waiting = {
    ...daysOf(found, offsetMinutes),
    holderDied: holder !== null && holder.diedOn !== null,
  };
  return { id, today, policy, waiting, checkedAt: found.checkedAt };
}

/** HND21. @returns the paper about the piece @throws Refused */
async function returnCard(deps: WaitingDeps, by: Permitted, cardId: string): Promise<BlankDocument> {
  return deps.database.transact(async (tx) => {
    const { id, today, policy, waiting, checkedAt } = await getWaiting(deps, tx, cardId);
    getValue(decideReturn(waiting, policy, today));
    const returned = await insertReturn(tx, id, { at: nowOf(deps.clock), by: by.officer.id, checkedAt });
    if (!returned) throw new Refused('HANDOVER_RETURNED_ALREADY');
    await note(tx, deps, byOf(by), id, 'card-returned', { since: waiting.since });
    return deps.pieces.bringBack(tx, id, byOf(by));
  });
}

/** HND22. @returns the paper about the piece @throws Refused */
async function giveUpCard(
  deps: WaitingDeps,
  by: Permitted,
  cardId: string,
  reason: string,
): Promise<BlankDocument> {
  return deps.database.transact(async (tx) => {
    const { id, today, policy, waiting } = await getWaiting(deps, tx, cardId);
    getValue(decideGiveUp(waiting, policy, today));
    await refuseUnderWay(deps, tx, id);
    await deps.giveUp(tx, by, id, reason);
    return deps.pieces.spoil(tx, id, { reason: reason.trim(), photos: [] }, byOf(by));
  });
}
