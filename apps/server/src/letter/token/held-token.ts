/** The office's side of a token: opened with a PIN by a person, then signing until it is pulled out. */
import { type ChildProcess, fork } from 'node:child_process';
import { Refused } from '../../ports/refused.ts';
import type { TokenSettings } from './settings.ts';
import { tokenRefusal } from './token-answers.ts';
import type { TokenAnswer, TokenOrder } from './token-process.ts';

export interface HeldToken {
  readonly keyType: 'ec' | 'rsa';
  /** DER of the certificates on it, the key's own first. */
  readonly certificates: readonly Uint8Array[];
  /** Over a SHA-256 digest. @throws Refused LETTER_TOKEN_… */
  readonly sign: (digest: Uint8Array) => Promise<Uint8Array>;
  readonly close: () => void;
}

/** A token that says nothing for so long has failed, ms. Cards compute for seconds; none for half a minute. */
const patienceMs = 30_000;

const processFile = new URL('./token-process.ts', import.meta.url);

/** @param onGone called once when the token ends by itself. @throws Refused LETTER_TOKEN_… */
export async function holdToken(
  settings: TokenSettings,
  pin: string,
  onGone: () => void,
): Promise<HeldToken> {
  // No arguments, and nothing on its streams that could say more than it should.
  const child = fork(processFile, [], { serialization: 'advanced', stdio: 'ignore', execArgv: [] });
  const ask = makeAsker(child);
  const opened = await ask({ kind: 'open', settings, pin }, null).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  if (opened.kind !== 'opened') throw new Refused('LETTER_TOKEN_GONE');
  let closed = false;
  const gone = (): void => {
    if (closed) return;
    closed = true;
    child.kill('SIGKILL');
    onGone();
  };
  child.once('exit', gone);
  let number = 0;
  return {
    keyType: opened.keyType,
    certificates: opened.certificates,
    sign: async (digest) => {
      number += 1;
      try {
        const signed = await ask({ kind: 'sign', number, digest }, number);
        if (signed.kind === 'signed') return signed.signature;
        throw new Refused('LETTER_TOKEN_GONE');
      } catch (error) {
        // A session that failed once is not tried on: the PIN is asked for again.
        gone();
        throw error;
      }
    },
    close: () => {
      closed = true;
      child.kill('SIGKILL');
    },
  };
}

/** Asks and waits for the answer of that number. */
function makeAsker(child: ChildProcess) {
  /** Told the answer, or null: none will come. */
  const waiting = new Map<number | null, (answer: TokenAnswer | null) => void>();
  const giveUp = (): void => {
    for (const tell of waiting.values()) tell(null);
  };
  child.on('message', (answer: TokenAnswer) =>
    waiting.get(answer.kind === 'opened' ? null : answer.number)?.(answer),
  );
  child.on('exit', giveUp);
  child.on('error', giveUp);
  return (order: TokenOrder, number: number | null): Promise<TokenAnswer> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiting.get(number)?.(null), patienceMs);
      waiting.set(number, (answer) => {
        clearTimeout(timer);
        waiting.delete(number);
        if (answer === null) reject(new Refused('LETTER_TOKEN_GONE'));
        else if (answer.kind === 'failed') reject(new Refused(tokenRefusal(answer.code)));
        else resolve(answer);
      });
      child.send(order, (error) => (error ? waiting.get(number)?.(null) : undefined));
    });
}
