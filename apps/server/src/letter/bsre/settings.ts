import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refused } from '../../ports/refused.ts';

/** Where the e-sign client service of the office is, in the keys folder; the passphrase stands nowhere. */
export const bsreFile = 'letter-bsre.json';

const settings = z.strictObject({
  /** `http://10.5.0.7`: without a path. */
  url: z.url({ protocol: /^https?$/ }),
  /** Basic authentication, as BSrE gave it to the office. */
  username: z.string().min(1),
  password: z.string().min(1),
  /** NIK of who signs. */
  nik: z.string().regex(/^\d{16}$/),
});
export type BsreSettings = z.output<typeof settings>;

/** Null: this office does not sign by BSrE. @throws Refused LETTER_SIGNING_FILE_INVALID */
export function findBsreSettings(keysDir: string): BsreSettings | null {
  const file = join(keysDir, bsreFile);
  if (!existsSync(file)) return null;
  try {
    return settings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Refused('LETTER_SIGNING_FILE_INVALID', { file: bsreFile });
  }
}
