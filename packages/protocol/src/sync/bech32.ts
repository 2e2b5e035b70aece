/** Bech32 (BIP 173): the form in which age writes its keys. */

const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** @param prefix lower case */
export function toBech32(prefix: string, bytes: Uint8Array): string {
  const data = fiveBitGroups(bytes);
  const all = [...data, ...checksum(prefix, data)];
  return `${prefix}1${all.map((value) => alphabet[value]).join('')}`;
}

function fiveBitGroups(bytes: Uint8Array): number[] {
  const groups: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) groups.push((buffer >> (bits - 5)) & 31);
  }
  if (bits > 0) groups.push((buffer << (5 - bits)) & 31);
  return groups;
}

function checksum(prefix: string, data: readonly number[]): number[] {
  const letters = Array.from(prefix, (letter) => letter.charCodeAt(0));
  const expanded = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31)];
  const rest = remainder([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  return [25, 20, 15, 10, 5, 0].map((shift) => (rest >> shift) & 31);
}

function remainder(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, term] of generator.entries()) if ((top >> bit) & 1) sum ^= term;
  }
  return sum;
}

/** The bytes of a Bech32 text, lower case. @throws when prefix, alphabet or checksum are wrong */
export function fromBech32(prefix: string, text: string): Uint8Array {
  const values = Array.from(text.slice(prefix.length + 1), (letter) => alphabet.indexOf(letter));
  const data = values.slice(0, -6);
  const sound =
    text.startsWith(`${prefix}1`) &&
    !values.includes(-1) &&
    checksum(prefix, data).every((value, i) => value === values.at(i - 6));
  if (!sound) throw new Error('not a key in Bech32');
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const value of data) {
    buffer = ((buffer << 5) | value) & 0xfff;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((buffer >> bits) & 255);
  }
  return Uint8Array.from(bytes);
}
