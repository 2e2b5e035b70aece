import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../../office-keys/index.ts';

const fileName = 'centre-export.key';

/** RSA 3072, as the centre's tools check it: signs exports and packets. Made once. */
export function getExportKey(keysDir: string): KeyObject {
  const file = join(keysDir, fileName);
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
    writeDurably(keysDir, fileName, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  }
  return createPrivateKey(readFileSync(file));
}
