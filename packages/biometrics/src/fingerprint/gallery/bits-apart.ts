/** How many bits differ between two codes of the same length. */
export function bitsApart(a: Uint8Array, b: Uint8Array): number {
  let apart = 0;
  for (let i = 0; i < a.length; i++) apart += ones[a[i]! ^ b[i]!]!;
  return apart;
}

const ones = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0;
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
  return count;
});
