/** zlib (RFC 1950) by the streams that Node and browsers both have. */

export const deflate = async (bytes: Uint8Array): Promise<Uint8Array> =>
  (await drain(through(bytes, new CompressionStream('deflate')), Number.POSITIVE_INFINITY))!;

/** The unpacked bytes; null when they are no zlib stream or more than `mostBytes`. */
export async function inflate(bytes: Uint8Array, mostBytes: number): Promise<Uint8Array | null> {
  try {
    return await drain(through(bytes, new DecompressionStream('deflate')), mostBytes);
  } catch {
    return null;
  }
}

const through = (bytes: Uint8Array, transform: CompressionStream | DecompressionStream) =>
  new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(transform);

async function drain(stream: ReadableStream<Uint8Array>, mostBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > mostBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(next.value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
