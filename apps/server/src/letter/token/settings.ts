import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refused } from '../../ports/refused.ts';

/** Where the signing key of the office lies, in the keys folder; the PIN stands nowhere. */
export const tokenFile = 'letter-token.json';

const settings = z.strictObject({
  /** The vendor's PKCS #11 module, `/usr/lib/softhsm/libsofthsm2.so`. */
  module: z.string().startsWith('/'),
  /** Label of the token. */
  token: z.string().min(1).max(32),
  /** Label of its private key; null: the only one there is. */
  key: z.string().min(1).nullable().default(null),
});
export type TokenSettings = z.output<typeof settings>;

/** Null: this office signs with no token. @throws Refused LETTER_SIGNING_FILE_INVALID */
export function findTokenSettings(keysDir: string): TokenSettings | null {
  const file = join(keysDir, tokenFile);
  if (!existsSync(file)) return null;
  try {
    return settings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Refused('LETTER_SIGNING_FILE_INVALID', { file: tokenFile });
  }
}
