/** Photo and document of each letter, encrypted under the letter's own key, durable before they are spoken of. */
import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encryptSamples, readSample, syncFolder } from '../packet/index.ts';

export interface LetterFiles {
  readonly root: string;
}

export async function openLetterFiles(dataDir: string): Promise<LetterFiles> {
  const root = join(dataDir, 'letters');
  await mkdir(root, { recursive: true, mode: 0o700 });
  return { root };
}

const parts = {
  photo: { name: 'photo.jpg', mediaType: 'image/jpeg' },
  document: { name: 'letter.pdf', mediaType: 'application/pdf' },
} as const;
type Part = keyof typeof parts;

const fileOf = ({ root }: LetterFiles, id: string, part: Part): string =>
  join(root, id.slice(4, 10), `${id}.${part}`);

/** Writes a part once; what is there already stays. */
export async function writePart(
  files: LetterFiles,
  id: string,
  part: Part,
  bytes: Uint8Array,
  key: Uint8Array,
): Promise<void> {
  const file = fileOf(files, id, part);
  if (existsSync(file)) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.part`;
  const handle = await open(fresh, 'w', 0o600);
  try {
    await handle.writev(encryptSamples(id, [{ ...parts[part], bytes }], key));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(fresh, file);
  await syncFolder(dirname(file));
}

/** The part, or undefined where it was never written. @throws when it was changed */
export async function findPart(
  files: LetterFiles,
  id: string,
  part: Part,
  key: Uint8Array,
): Promise<Uint8Array | undefined> {
  const file = fileOf(files, id, part);
  if (!existsSync(file)) return undefined;
  return (await readSample(file, id, parts[part].name, key))?.bytes;
}
