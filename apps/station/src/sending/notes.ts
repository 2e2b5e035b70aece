/** What this counter tells its office beside recordings: kept on disk, signed, until the office has taken it. */
import { join } from 'node:path';
import type { StationId } from '@rekam/domain';
import { type Signed, signValue } from '@rekam/protocol/sync/signed.ts';
import { type StationNote, stationNoteVersion } from '@rekam/protocol/sync/station-note.ts';
import { findJson, findNames, makeFolder, removeDurable, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';
import { makeTurns } from '../storage/turns.ts';
import type { OfficeClient, StationProof } from './office-client.ts';

/** A note without what is the same for every note of this station. */
export type NewNote = StationNote extends infer Note
  ? Note extends StationNote
    ? Omit<Note, 'version' | 'stationId'>
    : never
  : never;

export interface NotesParts {
  readonly fs: FileSystemPort;
  /** Folder of its own: one file a note, named by its id. */
  readonly folder: string;
  readonly self: StationProof;
  readonly office: Pick<OfficeClient, 'takeNote'>;
}

export interface Notes {
  /** Returns when the note is durable. */
  readonly keep: (note: NewNote) => Promise<void>;
  /** Tells everything that waits, oldest first; what is refused waits on and holds no other. Never throws. */
  readonly send: () => Promise<void>;
  readonly sendSoon: () => void;
  /** A note that waits, with the refusal it met last; null when none of that id waits. */
  readonly findWaiting: (id: string) => { readonly problem: string | null } | null;
  readonly stop: () => Promise<void>;
}

type SignedNote = Signed<StationNote>;

export async function openNotes({ fs, folder, self, office }: NotesParts): Promise<Notes> {
  await makeFolder(fs, folder);
  const turns = makeTurns();
  const waiting = await readNotes(fs, folder, self.stationId);
  const problems = new Map<string, string>();
  let stopped = false;

  const sendAll = async (): Promise<void> => {
    for (const [id, note] of [...waiting]) {
      if (stopped) return;
      const answer = await office.takeNote({ ...note, value: { ...note.value } });
      if (!answer.ok) {
        problems.set(id, answer.code);
        if (answer.code.startsWith('LINE_UN') || answer.code === 'LINE_TIMED_OUT') return;
        continue;
      }
      await removeDurable(fs, fileOf(folder, id));
      waiting.delete(id);
      problems.delete(id);
    }
  };
  // A disk that fails leaves the note where it was; the office knows one that it hears again.
  const send = (): Promise<void> => turns('send', () => sendAll().catch(() => undefined));

  return {
    keep: async (asked) => {
      const value = { ...asked, version: stationNoteVersion, stationId: self.stationId } as StationNote;
      const note = signValue('rekam/note/1', value, self.key);
      await writeDurable(fs, fileOf(folder, value.id), JSON.stringify(note));
      waiting.set(value.id, note);
    },
    send,
    sendSoon: () => {
      if (waiting.size > 0) void send();
    },
    findWaiting: (id) => (waiting.has(id) ? { problem: problems.get(id) ?? null } : null),
    stop: async () => {
      stopped = true;
      await send();
    },
  };
}

const ending = '.json';
const fileOf = (folder: string, id: string): string => join(folder, id + ending);

/** Ids grow with time, so their order is the order of notes. Those of an earlier enrolment concern another office. */
async function readNotes(
  fs: FileSystemPort,
  folder: string,
  stationId: StationId,
): Promise<Map<string, SignedNote>> {
  const notes = new Map<string, SignedNote>();
  for (const name of [...(await findNames(fs, folder))].sort()) {
    if (!name.endsWith(ending)) continue;
    const note = await findJson<SignedNote>(fs, join(folder, name));
    if (note?.value.stationId === stationId) notes.set(note.value.id, note);
  }
  return notes;
}
