import {
  type Contact,
  decideAsk,
  deriveLapse,
  type Instant,
  isDue,
  type Notice,
  type NoticeEnd,
  nextTry,
  type PlaceId,
  parseContact,
  toInstant,
} from '@rekam/domain';
import { appendFact, theOffice } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { type Channels, type Letter, Undeliverable } from './channels.ts';
import {
  countAsked,
  type DueMessage,
  deleteEnded,
  endNotice,
  findByToken,
  findOpenNotice,
  listWaiting,
  lockContact,
  markFailed,
  markSent,
  putMessage,
  putNotice,
  type StoredNotice,
  setConfirmed,
  takeDueMessage,
} from './store.ts';
import { hashOfContact, hashOfToken, makeToken, openSecret, sealSecret } from './vault.ts';
import { wordings } from './wording.ts';

export interface NoticeDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly channels: Channels;
  /** What links begin with. */
  readonly publicUrl: string;
  /** Whether residents are recorded at a place now. */
  readonly works: (placeId: PlaceId) => boolean;
  readonly emit: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
}

const hourMs = 3_600_000;

/** Asks a contact whether it wants to be told; the same contact at the same place is the same notice (NTC9). */
export async function askNotice(deps: NoticeDeps, placeId: PlaceId, typed: string): Promise<void> {
  const contact = getValue(parseContact(typed));
  const hash = hashOfContact(deps.keyring(), contact.address);
  const now = nowOf(deps.clock);
  await deps.database.transact(async (tx) => {
    await lockContact(tx, hash);
    const asked = await countAsked(tx, hash, {
      ofContact: toInstant(deps.clock() - 24 * hourMs),
      ofAnybody: toInstant(deps.clock() - hourMs),
    });
    getValue(
      decideAsk({
        channelOpen: deps.channels.isOpen(contact.channel),
        works: deps.works(placeId),
        askedOfContactToday: asked.ofContact,
        askedByOfficeThisHour: asked.ofAnybody,
      }),
    );
    const known = await findOpenNotice(tx, placeId, hash);
    if (known?.confirmedAt) return;
    const id = known?.id ?? (await beginNotice(tx, deps, placeId, contact, hash));
    await putMessage(tx, id, 'confirm', now);
  });
}

async function beginNotice(
  tx: Queryable,
  { clock, keyring }: NoticeDeps,
  placeId: PlaceId,
  { channel, address }: Contact,
  contactHash: Uint8Array,
): Promise<Notice['id']> {
  const id = newId('notice', clock);
  const askedAt = nowOf(clock);
  const token = makeToken();
  const hashes = { contact: contactHash, token: hashOfToken(token) };
  const secret = sealSecret(keyring(), id, { address, token });
  await putNotice(tx, { id, placeId, channel, askedAt, confirmedAt: null }, hashes, secret);
  await note(tx, id, 'notice-asked', askedAt, { placeId, channel });
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
    await end(tx, notice.id, 'stopped', nowOf(deps.clock));
    return notice;
  });

/** Orders what is due now, ends what has lapsed, forgets what ended a day ago. */
export async function turnNotices(deps: NoticeDeps): Promise<void> {
  const { database, clock } = deps;
  const now = nowOf(clock);
  for (const notice of await listWaiting(database)) {
    const lapse = deriveLapse(notice, now);
    if (lapse !== null) await database.transact((tx) => end(tx, notice.id, lapse, now));
    else if (isDue(notice, deps.works(notice.placeId), now))
      await putMessage(database, notice.id, 'works-again', now);
  }
  await deleteEnded(database, toInstant(clock() - 24 * hourMs));
}

/**
 * Sends everything whose time has come, one after the other. A message is written down as sent after it was: a crash
 * between the two sends it once more, under the same id, and loses none.
 */
export async function sendDue(deps: NoticeDeps): Promise<void> {
  while (await deps.database.transact((tx) => sendNext(tx, deps)));
}

async function sendNext(tx: Queryable, deps: NoticeDeps): Promise<boolean> {
  const message = await takeDueMessage(tx, nowOf(deps.clock));
  if (!message) return false;
  try {
    await deps.channels.send(message.channel, letterOf(deps, message));
  } catch (error) {
    await keepFailure(tx, deps, message, error);
    return true;
  }
  const now = nowOf(deps.clock);
  await markSent(tx, message.messageId, now);
  if (message.kind === 'works-again') await end(tx, message.noticeId, 'told', now);
  return true;
}

function letterOf({ keyring, publicUrl }: NoticeDeps, message: DueMessage): Letter {
  const { address, token } = openSecret(keyring(), message.noticeId, message);
  const stopUrl = `${publicUrl}/kabari/${token}`;
  const url = message.kind === 'confirm' ? stopUrl : `${publicUrl}/layanan`;
  const { subject, short, english } = wordings[message.kind](message.placeName, url);
  const text = message.channel === 'e-mail' ? `${short}\n\n${english}\n` : short;
  return { to: address, subject, text, id: `${message.noticeId}-${message.kind}`, stopUrl };
}

/** NTC8. */
async function keepFailure(
  tx: Queryable,
  { clock, emit }: NoticeDeps,
  { messageId, noticeId, channel, madeAt, tries }: DueMessage,
  error: unknown,
): Promise<void> {
  const now = nowOf(clock);
  const next = error instanceof Undeliverable ? null : nextTry(madeAt, tries + 1, now);
  await markFailed(tx, messageId, now, next);
  const { code, name } = error as { code?: unknown; name?: string };
  emit('notice-not-sent', { channel, tries: tries + 1, givenUp: next === null, code: String(code ?? name) });
  if (next === null) await end(tx, noticeId, 'undeliverable', now);
}

async function end(tx: Queryable, id: string, as: NoticeEnd, at: Instant): Promise<void> {
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
