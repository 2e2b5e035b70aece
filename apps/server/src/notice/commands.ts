import {
  type AskedBefore,
  type Contact,
  daysLater,
  decideAsk,
  deriveLapse,
  deriveReminderEnd,
  dueReminder,
  type Instant,
  isDue,
  type LetterId,
  type Notice,
  type NoticeChannel,
  type NoticeEnd,
  type NoticeSubject,
  type Outcome,
  type PlaceId,
  type PlainDate,
  parseContact,
  type RemindedLetter,
  toInstant,
} from '@rekam/domain';
import { appendFact, theOffice } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { type AwaitedCards, turnCardNotices } from './card-notices.ts';
import type { Channels } from './channels.ts';
import { putMessage } from './outbox-store.ts';
import { listReminders } from './reminder-store.ts';
import {
  countAsked,
  endNotice,
  findByToken,
  findOpenNotice,
  forgetEnded,
  listWaiting,
  lockContact,
  putNotice,
  type StoredNotice,
  setConfirmed,
} from './store.ts';
import { hashOfContact, hashOfToken, makeToken, sealSecret } from './vault.ts';

/** What notices take from letters. */
export interface RemindedLetters {
  readonly today: () => Promise<PlainDate>;
  readonly dayOf: (at: Instant) => Promise<PlainDate>;
  /** Days before the end of a letter, of the policy in force; empty: nobody is reminded. */
  readonly remindDays: () => Promise<readonly number[]>;
  /** By its number. @throws Refused for somebody who asks too fast */
  readonly find: (number: string, remoteAddress: string) => Promise<AskedLetter | null>;
}

export interface AskedLetter extends RemindedLetter {
  readonly id: LetterId;
}

export interface NoticeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly channels: Channels;
  /** What links begin with. */
  readonly publicUrl: string;
  /** Whether residents are recorded at a place now. */
  readonly works: (placeId: PlaceId) => boolean;
  readonly letters: RemindedLetters;
  readonly cards: AwaitedCards;
  readonly officeName: () => Promise<string>;
  readonly emit: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
}

const hourMs = 3_600_000;

/** Asks a contact whether it wants to be told when recording works again. @throws Refused */
export const askNotice = (deps: NoticeDeps, placeId: PlaceId, typed: string): Promise<NoticeChannel> =>
  askToConfirm(deps, { kind: 'place', placeId }, typed, false, (channelOpen, before) =>
    decideAsk({ channelOpen, works: deps.works(placeId), ...before }),
  );

/** Orders the message that asks; the same contact about the same thing is the same notice (NTC9). @throws Refused */
export async function askToConfirm(
  deps: NoticeDeps,
  about: NoticeSubject,
  typed: string,
  atCounter: boolean,
  decide: (channelOpen: boolean, before: AskedBefore) => Outcome<null>,
): Promise<NoticeChannel> {
  const contact = getValue(parseContact(typed));
  const hash = hashOfContact(deps.keyring(), contact.address);
  await deps.database.transact(async (tx) => {
    await lockContact(tx, hash);
    const asked = await countAsked(tx, hash, {
      ofContact: toInstant(deps.clock() - 24 * hourMs),
      ofAnybody: toInstant(deps.clock() - hourMs),
    });
    const before = {
      askedOfContactToday: asked.ofContact,
      askedByOfficeThisHour: atCounter ? 0 : asked.ofAnybody,
    };
    getValue(decide(deps.channels.isOpen(contact.channel), before));
    const known = await findOpenNotice(tx, about, hash);
    if (known?.confirmedAt) return;
    const id = known?.id ?? (await beginNotice(tx, deps, about, contact, hash));
    await putMessage(tx, id, 'confirm', nowOf(deps.clock), { atCounter });
  });
  return contact.channel;
}

