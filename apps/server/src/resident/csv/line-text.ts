/*
 * Bytes of a file, as they come, into text that ends with a line.
 *
 * The encoding is what the first line beyond ASCII says: UTF-8 where it is valid UTF-8 (or the file begins with a
 * byte order mark), else Windows-1252, in which older exports are written. A later line that is not valid UTF-8 gets
 * replacement characters, which the check of names and texts refuses: that line alone is bad.
 */
import { isAscii, isUtf8 } from 'node:buffer';

/** Longest line, bytes; what is longer is no resident. */
const longestLine = 64 * 1024;
const lineFeed = 0x0a;
const windows1252 = new TextDecoder('windows-1252');

/** Stands in the text for a line that was left out because it had no end; no real line holds a null character. */
export const endlessLine = '\0';

export class LineText {
  #carry: Buffer = Buffer.alloc(0);
  #encoding: 'undecided' | 'utf-8' | 'windows-1252' = 'undecided';
  #begun = false;
  /** Inside a line that grew too long: everything up to its end is left out. */
  #skipping = false;

  /** The lines that are whole with this chunk, each with its line feed. */
  push(chunk: Uint8Array): string {
    let bytes: Buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (this.#skipping) {
      const end = bytes.indexOf(lineFeed);
      if (end === -1) return '';
      this.#skipping = false;
      bytes = bytes.subarray(end + 1);
    }
    const last = bytes.lastIndexOf(lineFeed);
    if (last === -1) {
      this.#carry = Buffer.concat([this.#carry, bytes]);
      return this.#carry.length > longestLine ? this.#cutShort() : '';
    }
    const whole = Buffer.concat([this.#carry, bytes.subarray(0, last + 1)]);
    this.#carry = Buffer.from(bytes.subarray(last + 1));
    return this.#decode(whole);
  }

  /** The rest of the file: its last line where that has no line feed. */
  end(): string {
    const rest = this.#carry;
    this.#carry = Buffer.alloc(0);
    return this.#decode(rest);
  }

  #cutShort(): string {
    this.#carry = Buffer.alloc(0);
    this.#skipping = true;
    return `${endlessLine}\n`;
  }

  #decode(bytes: Buffer): string {
    const at = this.#begun ? 0 : this.#skipMark(bytes);
    const content = at === 0 ? bytes : bytes.subarray(at);
    if (content.length > 0) this.#begun = true;
    if (isAscii(content)) return content.toString('latin1');
    if (this.#encoding === 'undecided') this.#encoding = encodingOf(content);
    return this.#encoding === 'utf-8' ? content.toString('utf8') : windows1252.decode(content);
  }

  #skipMark(bytes: Buffer): number {
    if (!(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)) return 0;
    this.#encoding = 'utf-8';
    return 3;
  }
}

/** By the first line that is not ASCII. */
function encodingOf(bytes: Buffer): 'utf-8' | 'windows-1252' {
  for (let from = 0; from < bytes.length; ) {
    const feed = bytes.indexOf(lineFeed, from);
    const to = feed === -1 ? bytes.length : feed + 1;
    const line = bytes.subarray(from, to);
    if (!isAscii(line)) return isUtf8(line) ? 'utf-8' : 'windows-1252';
    from = to;
  }
  return 'utf-8';
}
