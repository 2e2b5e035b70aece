import { Unzlib } from 'fflate';
import { limits } from '../parameters.ts';
import { ByteCursor, ByteWriter, refuse } from './byte-cursor.ts';

/** What a picture is made of; words, profiles and times that a stranger packed beside it are never unpacked. */
const needed = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

/** Samples of a pixel by PNG's colour type. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/**
 * The PNG with nothing but its picture, once its header is of a size that is read here and its data unpack to no
 * more than that header says. Refuses by `refuse`; `parseBytes` catches it.
 */
export function barePng(bytes: Uint8Array): Uint8Array {
  const cursor = new ByteCursor(bytes);
  if (cursor.left < 33 || cursor.u32() !== 0x89504e47) refuse('the file is not PNG');
  cursor.skip(4);
  const bare = new ByteWriter().bytes(bytes.slice(0, 8));
  const packed: Uint8Array[] = [];
  let size = 0;
  for (let type = ''; type !== 'IEND'; ) {
    const length = cursor.u32();
    const start = cursor.at - 4;
    type = String.fromCharCode(...cursor.bytes(4));
    if ((type === 'IHDR') !== (size === 0)) refuse('the PNG picture does not begin with one header');
    if (type === 'IHDR') size = sizeOf(new ByteCursor(bytes.subarray(cursor.at)));
    if (length > cursor.left) refuse('the PNG picture is broken or cut off');
    if (type === 'IDAT') packed.push(bytes.subarray(cursor.at, cursor.at + length));
    cursor.skip(length);
    cursor.skip(4);
    if (needed.includes(type)) bare.bytes(bytes.subarray(start, cursor.at));
  }
  checkUnpacked(packed, size);
  return bare.done();
}

/** Bytes that the picture unpacks to at most: rows with one byte before each, of which interlacing makes nearly two. */
function sizeOf(header: ByteCursor): number {
  const [width, height, depth, colour] = [header.u32(), header.u32(), header.u8(), header.u8()];
  if (
    width === 0 ||
    height === 0 ||
    width > limits.side ||
    height > limits.side ||
    width * height > limits.pixels
  )
    refuse(`a PNG picture of ${width}×${height} is not read here`);
  if (depth !== 8 && depth !== 16) refuse(`a PNG picture of ${depth} bits a pixel is not read here`);
  const samples = samplesOf[colour] ?? refuse(`${colour} is no colour type of PNG`);
  return 2 * height + 8 + (height * width * samples * depth) / 8;
}

/** Unpacked in small steps, as a few bytes may stand for a thousand times as many. */
const step = 1024;

function checkUnpacked(packed: readonly Uint8Array[], size: number): void {
  let unpacked = 0;
  const unzip = new Unzlib((part) => {
    unpacked += part.length;
  });
  try {
    for (const part of packed)
      for (let at = 0; at < part.length && unpacked <= size; at += step)
        unzip.push(part.subarray(at, at + step));
  } catch {
    refuse('the PNG picture is broken or cut off');
  }
  if (unpacked > size) refuse('the PNG picture unpacks to more than its header says');
}
