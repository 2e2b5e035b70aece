/**
 * Frees the memory of bytes that nobody will look at any more; they are empty afterwards. Left to the collector, the
 * megabytes that pour through make it mark the whole heap every dozen packets. What is part of something larger is left
 * alone, for others may look at the rest.
 */
export function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
