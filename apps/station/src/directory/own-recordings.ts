/**
 * Who was recorded here: noted before the packet is written, believed once the packet is there. So a resident who was
 * recorded an hour ago is known, whatever the office has heard of it and wherever the power was cut.
 */
import { join } from 'node:path';
import { dayAt, type Instant, type RecordedStatus, recordedByRekam } from '@rekam/domain';
import { findFile, findNames, makeFolder, writeDurable } from '../storage/durable-files.ts';
import type { FileSystemPort } from '../storage/file-system.ts';
import { openSealedLog, type SealedLog } from '../storage/sealed-log.ts';
import { findWrappedKey, makeKey, wrapKey } from '../storage/wrapped-key.ts';

type Note =
  | { readonly kind: 'sealing'; readonly nik: string; readonly packetId: string; readonly at: Instant }
  | { readonly kind: 'sealed'; readonly packetId: string };

export interface OwnRecordings {
  /** The recording of this resident at this station, if there is one. */
  readonly find: (nik: string) => RecordedStatus | null;
  readonly noteSealing: (nik: string, packetId: string, at: Instant) => Promise<void>;
  readonly noteSealed: (packetId: string) => Promise<void>;
  /** Makes the notes readable for these people from now on. */
  readonly rewrap: (recipients: readonly string[]) => Promise<void>;
}

export interface OwnRecordingsOptions {
  readonly fs: FileSystemPort;
  readonly folder: string;
  readonly identity: string;
  readonly recipients: readonly string[];
  /** Whether a packet lies on this station, in whatever state. */
  readonly hasPacket: (packetId: string) => boolean;
  readonly stationName: string;
  readonly offsetMinutes: number;
}

interface Generation {
  readonly name: string;
  readonly key: Uint8Array;
  readonly log: SealedLog<Note>;
}

/** Notes that this operator cannot open stay as they are; new ones then go to a log of their own. */
export async function openOwnRecordings(options: OwnRecordingsOptions): Promise<OwnRecordings> {
  const { fs, folder, identity, recipients, hasPacket, stationName, offsetMinutes } = options;
  await makeFolder(fs, folder);
  const names = (await findNames(fs, folder)).filter((name) => name.endsWith('.key.age')).sort();
  const generations: Generation[] = [];
  for (const file of names) {
    const generation = await openGeneration(fs, folder, file.replace('.key.age', ''), identity);
    if (generation) generations.push(generation);
  }
  if (generations.length === 0) {
    const name = String(names.length + 1).padStart(4, '0');
    await writeDurable(fs, join(folder, `${name}.key.age`), await wrapKey(makeKey(), recipients));
    generations.push((await openGeneration(fs, folder, name, identity))!);
  }
  const current = generations.at(-1)!;
  const notes = () => generations.flatMap(({ log }) => log.entries);

  return {
    find: (nik) => {
      const all = notes();
      const sealed = new Set(all.flatMap((note) => (note.kind === 'sealed' ? [note.packetId] : [])));
      const own = all.findLast(
        (note) =>
          note.kind === 'sealing' &&
          note.nik === nik &&
          (sealed.has(note.packetId) || hasPacket(note.packetId)),
      );
      if (own?.kind !== 'sealing') return null;
      return { status: recordedByRekam, source: stationName, asOf: dayAt(own.at, offsetMinutes) };
    },
    noteSealing: (nik, packetId, at) => current.log.append([{ kind: 'sealing', nik, packetId, at }]),
    noteSealed: (packetId) => current.log.append([{ kind: 'sealed', packetId }]),
    rewrap: async (next) => {
      for (const { name, key } of generations)
        await writeDurable(fs, join(folder, `${name}.key.age`), await wrapKey(key, next));
    },
  };
}

async function openGeneration(
  fs: FileSystemPort,
  folder: string,
  name: string,
  identity: string,
): Promise<Generation | undefined> {
  const wrapped = await findFile(fs, join(folder, `${name}.key.age`));
  const key = wrapped && (await findWrappedKey(wrapped, identity));
  const log = key && (await openSealedLog<Note>(fs, join(folder, `${name}.log`), `recorded:${name}`, key));
  return log ? { name, key, log } : undefined;
}
