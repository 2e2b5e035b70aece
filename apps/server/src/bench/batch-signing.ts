/** The ways in which a bench has letters signed, each as an office has them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEsign } from '@rekam/devices/esign/simulator.ts';
import { bsreFile } from '../letter/bsre/settings.ts';
import { tokenFile } from '../letter/token/settings.ts';
import { makeTrialSigner } from '../letter/trial-signer.ts';
import { hasSoftToken, makeSoftTokens } from '../testing/soft-token.ts';

export const batchSignings = ['file', 'token', 'bsre'] as const;
export type BatchSigningName = (typeof batchSignings)[number];

export interface BatchSigning {
  /** What a person types after each start of the office; null: nothing. */
  readonly secret: string | null;
  readonly close: () => Promise<void>;
}

/**
 * Writes what the office's keys folder needs: a trial certificate, a token in software (SoftHSM), or a simulated e-sign
 * service. Before the office starts, which must find the token.
 * @throws Error where SoftHSM is not installed
 */
export async function prepareSigning(name: BatchSigningName, keysDir: string): Promise<BatchSigning> {
  if (name === 'token') return prepareToken(keysDir);
  if (name === 'bsre') return prepareEsign(keysDir);
  await makeTrialSigner(keysDir, Date.now());
  return { secret: null, close: async () => undefined };
}

async function prepareToken(keysDir: string): Promise<BatchSigning> {
  if (!hasSoftToken) throw new Error('SoftHSM is missing: apt-get install softhsm2 opensc');
  const tokens = makeSoftTokens();
  await tokens.make('Rekam');
  writeFileSync(join(keysDir, tokenFile), JSON.stringify({ module: tokens.module, token: 'Rekam' }));
  return { secret: tokens.pin, close: async () => tokens.remove() };
}

async function prepareEsign(keysDir: string): Promise<BatchSigning> {
  const account = { username: 'disdukcapil', password: 'kunci-layanan' };
  const nik = '5371010101800001';
  const secret = 'Kalimat-Rahasia-91';
  const { url, close } = await startEsign({ ...account, nik, passphrase: secret });
  writeFileSync(join(keysDir, bsreFile), JSON.stringify({ url, ...account, nik }), { mode: 0o600 });
  return { secret, close };
}