async function beginNotice(
  tx: Queryable,
  { clock, keyring }: NoticeDeps,
  about: NoticeSubject,
  { channel, address }: Contact,
  contactHash: Uint8Array,
): Promise<Notice['id']> {
  const id = newId('notice', clock);
  const askedAt = nowOf(clock);
  const token = makeToken();
  const hashes = { contact: contactHash, token: hashOfToken(token) };
  const secret = sealSecret(keyring(), id, { address, token });
  await putNotice(tx, { id, about, channel, askedAt, confirmedAt: null }, hashes, secret);
  await note(tx, id, 'notice-asked', askedAt, { ...about, channel });
  return id;
}

/** @throws Refused when the link belongs to nothing that still lives */
async function getLiving(tx: Queryable, { clock }: NoticeDeps, token: string): Promise<StoredNotice> {
  const notice = await findByToken(tx, hashOfToken(token));
  if (!notice || notice.ended !== null || deriveLapse(notice, nowOf(clock)) !== null)
    throw new Refused('NOTICE_LINK_INVALID');
  return notice;
}

export const findNotice = (deps: NoticeDeps, token: string): Promise<StoredNotice> =>
  deps.database.transact((tx) => getLiving(tx, deps, token));

/** The contact says yes; saying it again changes nothing. */
export const confirmNotice = (deps: NoticeDeps, token: string): Promise<StoredNotice> =>
  deps.database.transact(async (tx) => {
    const notice = await getLiving(tx, deps, token);
    if (notice.confirmedAt) return notice;
    const confirmedAt = nowOf(deps.clock);
    await setConfirmed(tx, notice.id, confirmedAt);
    await note(tx, notice.id, 'notice-confirmed', confirmedAt, {});
    return { ...notice, confirmedAt };
  });

/** One step out (NTC6, NTC7). */
export const stopNotice = (deps: NoticeDeps, token: string): Promise<StoredNotice> =>
  deps.database.transact(async (tx) => {
    const notice = await getLiving(tx, deps, token);
    await finishNotice(tx, notice.id, 'stopped', nowOf(deps.clock));
    return notice;
  });

/** Orders what is due now, ends what has lapsed, forgets what ended a day ago. */
export async function turnNotices(deps: NoticeDeps): Promise<void> {
  const { database, clock } = deps;
  const now = nowOf(clock);
  for (const notice of await listWaiting(database)) {
    const lapse = deriveLapse(notice, now);
    if (lapse !== null) await database.transact((tx) => finishNotice(tx, notice.id, lapse, now));
    else if (isDue(notice, deps.works(notice.about.placeId), now))
      await putMessage(database, notice.id, 'works-again', now);
  }
  await turnReminders(deps, now);
  await turnCardNotices(deps, now, (tx, id, as) => finishNotice(tx, id, as, now));
  await forgetEnded(database, toInstant(clock() - 24 * hourMs));
}

/** Ends what its letter ended, orders the reminders whose day has come (NTC12, NTC13). */
async function turnReminders({ database, letters }: NoticeDeps, now: Instant): Promise<void> {
  const [today, remindDays] = [await letters.today(), await letters.remindDays()];
  const furthest = Math.max(0, ...remindDays);
  for (const reminder of await listReminders(database, daysLater(today, furthest))) {
    const over = deriveReminderEnd(reminder, today) ?? deriveLapse(reminder, now);
    if (over !== null) await database.transact((tx) => finishNotice(tx, reminder.id, over, now));
    else if (reminder.confirmedAt !== null) {
      const confirmedOn = await letters.dayOf(reminder.confirmedAt);
      const daysBefore = dueReminder({ ...reminder, remindDays, confirmedOn, today });
      if (daysBefore !== null) await putMessage(database, reminder.id, 'letter-ending', now, { daysBefore });
    }
  }
}

/** Ends a notice that still lives, and writes down how. */
export async function finishNotice(tx: Queryable, id: string, as: NoticeEnd, at: Instant): Promise<void> {
  if (await endNotice(tx, id, as, at)) await note(tx, id, 'notice-ended', at, { as });
}

/** Nothing of the contact is ever written into a fact. */
async function note(
  tx: Queryable,
  subjectId: string,
  kind: string,
  at: Instant,
  details: Readonly<Record<string, string>>,
): Promise<void> {
  await appendFact(tx, { at, noun: 'notice', subjectId, kind, actor: theOffice, details });
}
