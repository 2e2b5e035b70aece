/** Passwords and PINs are slow to try on purpose; the work is done on a thread of its own so that the counter stays quick. */
import { Worker } from 'node:worker_threads';
import type { OperatorCredential } from '@rekam/protocol/sync/operator-credential.ts';
import type { HashAnswer, HashQuestion } from './slow-hash-worker.ts';

export interface SlowHash {
  readonly deriveCredential: (password: string, salt: string) => Promise<OperatorCredential>;
  readonly checkPin: (pin: string, verifier: { salt: string; hash: string }) => Promise<boolean>;
  readonly stop: () => Promise<void>;
}

type Unnumbered<T> = T extends unknown ? Omit<T, 'number'> : never;

export function startSlowHash(): SlowHash {
  let worker: Worker | undefined;
  let next = 0;
  const waiting = new Map<
    number,
    { resolve: (answer: HashAnswer) => void; reject: (error: Error) => void }
  >();

  const fail = (error: Error): void => {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(new URL('./slow-hash-worker.ts', import.meta.url));
    started.unref();
    started.on('message', (answer: HashAnswer) => {
      waiting.get(answer.number)?.resolve(answer);
      waiting.delete(answer.number);
    });
    started.on('error', fail);
    started.on('exit', () => worker === started && fail(new Error('the hashing thread ended')));
    return started;
  };
  const ask = (question: Unnumbered<HashQuestion>): Promise<HashAnswer> =>
    new Promise((resolve, reject) => {
      worker ??= start();
      const number = next++;
      waiting.set(number, { resolve, reject });
      worker.postMessage({ ...question, number });
    });

  return {
    deriveCredential: async (password, salt) => {
      const answer = await ask({ kind: 'password', password, salt });
      if (answer.kind !== 'password') throw new Error('the hashing thread answered something else');
      return answer.credential;
    },
    checkPin: async (pin, { salt, hash }) => {
      const answer = await ask({ kind: 'pin', pin, salt, hash });
      return answer.kind === 'pin' && answer.right;
    },
    stop: async () => {
      await worker?.terminate();
    },
  };
}
