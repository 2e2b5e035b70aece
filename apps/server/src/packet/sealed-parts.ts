/** Files of a thing that has a key of its own (a letter, a hand-over): encrypted, durable before they are spoken of. */
import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from './files.ts';
import { encryptSamples, readSample } from './samples-file.ts';

/** Which parts there may be, and what each of them is. */
type PartKinds<Part extends string> = Readonly<
  Record<Part, { readonly name: string; readonly mediaType: string }>
>;

export interface SealedParts<Part extends string> {
  readonly root: string;
  readonly kinds: PartKinds<Part>;
}

/** @param folder name within the data folder */
export async function openSealedParts<Part extends string>(
  dataDir: string,
  folder: string,
  kinds: PartKinds<Part>,
): Promise<SealedParts<Part>> {
  const root = join(dataDir, folder);
  await mkdir(root, { recursive: true, mode: 0o700 });
  return { root, kinds };
}

const fileOf = (root: string, id: string, part: string): string =>
  join(root, id.slice(4, 10), `${id}.${part}`);

/** Writes a part once; what is there already stays, as backups count on. @param key 32 bytes */
export async function writePart<Part extends string>(
  { root, kinds }: SealedParts<Part>,
  id: string,
  part: Part,
  bytes: Uint8Array,
  key: Uint8Array,
): Promise<void> {
  const file = fileOf(root, id, part);
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.part`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writev(encryptSamples(id, [{ ...kinds[part], bytes }], key));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  await syncFolder(dirname(file));
}

/** The part, or undefined where there is none. @throws when it was changed */
export async function findPart<Part extends string>(
  { root, kinds }: SealedParts<Part>,
  id: string,
  part: Part,
  key: Uint8Array,
): Promise<Uint8Array | undefined> {
  const file = fileOf(root, id, part);
  if (!existsSync(file)) return undefined;
  return (await readSample(file, id, kinds[part].name, key))?.bytes;
}

/** Takes a part away for good; one that is not there is no error. */
export async function destroyPart<Part extends string>(
  { root }: SealedParts<Part>,
  id: string,
  part: Part,
): Promise<void> {
  const file = fileOf(root, id, part);
  await rm(file, { force: true });
  if (existsSync(dirname(file))) await syncFolder(dirname(file));
}
