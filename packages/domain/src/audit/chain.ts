/**
 * Facts chained by hashes: changing, removing or reordering a fact breaks every link after it.
 *
 *   hash₀ = 64 zeros      hashₙ = H( hashₙ₋₁ ‖ '\n' ‖ canonicalJson(factₙ) )
 */
import { canonicalJson } from './canonical-json.ts';

/** Hash of a text's UTF-8 bytes as 64 lower-case hex digits (SHA-256 in the apps). */
export type HashText = (text: string) => string;

/** What the first fact is chained to. */
export const chainStart = '0'.repeat(64);

/** @param canonicalFact `canonicalJson` of the fact, its own hash left out */
export const chainHash = (previousHash: string, canonicalFact: string, hashText: HashText): string =>
  hashText(`${previousHash}\n${canonicalFact}`);

export interface ChainLink {
  readonly fact: unknown;
  readonly hash: string;
}

/** Index of the first link that does not follow from the one before; null when the whole chain holds. */
export function firstBrokenLink(
  links: readonly ChainLink[],
  hashText: HashText,
  previousHash: string = chainStart,
): number | null {
  let expected = previousHash;
  for (const [index, link] of links.entries()) {
    expected = chainHash(expected, canonicalJson(link.fact), hashText);
    if (expected !== link.hash) return index;
  }
  return null;
}
