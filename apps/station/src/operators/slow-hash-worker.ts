import { parentPort } from 'node:worker_threads';
import {
  deriveOperatorCredential,
  type OperatorCredential,
  verifyPin,
} from '@rekam/protocol/sync/operator-credential.ts';

export type HashQuestion =
  | { readonly number: number; readonly kind: 'password'; readonly password: string; readonly salt: string }
  | {
      readonly number: number;
      readonly kind: 'pin';
      readonly pin: string;
      readonly salt: string;
      readonly hash: string;
    };

export type HashAnswer =
  | { readonly number: number; readonly kind: 'password'; readonly credential: OperatorCredential }
  | { readonly number: number; readonly kind: 'pin'; readonly right: boolean }
  | { readonly number: number; readonly kind: 'failed' };

parentPort?.on('message', async (question: HashQuestion) => {
  parentPort?.postMessage(await answerTo(question));
});

async function answerTo(question: HashQuestion): Promise<HashAnswer> {
  const { number } = question;
  try {
    if (question.kind === 'pin') return { number, kind: 'pin', right: verifyPin(question.pin, question) };
    const credential = await deriveOperatorCredential(question.password, question.salt);
    return { number, kind: 'password', credential };
  } catch {
    return { number, kind: 'failed' };
  }
}
