/** Opening, breaking off and completing a hand-over, and the rule behind it. */
import { randomBytes, randomInt } from 'node:crypto';
import {
  type DirectoryEntry,
  decideChange,
  decideIdentity,
  decideReceiver,
  type HandoverId,
  type HandoverPolicy,
  handoverCode,
  handoverCodes,
  handoverPolicyOn,
  isSignature,
  type PaperFate,
  type PlainDate,
} from '@rekam/domain';
import type { SignatureDrawing } from '@rekam/protocol/http/parts.ts';
import { byOf, theOffice } from '../audit/index.ts';
import { writePart } from '../packet/index.ts';
import { recogniseMediaType } from '../paper/index.ts';
import { newId, nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { type HandedCard, type HandoverDeps, nameOf, note, todayOf } from './deps.ts';
import { holdOpen, readEvidence } from './evidence.ts';
import { handoverRules } from './rules.ts';
import {
  findUnderWay,
  type Handover,
  insertHandover,
  isCodeTaken,
  lapseOlder,
  type Receipt,
  setEnded,
} from './store.ts';

/**
 * HND8: begins to hand a checked card over. One's own that is under way for the same receiver is taken up again.
 * @param receiverNik null: the holder
 * @throws Refused
 */
export async function openHandover(
  deps: HandoverDeps,
  by: Permitted,
  { cardId, receiverNik }: { readonly cardId: string; readonly receiverNik: string | null },
): Promise<HandoverId> {
  const today = await todayOf(deps);
  return deps.database.transact(async (tx) => {
    await lapse(deps, tx, today);
    const card = await deps.cards.getReady(tx, cardId);
    const policy = getValue(handoverPolicyOn(await handoverRules.list(tx), today));
    const receiver = receiverNik ?? card.nik;
    await refuseReceiver(deps, tx, card, receiver, policy, today);
    const known = await findUnderWay(tx, card.id);
    if (known && known.openedBy !== by.officer.id) throw new Refused('HANDOVER_OPEN_ALREADY');
    if (known?.receiverNik === receiver) return known.id;
    if (known) await breakOff(deps, tx, by, known, 'penerima lain');
    return begin(deps, tx, by, card, { receiver, policy, today });
  });
}

interface Beginning {
  readonly receiver: string;
  readonly policy: HandoverPolicy;
  readonly today: PlainDate;
}

async function begin(
  deps: HandoverDeps,
  tx: Queryable,
  by: Permitted,
  card: HandedCard,
  { receiver, policy, today }: Beginning,
): Promise<HandoverId> {
  const id = newId('handover', deps.clock);
  const begun = await insertHandover(tx, {
    id,
    code: await freeCode(tx, today),
    cardId: card.id,
    receiverNik: receiver,
    policy,
    openedOn: today,
    openedAt: nowOf(deps.clock),
    openedBy: by.officer.id,
    ...deps.keyring().wrap(randomBytes(32)),
  });
  if (!begun) throw new Refused('HANDOVER_OPEN_ALREADY');
  const details = { card: card.id, family: receiver !== card.nik, basis: policy.basis };
  await note(tx, deps, byOf(by), id, 'handover-opened', details);
  return id;
}

async function freeCode(tx: Queryable, today: PlainDate): Promise<string> {
  for (;;) {
    const code = handoverCode(randomInt(handoverCodes));
    if (!(await isCodeTaken(tx, code, today))) return code;
  }
}

async function refuseReceiver(
  { findResident }: HandoverDeps,
  tx: Queryable,
  card: HandedCard,
  nik: string,
  policy: HandoverPolicy,
  today: PlainDate,
): Promise<void> {
  const holder = await findResident(tx, card.nik);
  if (!holder) throw new Refused('CARD_RESIDENT_UNKNOWN');
  const receiver = nik === card.nik ? holder : await findResident(tx, nik);
  if (!receiver) throw new Refused('HANDOVER_RECEIVER_UNKNOWN');
  const person = ({ biodata, diedOn }: DirectoryEntry) => ({ ...biodata, diedOn });
  getValue(decideReceiver(person(holder), person(receiver), policy, today));
}

/** HND8. */
async function lapse(deps: HandoverDeps, tx: Queryable, today: PlainDate): Promise<void> {
  for (const id of await lapseOlder(tx, today, nowOf(deps.clock)))
    await note(tx, deps, { actor: theOffice, permittedBy: null }, id, 'handover-lapsed', {});
}

async function breakOff(
  deps: HandoverDeps,
  tx: Queryable,
  by: Permitted,
  { id }: Handover,
  reason: string,
): Promise<void> {
  await setEnded(tx, id, nowOf(deps.clock), null);
  await note(tx, deps, byOf(by), id, 'handover-cancelled', { reason });
}

/** Breaks a hand-over off, whoever opened it; the card waits on. @throws Refused */
export async function cancelHandover(
  deps: HandoverDeps,
  by: Permitted,
  id: string,
  reason: string,
): Promise<void> {
  await deps.database.transact(async (tx) => {
    const handover = await holdOpen(deps, tx, id);
    await breakOff(deps, tx, by, handover, reason.trim());
  });
}

export interface Completion {
  readonly letter: PaperFate;
  readonly oldCard: PaperFate;
  readonly signature: SignatureDrawing | null;
  /** JPEG; null: none was taken. */
  readonly photo: Uint8Array | null;
}

/**
 * HND10–HND14: the card changes hands. Its fact, the piece that is the resident's now and the end of the letter come to
 * be together or not at all.
 * @throws Refused
 */
export async function handOver(
  deps: HandoverDeps,
  by: Permitted,
  id: string,
  { letter, oldCard, signature, photo }: Completion,
): Promise<void> {
  const { files, clock } = deps;
  const png = signature && findPng(signature);
  if (photo && !deps.isPhoto(photo)) throw new Refused('HANDOVER_PHOTO_INVALID');
  const today = await todayOf(deps);
  const names = await deps.officerNames();
  const regency = await deps.regency();
  await deps.database.transact(async (tx) => {
    const handover = await holdOpen(deps, tx, id);
    const { policy, agreedBy } = handover;
    const officers = { by: by.officer.id, agreedBy };
    await deps.holdAlive(tx, [(await deps.cards.find(tx, handover.cardId)).nik, handover.receiverNik]);
    const way = getValue(decideIdentity(await readEvidence(deps, tx, handover), policy, officers));
    const card = await deps.cards.handOver(tx, by, handover.cardId);
    // Again, as whoever was alive when it was opened may be written down as dead now.
    await refuseReceiver(deps, tx, card, handover.receiverNik, policy, today);
    const held = await deps.letters.holdValid(tx, card.nik, today);
    getValue(decideChange({ hasActiveLetter: held !== null, letter, oldCard, signed: png !== null }));
    await held?.end(by);
    const keptAs = newId('handover', clock);
    const second = way === 'finger' ? null : agreedBy;
    const receipt: Receipt = {
      ...(await peopleOf(deps, tx, card, handover)),
      piece: card.piece,
      way,
      letter,
      oldCard,
      voidedLetter: held?.number ?? null,
      by: by.officer.name,
      agreedBy: second && nameOf(names, second),
      basis: policy.basis,
      regency,
      keptAs,
      photo: photo !== null,
    };
    await setEnded(tx, handover.id, nowOf(clock), receipt);
    const key = deps.keyring().unwrap(handover.kekVersion, handover.wrapped);
    if (png) await writePart(files, keptAs, 'signature', png, key);
    if (photo) await writePart(files, keptAs, 'photo', photo, key);
    const told = { card: card.id, serial: card.piece, way, letter, oldCard, agreedBy: second };
    await note(tx, deps, byOf(by), handover.id, 'card-changed-hands', told);
    // Last, as it holds the book of blanks for everybody else.
    await deps.pieces.handOver(tx, card.id, byOf(by));
    await endOldPiece(deps, tx, by, card, oldCard);
  });
}

/** HND12: what becomes of the old card becomes of its piece, where the book knows it. */
async function endOldPiece(
  { cards, pieces }: HandoverDeps,
  tx: Queryable,
  by: Permitted,
  card: HandedCard,
  fate: PaperFate,
): Promise<void> {
  const old = fate === 'none' ? null : await cards.findOld(tx, card);
  if (old === null) return;
  const ended =
    fate === 'lost'
      ? ({ to: 'lost', reason: 'Kartu lama hilang menurut pemegangnya' } as const)
      : ({ to: 'spoiled', reason: 'Kartu lama ditarik saat serah terima' } as const);
  await pieces.endOld(tx, old, ended, byOf(by));
}

/** Picture of a signature in which a pen drew something; null otherwise. */
function findPng({ strokes, pngBase64 }: SignatureDrawing): Buffer | null {
  const png = Buffer.from(pngBase64, 'base64');
  return isSignature(strokes) && recogniseMediaType(png) === 'image/png' ? png : null;
}

async function peopleOf(
  { findResident }: HandoverDeps,
  tx: Queryable,
  card: HandedCard,
  { receiverNik }: Handover,
): Promise<Pick<Receipt, 'holder' | 'receiver'>> {
  const named = async (nik: string) => ({ nik, name: (await findResident(tx, nik))?.biodata.name ?? '–' });
  return { holder: await named(card.nik), receiver: await named(receiverNik) };
}
