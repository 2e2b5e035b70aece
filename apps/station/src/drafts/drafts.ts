/**
 * Unfinished recordings at rest.
 *
 *   drafts/<enrolmentId>/key.age        the draft's key, wrapped for its operator and the supervisors
 *                        facts.log      encrypted facts, appended and synced one after another
 *                        samples/*.enc  what was captured
 *                        sealing.json   packet id, once sealing has begun; nothing personal
 *
 * Without key.age nothing of a draft can be read any more: it goes first when a draft is destroyed.
 */
import { join } from 'node:path';
import {
  type EnrolmentDraft,
  type EnrolmentFact,
  type EnrolmentId,
  isId,
  type PacketId,
  replayEnrolment,
} from '@rekam/domain';
import { closeBox, findInBox } from '../storage/boxes.ts';
import {
  findFile,
  findJson,
  findNames,
  makeFolder,
  removeDurable,
  removeFolderDurable,
  writeDurable,
} from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';
import { openSealedLog } from '../storage/sealed-log.ts';
import { findWrappedKey, makeKey, wrapKey } from '../storage/wrapped-key.ts';

/** An unfinished recording that was opened. */
export interface OpenDraft {
  readonly id: EnrolmentId;
  readonly facts: () => readonly EnrolmentFact[];
  /** What the facts add up to; null before the first. */
  readonly draft: () => EnrolmentDraft | null;
  /** Returns when the facts are durable. */
  readonly append: (facts: readonly EnrolmentFact[]) => Promise<void>;
  /** Returns when the sample is durable; a name is written once. */
  readonly putSample: (name: string, content: Uint8Array) => Promise<void>;
  readonly findSample: (name: string) => Promise<Uint8Array | undefined>;
  readonly dropSample: (name: string) => Promise<void>;
  /** Leaves word for a restart that this packet may have been written. */
  readonly markSealing: (packetId: PacketId) => Promise<void>;
}

export type OpenRefusal = 'ENROLMENT_NOT_FOUND' | 'ENROLMENT_NOT_YOURS' | 'ENROLMENT_DAMAGED';
export type OpenOutcome =
  | { readonly ok: true; readonly value: OpenDraft }
  | { readonly ok: false; readonly code: OpenRefusal };

export interface Drafts {
  readonly list: () => Promise<EnrolmentId[]>;
  /** Makes an empty draft that these people can open. */
  readonly create: (id: EnrolmentId, recipients: readonly string[]) => Promise<OpenDraft>;
  readonly open: (id: EnrolmentId, identity: string) => Promise<OpenOutcome>;
  /** After this nobody can read the draft again. */
  readonly destroy: (id: EnrolmentId) => Promise<void>;
  /** Packet that a draft may have become; null when sealing never began. */
  readonly findSealing: (id: EnrolmentId) => Promise<PacketId | null>;
}

const sampleName = /^[A-Za-z0-9.-]{1,60}$/;

export async function openDrafts(fs: FileSystemPort, folder: string): Promise<Drafts> {
  await makeFolder(fs, folder);
  const folderOf = (id: EnrolmentId): string => join(folder, id);

  const list = async (): Promise<EnrolmentId[]> =>
    (await findNames(fs, folder)).filter((name): name is EnrolmentId => isId('enrolment', name)).sort();

  const destroy = async (id: EnrolmentId): Promise<void> => {
    if ((await findNames(fs, folderOf(id))).length > 0)
      await removeDurable(fs, join(folderOf(id), 'key.age'));
    await removeFolderDurable(fs, folderOf(id));
  };

  for (const id of await list()) {
    // A draft whose key is gone was being destroyed or never began.
    if ((await findFile(fs, join(folderOf(id), 'key.age'))) === undefined) await destroy(id);
  }

  return {
    list,
    destroy,
    create: async (id, recipients) => {
      const key = makeKey();
      await makeFolder(fs, join(folderOf(id), 'samples'));
      await writeDurable(fs, join(folderOf(id), 'key.age'), await wrapKey(key, recipients));
      const opened = await openWith(fs, id, folderOf(id), key);
      if (!opened) throw new Error('a new draft cannot be damaged');
      return opened;
    },
    open: async (id, identity) => {
      const wrapped = await findFile(fs, join(folderOf(id), 'key.age'));
      if (!wrapped) return { ok: false, code: 'ENROLMENT_NOT_FOUND' };
      const key = await findWrappedKey(wrapped, identity);
      if (!key) return { ok: false, code: 'ENROLMENT_NOT_YOURS' };
      const opened = await openWith(fs, id, folderOf(id), key);
      return opened ? { ok: true, value: opened } : { ok: false, code: 'ENROLMENT_DAMAGED' };
    },
    findSealing: async (id) => {
      const mark = await findJson<{ packetId: string }>(fs, join(folderOf(id), 'sealing.json'));
      return mark && isId('packet', mark.packetId) ? mark.packetId : null;
    },
  };
}

async function openWith(
  fs: FileSystemPort,
  id: EnrolmentId,
  folder: string,
  key: Uint8Array,
): Promise<OpenDraft | undefined> {
  const log = await openSealedLog<EnrolmentFact>(fs, join(folder, 'facts.log'), id, key);
  if (!log) return undefined;
  let draft = replayEnrolment(log.entries);
  const sampleFile = (name: string): string => {
    if (!sampleName.test(name) || name.startsWith('.')) throw new Error('not a sample name');
    return join(folder, 'samples', `${name}.enc`);
  };
  return {
    id,
    facts: () => log.entries,
    draft: () => draft,
    append: async (facts) => {
      await log.append(facts);
      draft = replayEnrolment(log.entries);
    },
    putSample: (name, content) => writeDurable(fs, sampleFile(name), closeBox(key, `${id}:${name}`, content)),
    findSample: async (name) => {
      const box = await findFile(fs, sampleFile(name));
      return box && findInBox(key, `${id}:${name}`, box);
    },
    dropSample: (name) => removeDurable(fs, sampleFile(name)),
    markSealing: (packetId) => writeDurable(fs, join(folder, 'sealing.json'), JSON.stringify({ packetId })),
  };
}
