/**
 * Rules SEA1–SEA5: a recording becomes a packet, once.
 *
 *   sealing-begun, with packet id and receipt code      draft, synced
 *   note of the packet id in clear                      sealing.json, synced
 *   note of the resident                                own recordings, synced
 *   packet                                              spool, durable        ← from here it is recorded
 *   draft destroyed, key first
 *
 * Cut anywhere, the same ids are used again; at a restart a draft whose packet lies in the spool is sealed.
 */
import { randomBytes } from 'node:crypto';
import { type EnrolmentDraft, keptCaptures, makeId, makeReceiptCode } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { sealPacket } from '@rekam/protocol/packet/sealed-packet.ts';
import { Refused } from '@rekam/protocol/refusals/refused.ts';
import type { OwnRecordings } from '../directory/own-recordings.ts';
import type { Drafts, OpenDraft } from '../drafts/drafts.ts';
import type { OperatorSession } from '../operators/session.ts';
import type { Outbox } from '../ports/outbox.ts';
import { strokesNameOf } from './captures.ts';
import { chance, type Desk, type DeskParts, type Hand } from './desk.ts';
import { makeManifest, type NamedSample } from './manifest.ts';
import { devicesOf } from './manifest-devices.ts';

export type SealAnswer = AnswerOf<typeof counterApi.seal>;

export interface SealParts extends Pick<DeskParts, 'clock' | 'getIdentity'> {
  readonly desk: Desk;
  readonly getOutbox: () => Outbox;
  readonly getOwnRecordings: () => OwnRecordings;
  readonly softwareVersion: string;
  /** Hears of every recording that became a packet, before its draft goes. */
  readonly onSealed: (sealed: EnrolmentDraft, answer: SealAnswer) => void;
}

export function makeSeal(parts: SealParts) {
  return (session: OperatorSession, id: string): Promise<SealAnswer> =>
    parts.desk.withHand(session, id, (hand) => seal(parts, session, hand));
}

async function seal(parts: SealParts, session: OperatorSession, { open }: Hand): Promise<SealAnswer> {
  const { desk } = parts;
  if (open.draft()?.state === 'open') await requireSamples(open);
  const packetId =
    open.draft()?.sealing?.packetId ?? makeId('packet', Date.parse(parts.clock.now()), chance());
  const receiptCode = open.draft()?.sealing?.receiptCode ?? makeReceiptCode(randomBytes(6));
  const sealing = await desk.act(session, open, { kind: 'begin-sealing', packetId, receiptCode });
  const sealedAt = sealing.sealing!.at.at;
  const bytes = await putPacket(parts, open, sealing);
  // The packet is durable: whatever fails from here on, the resident is recorded.
  const sealed = await desk
    .act(session, open, { kind: 'sealed', packetId })
    .catch((): EnrolmentDraft => ({ ...sealing, state: 'sealed', sealedAt: sealing.sealing!.at }));
  const answer = { enrolment: desk.view(sealed), receiptCode, packetId, sealedAt, bytes };
  await parts
    .getOwnRecordings()
    .noteSealed(packetId)
    .catch(() => undefined);
  parts.onSealed(sealed, answer);
  await desk.destroy(sealed.id).catch(() => undefined);
  return answer;
}

/** @returns size of the sealed packet once it is durable. @throws Refused when it is not: seal again with the same ids */
async function putPacket(parts: SealParts, open: OpenDraft, draft: EnrolmentDraft): Promise<number> {
  const { settings, key } = parts.getIdentity();
  const { packetId, at } = draft.sealing!;
  const samples = await samplesOf(open, draft);
  const manifest = makeManifest({
    draft,
    settings,
    softwareVersion: parts.softwareVersion,
    devices: await devicesOf(open),
    samples,
  });
  const sealed = await sealPacket({
    manifest,
    samples: new Map(samples.map(({ name, content }) => [name, content])),
    signWith: key,
    recipients: settings.officeRecipients,
  });
  try {
    await open.markSealing(packetId);
    await parts.getOwnRecordings().noteSealing(draft.biodata.nik, packetId, at.at);
  } catch {
    throw new Refused('STATION_WRITE_FAILED');
  }
  const stored = await parts.getOutbox().put(packetId, sealed, at.at);
  // A packet written by an earlier try differs in its random parts only; it is the same recording.
  if (!stored.ok && !parts.getOutbox().has(packetId)) throw new Refused(stored.code, stored.details);
  return sealed.length;
}

async function samplesOf(open: OpenDraft, draft: EnrolmentDraft): Promise<NamedSample[]> {
  const samples: NamedSample[] = [];
  const add = async (name: string, mediaType: string, subject: string) => {
    const content = await open.findSample(name);
    if (!content) throw new Refused('ENROLMENT_SAMPLE_MISSING', { subject });
    samples.push({ name, mediaType, content });
  };
  for (const { sampleName, subject } of keptCaptures(draft)) {
    await add(sampleName, mediaTypeOf(sampleName, subject), subject);
  }
  for (const pen of [draft.signature, draft.statement]) {
    if (!pen) continue;
    await add(pen.sampleName, 'image/png', 'SIGNATURE');
    await add(strokesNameOf(pen.sampleName), 'application/json', 'SIGNATURE');
  }
  return samples;
}

/** A sample that is gone is noticed while the recording can still be put right. */
async function requireSamples(open: OpenDraft): Promise<void> {
  const draft = open.draft();
  if (draft) await samplesOf(open, draft);
}

function mediaTypeOf(sampleName: string, subject: string): string {
  if (sampleName.endsWith('.jpg')) return 'image/jpeg';
  if (subject === 'FA') return 'application/vnd.iso.19794-5';
  return subject === 'IR' || subject === 'IL' ? 'application/vnd.iso.19794-6' : 'application/vnd.iso.19794-4';
}

/** At start: what had become a packet when the last run ended is sealed, and its draft goes. */
export async function finishSealed(drafts: Drafts, outbox: Pick<Outbox, 'has'>): Promise<number> {
  let finished = 0;
  for (const id of await drafts.list()) {
    const packetId = await drafts.findSealing(id);
    if (packetId === null || !outbox.has(packetId)) continue;
    await drafts.destroy(id);
    finished++;
  }
  return finished;
}
