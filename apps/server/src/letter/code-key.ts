import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../office-keys/index.ts';

const fileName = 'letter-code.key';

/** P-256, which every phone's browser can verify: signs the codes on letters and the status list. Made once. */
export function getCodeKey(keysDir: string): KeyObject {
  const file = join(keysDir, fileName);
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    writeDurably(keysDir, fileName, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  }
  return createPrivateKey(readFileSync(file));
}
