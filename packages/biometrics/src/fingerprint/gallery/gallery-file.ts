import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fingerprintTemplate, gallery as parameters } from '../../parameters.ts';
import { codeBytes } from './descriptor-kernels.ts';
import { Gallery, type GalleryOptions } from './gallery.ts';
import { packedLength } from './packed-print.ts';
import { type PersonRecord, personCodeBytes } from './person-record.ts';
import { projectionData } from './projection-data.ts';

/** What lay in a file. */
export type LoadedGallery =
  | { readonly ok: true; readonly gallery: Gallery }
  /** One English sentence on why the file is refused. */
  | { readonly ok: false; readonly reason: string };

const magic = Buffer.from('RekamGallery', 'latin1');
/** Raised when the layout below changes. */
const version = 1;
const headerBytes = 64;
const digestBytes = 32;
const chunkBytes = 4 * 1024 * 1024;

/**
 * Layout, little-endian: `RekamGallery`, version u32, template version u32, persons u32, 8 bytes that name the
 * projection, zeros up to 64; then chunks: length u32, persons u32, the persons, SHA-256 of header and all so far.
 * A person: id length u8, id, kinds u32, codes of the fingers present, length of the prints u16, the prints.
 */
function headerOf(persons: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  magic.copy(header);
  header.writeUInt32LE(version, 12);
  header.writeUInt32LE(fingerprintTemplate.version, 16);
  header.writeUInt32LE(persons, 20);
  projectionName.copy(header, 24);
  return header;
}

/** Codes of different projections cannot be compared. */
const projectionName = createHash('sha256').update(projectionData).digest().subarray(0, 8);

/**
 * Writes the gallery as it is when called; durable when it returns: written beside, flushed, renamed, folder
 * flushed. Whatever lay at `path` stays whole until then. Nothing may be added or removed meanwhile.
 */
export async function saveGallery(gallery: Gallery, path: string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, 'w');
  try {
    const hash = createHash('sha256');
    const header = headerOf(gallery.size);
    hash.update(header);
    await file.writeFile(header);
    for (const chunk of chunksOf(gallery)) {
      hash.update(chunk);
      await file.writeFile(chunk);
      await file.writeFile(hash.copy().digest());
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(part, { force: true });
    throw error;
  }
  await file.close();
  await rename(part, path);
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
}

/** Chunks of some megabytes: length and persons in front. */
function* chunksOf(gallery: Gallery): Generator<Buffer> {
  const chunk = Buffer.alloc(chunkBytes + 8192);
  let [end, persons] = [8, 0];
  const finished = () => {
    chunk.writeUInt32LE(end - 8, 0);
    chunk.writeUInt32LE(persons, 4);
    return chunk.subarray(0, end);
  };
  for (const [id, record] of gallery.entries()) {
    end = writePerson(chunk, end, id, record);
    persons++;
    if (end < chunkBytes) continue;
    yield finished();
    [end, persons] = [8, 0];
  }
  if (persons > 0) yield finished();
}

function writePerson(chunk: Buffer, at: number, id: string, { kinds, codes, prints }: PersonRecord): number {
  const idLength = chunk.write(id, at + 1, 'utf8');
  chunk[at] = idLength;
  let end = chunk.writeUInt32LE(kinds, at + 1 + idLength);
  for (let finger = 0; finger < 10; finger++) {
    if (((kinds >> (2 * finger)) & 3) === 0) continue;
    chunk.set(codes.subarray(finger * codeBytes, (finger + 1) * codeBytes), end);
    end += codeBytes;
  }
  end = chunk.writeUInt16LE(prints.length, end);
  chunk.set(prints, end);
  return end + prints.length;
}

/** Reads what `saveGallery` wrote. A file that is cut off, altered, or of another version is refused with a reason. */
export async function loadGallery(path: string, options: GalleryOptions = {}): Promise<LoadedGallery> {
  const gallery = new Gallery(options);
  const refused = async (reason: string): Promise<LoadedGallery> => {
    await gallery.close();
    return { ok: false, reason };
  };
  const file = await open(path, 'r').catch((error: Error) => error);
  if (file instanceof Error) return refused(`the file cannot be opened: ${file.message}`);
  try {
    const reason = await readAll(file, gallery);
    return reason ? await refused(reason) : { ok: true, gallery };
  } catch (error) {
    return refused(`the file cannot be read: ${error instanceof Error ? error.message : error}`);
  } finally {
    await file.close();
  }
}

type File = Awaited<ReturnType<typeof open>>;
const damaged = 'the file is damaged or was cut off; load a copy or build the gallery anew';

/** @returns why the file is refused */
async function readAll(file: File, gallery: Gallery): Promise<string | undefined> {
  const header = await readBytes(file, headerBytes);
  if (!header?.subarray(0, magic.length).equals(magic)) return 'this is no gallery';
  const expected = headerOf(header.readUInt32LE(20));
  if (header.readUInt32LE(12) !== version)
    return `the gallery has version ${header.readUInt32LE(12)}, not ${version}`;
  if (!header.equals(expected)) return 'the gallery was made by another version of the engine; build it anew';
  const hash = createHash('sha256').update(header);
  const persons = header.readUInt32LE(20);
  while (gallery.size < persons) {
    const front = await readBytes(file, 8);
    if (!front || front.readUInt32LE(0) > chunkBytes + 8192) return damaged;
    const body = await readBytes(file, front.readUInt32LE(0));
    const digest = await readBytes(file, digestBytes);
    if (!body || !digest) return damaged;
    hash.update(front).update(body);
    if (!hash.copy().digest().equals(digest)) return damaged;
    if (!addChunk(body, front.readUInt32LE(4), gallery)) return damaged;
  }
  return (await readBytes(file, 1)) ? damaged : undefined;
}

async function readBytes(file: File, length: number): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length; ) {
    const { bytesRead } = await file.read(bytes, done, length - done);
    if (bytesRead === 0) return undefined;
    done += bytesRead;
  }
  return bytes;
}

/** The sums have been checked, so what is wrong here was wrong when it was written. */
function addChunk(body: Buffer, persons: number, gallery: Gallery): boolean {
  let at = 0;
  for (let i = 0; i < persons; i++) {
    const idEnd = at + 1 + (body[at] ?? 0);
    if (idEnd + 4 > body.length) return false;
    const id = body.toString('utf8', at + 1, idEnd);
    const kinds = body.readUInt32LE(idEnd);
    const codes = new Uint8Array(personCodeBytes);
    let end = idEnd + 4;
    let fingers = 0;
    for (let finger = 0; finger < 10; finger++) {
      if (((kinds >> (2 * finger)) & 3) === 0) continue;
      codes.set(body.subarray(end, end + codeBytes), finger * codeBytes);
      end += codeBytes;
      fingers++;
    }
    if (end + 2 > body.length) return false;
    const length = body.readUInt16LE(end);
    const prints = body.subarray(end + 2, end + 2 + length);
    if (prints.length < length || !isWhole(prints, fingers)) return false;
    gallery.addPrepared(id, { kinds, codes, prints });
    at = end + 2 + length;
  }
  return at === body.length;
}

function isWhole(prints: Uint8Array, fingers: number): boolean {
  let at = 0;
  for (let i = 0; i < fingers; i++) {
    if (at >= prints.length || prints[at]! > parameters.points) return false;
    at += packedLength(prints, at);
  }
  return at === prints.length;
}
