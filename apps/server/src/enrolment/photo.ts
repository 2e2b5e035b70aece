import type { Keyring } from '../office-keys/index.ts';
import { findCounted, type PacketFiles, readSample } from '../packet/index.ts';
import type { Queryable } from '../ports/database.ts';
import { findPicture } from './picture.ts';
import { findManifest, findRecordingKey } from './store.ts';

/** The photo of a resident's recording that counts, as JPEG; null where none counts or its samples were destroyed. */
export async function findPhoto(
  database: Queryable,
  { files, keyring }: { readonly files: PacketFiles; readonly keyring: () => Keyring },
  nik: string,
): Promise<Uint8Array | null> {
  const counted = await findCounted(database, nik);
  if (!counted) return null;
  const { packetId } = counted;
  const key = await findRecordingKey(database, packetId);
  const manifest = await findManifest(database, packetId);
  const name = manifest?.captures.find(({ subject }) => subject === 'FA')?.sampleName;
  if (!key || !name) return null;
  const plainKey = keyring().unwrap(key.kekVersion, key.wrapped);
  const sample = await readSample(files.samplesOf(packetId), packetId, name, plainKey);
  const picture = sample && (await findPicture(sample));
  return picture?.content instanceof Uint8Array && picture.mediaType === 'image/jpeg'
    ? picture.content
    : null;
}
