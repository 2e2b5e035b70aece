/** How this office signs its letters: by hand, with a key in a file, or with a key on a token that a person opens. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import { Refused } from '../../ports/refused.ts';
import { type DocumentSigner, findFileSigner, signerFile } from '../document-signer.ts';
import { findTokenSettings, openTokenSigner, type TokenSigner, tokenFile } from '../token/index.ts';

export type SigningWay = 'by-hand' | 'file' | 'token';

export interface Signing {
  /** @throws Refused LETTER_SIGNING_AMBIGUOUS */
  readonly way: () => SigningWay;
  /** Null: by hand. @throws Refused where it cannot sign now */
  readonly signer: () => DocumentSigner | null;
  /** Opens what a person keeps closed; the secret is kept nowhere. @throws Refused */
  readonly open: (secret: string) => Promise<void>;
  /** Closes it again; whoever wants a letter has to open it. */
  readonly close: () => void;
}

const files = { file: signerFile, token: tokenFile } as const;

export function makeSigning({
  keysDir,
  clock,
}: {
  readonly keysDir: string;
  readonly clock: Clock;
}): Signing {
  let held: TokenSigner | null = null;
  /** Why it is closed, once it was open or was tried. */
  let closedBy: Refused | null = null;
  let opening = false;

  const way = (): SigningWay => {
    const there = Object.entries(files).filter(([, file]) => existsSync(join(keysDir, file)));
    if (there.length > 1)
      throw new Refused('LETTER_SIGNING_AMBIGUOUS', { files: there.map(([, file]) => file).join(', ') });
    return (there[0]?.[0] as keyof typeof files | undefined) ?? 'by-hand';
  };
  const close = (): void => {
    held?.close();
    held = null;
  };
  const closeBecause = (why: Refused): void => {
    close();
    closedBy = why;
  };
  const openToken = async (pin: string): Promise<void> => {
    const settings = findTokenSettings(keysDir);
    if (!settings) throw new Refused('LETTER_SIGNING_NOTHING_TO_OPEN');
    close();
    try {
      held = await openTokenSigner(settings, pin, clock(), () =>
        closeBecause(new Refused('LETTER_TOKEN_GONE')),
      );
      closedBy = null;
    } catch (error) {
      if (error instanceof Refused) closedBy = error;
      throw error;
    }
  };
  return {
    way,
    signer: () => {
      const now = way();
      if (now !== 'token') close();
      if (now === 'by-hand') return null;
      if (now === 'file') return findFileSigner(keysDir);
      findTokenSettings(keysDir);
      if (!held) throw closedBy ?? new Refused('LETTER_TOKEN_CLOSED');
      return held;
    },
    open: async (secret) => {
      if (way() !== 'token') throw new Refused('LETTER_SIGNING_NOTHING_TO_OPEN');
      // One try at a time: a token counts the wrong ones.
      if (opening) throw new Refused('LETTER_TOKEN_CLOSED');
      opening = true;
      try {
        await openToken(secret);
      } finally {
        opening = false;
      }
    },
    close: () => {
      close();
      closedBy = null;
    },
  };
}
