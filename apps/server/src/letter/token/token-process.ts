/**
 * A process of its own that holds the session with a token. The PIN comes once, over the channel to the office: it
 * stands in no argument and no environment. The process ends with the office, and with the token.
 */
import type { TokenKey } from './pkcs11.ts';
import type { TokenSettings } from './settings.ts';

export type TokenOrder =
  | { readonly kind: 'open'; readonly settings: TokenSettings; readonly pin: string }
  | { readonly kind: 'sign'; readonly number: number; readonly digest: Uint8Array };

export type TokenAnswer =
  | {
      readonly kind: 'opened';
      readonly keyType: TokenKey['type'];
      readonly certificates: readonly Uint8Array[];
    }
  | { readonly kind: 'signed'; readonly number: number; readonly signature: Uint8Array }
  /** `code`: CKR_…; null: the module cannot be loaded. */
  | { readonly kind: 'failed'; readonly number: number | null; readonly code: number | null };

let key: TokenKey | null = null;

const say = (answer: TokenAnswer): void => void process.send?.(answer);
const codeOf = (error: unknown): number | null => {
  const { code } = error as { code?: unknown };
  return typeof code === 'number' ? code : null;
};

async function open({ settings, pin }: Extract<TokenOrder, { kind: 'open' }>): Promise<void> {
  try {
    const { openToken } = await import('./pkcs11.ts');
    key = openToken(settings.module, settings.token, settings.key, pin);
    say({ kind: 'opened', keyType: key.type, certificates: key.certificates });
  } catch (error) {
    say({ kind: 'failed', number: null, code: codeOf(error) });
  }
}

function sign({ number, digest }: Extract<TokenOrder, { kind: 'sign' }>): void {
  try {
    if (!key) throw new Error('the token is not open');
    say({ kind: 'signed', number, signature: key.sign(digest) });
  } catch (error) {
    say({ kind: 'failed', number, code: codeOf(error) });
  }
}

process.on('message', (order: TokenOrder) => {
  if (order.kind === 'open') void open(order);
  else sign(order);
});
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the office says when it is over.
process.on('SIGINT', () => undefined);
