/**
 * Finds the JPEG pictures in a byte stream by their own structure:
 *
 *     FFD8 (segment: FF marker length …)* FFDA length … entropy bytes (FF00, FFD0–7 stay inside) … FFD9
 *
 * Multipart boundaries and headers between the pictures are plain text and never contain FFD8, so boundaries
 * with or without dashes, missing or wrong Content-Length and any line ends make no difference.
 */
export interface JpegSplitter {
  /** Pictures completed by this chunk, in order. */
  push(chunk: Uint8Array): Uint8Array[];
  /** Whether a picture is longer than the limit; nothing comes after that. */
  readonly oversize: boolean;
}

const isStandalone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

type ScanState =
  | { readonly at: 'between' }
  /** `next` is the offset of the next marker's FF. */
  | { readonly at: 'segments'; readonly next: number }
  | { readonly at: 'entropy'; readonly next: number };

interface Progress {
  readonly state: ScanState;
  /** Offset just behind a completed picture. */
  readonly end?: number;
  /** Not a picture after all: look for another beginning. */
  readonly broken?: true;
}

export function createJpegSplitter(maxBytes: number): JpegSplitter {
  let held = Buffer.alloc(0);
  let state: ScanState = { at: 'between' };
  let oversize = false;

  const takeOne = (): Uint8Array | undefined => {
    for (;;) {
      if (state.at === 'between') {
        const start = held.indexOf(Buffer.from([0xff, 0xd8]));
        if (start < 0) {
          held = held.subarray(Math.max(0, held.length - 1));
          return undefined;
        }
        held = held.subarray(start);
        state = { at: 'segments', next: 2 };
      }
      const progress = scan(held, state);
      state = progress.state;
      if (progress.broken) {
        held = held.subarray(2);
        continue;
      }
      if (progress.end === undefined) return undefined;
      const picture = Uint8Array.from(held.subarray(0, progress.end));
      held = held.subarray(progress.end);
      return picture;
    }
  };

  return {
    push(chunk) {
      const pictures: Uint8Array[] = [];
      if (oversize) return pictures;
      held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      for (let picture = takeOne(); picture; picture = takeOne()) pictures.push(picture);
      if (state.at !== 'between' && held.length > maxBytes) {
        oversize = true;
        held = Buffer.alloc(0);
      }
      return pictures;
    },
    get oversize() {
      return oversize;
    },
  };
}

function scan(bytes: Buffer, from: Exclude<ScanState, { at: 'between' }>): Progress {
  let state = from;
  for (;;) {
    const step: Progress | undefined =
      state.at === 'segments' ? scanMarker(bytes, state.next) : scanEntropy(bytes, state.next);
    if (!step) return { state };
    if (step.end !== undefined || step.broken || step.state.at === 'between') return step;
    state = step.state;
  }
}

/** One marker and its segment; undefined while its bytes have not all come. */
function scanMarker(bytes: Buffer, next: number): Progress | undefined {
  if (bytes.length < next + 2) return undefined;
  if (bytes[next] !== 0xff) return { state: { at: 'between' }, broken: true };
  const marker = bytes[next + 1]!;
  if (marker === 0xff) return { state: { at: 'segments', next: next + 1 } };
  if (marker === 0xd9) return { state: { at: 'between' }, end: next + 2 };
  if (isStandalone(marker)) return { state: { at: 'segments', next: next + 2 } };
  if (marker === 0x00 || marker === 0xd8) return { state: { at: 'between' }, broken: true };
  if (bytes.length < next + 4) return undefined;
  const length = bytes.readUInt16BE(next + 2);
  if (length < 2) return { state: { at: 'between' }, broken: true };
  return { state: { at: marker === 0xda ? 'entropy' : 'segments', next: next + 2 + length } };
}

/** To the next real marker of the entropy-coded data; undefined while it has not come. */
function scanEntropy(bytes: Buffer, next: number): Progress | undefined {
  let at = next;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0 || at + 1 >= bytes.length) return undefined;
    const marker = bytes[at + 1]!;
    if (marker !== 0x00 && !isStandalone(marker) && marker !== 0xff)
      return { state: { at: 'segments', next: at } };
    at += marker === 0xff ? 1 : 2;
  }
}
