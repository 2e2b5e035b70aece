/** Base45 (RFC 9285): bytes as the characters that a QR code stores most tightly. */
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const digitOf = new Map([...alphabet].map((character, value) => [character, value]));

/** Two bytes become three characters, a last single byte two. */
export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = i + 1 < bytes.length;
    let rest = pair ? bytes[i]! * 256 + bytes[i + 1]! : bytes[i]!;
    for (let place = pair ? 3 : 2; place > 0; place--) {
      text += alphabet[rest % 45];
      rest = Math.floor(rest / 45);
    }
  }
  return text;
}

/** The bytes, or null for anything that RFC 9285 does not write: a wrong character, length or value. */
export function decodeBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i += 3) {
    const digits = [...text.slice(i, i + 3)].map((character) => digitOf.get(character));
    if (digits.includes(undefined)) return null;
    const value = digits.reduceRight<number>((sum, digit) => sum * 45 + digit!, 0);
    const pair = digits.length === 3;
    if (value > (pair ? 0xffff : 0xff)) return null;
    if (pair) bytes.push(value >> 8, value & 0xff);
    else bytes.push(value);
  }
  return Uint8Array.from(bytes);
}
