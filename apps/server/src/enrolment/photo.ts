import type { Keyring } from '../office-keys/index.ts';
import { findCounted, type PacketFiles, readSample } from '../packet/index.ts';
import type { Queryable } from '../ports/database.ts';
import { findPicture } from './picture.ts';
import { findManifest, findRecordingKey, listWithPhoto } from './store.ts';

interface Samples {
  readonly files: PacketFiles;
  readonly keyring: () => Keyring;
}

/** The photo of a resident's recording that counts, as JPEG; null where none counts or its samples were destroyed. */
export const findPhoto = (database: Queryable, samples: Samples, nik: string): Promise<Uint8Array | null> =>
  findOf(database, samples, nik, 'FA', 'image/jpeg');

/** The signature of the same recording, as PNG; null where the holder did not sign. */
export const findSignature = (
  database: Queryable,
  samples: Samples,
  nik: string,
): Promise<Uint8Array | null> => findOf(database, samples, nik, 'SIGNATURE', 'image/png');

/** Those of these residents of whom `findPhoto` has one. */
export const findNiksWithPhoto = async (
  database: Queryable,
  niks: readonly string[],
): Promise<ReadonlySet<string>> => new Set(await listWithPhoto(database, niks));

async function findOf(
  database: Queryable,
  { files, keyring }: Samples,
  nik: string,
  subject: 'FA' | 'SIGNATURE',
  mediaType: string,
): Promise<Uint8Array | null> {
  const counted = await findCounted(database, nik);
  if (!counted) return null;
  const { packetId } = counted;
  const key = await findRecordingKey(database, packetId);
  const manifest = await findManifest(database, packetId);
  const name = manifest?.captures.find((capture) => capture.subject === subject)?.sampleName;
  if (!key || !name) return null;
  const plainKey = keyring().unwrap(key.kekVersion, key.wrapped);
  const sample = await readSample(files.samplesOf(packetId), packetId, name, plainKey);
  const picture = sample && (await findPicture(sample));
  return picture?.content instanceof Uint8Array && picture.mediaType === mediaType ? picture.content : null;
}
