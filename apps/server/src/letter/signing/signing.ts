/** How this office signs its letters: by hand, with a key in a file, or with one that a person opens: a token, BSrE. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import { Refused } from '../../ports/refused.ts';
import { bsreFile, findBsreSettings, openBsreSigner } from '../bsre/index.ts';
import { type DocumentSigner, findFileSigner, signerFile } from '../document-signer.ts';
import { findTokenSettings, openTokenSigner, tokenFile } from '../token/index.ts';

/** Ways that a person opens with a secret. */
type OpenedWay = 'token' | 'bsre';
export type SigningWay = 'by-hand' | 'file' | OpenedWay;

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

const files = { file: signerFile, token: tokenFile, bsre: bsreFile } as const;

const closedAs = { token: 'LETTER_TOKEN_CLOSED', bsre: 'LETTER_BSRE_CLOSED' } as const;

/** A signer that a person opened. */
interface Held {
  readonly way: OpenedWay;
  readonly signer: DocumentSigner & { readonly close?: () => void };
}

export function makeSigning({
  keysDir,
  clock,
}: {
  readonly keysDir: string;
  readonly clock: Clock;
}): Signing {
  let held: Held | null = null;
  /** Why it is closed, once it was open or was tried. */
  let closedBy: { readonly way: OpenedWay; readonly why: Refused } | null = null;
  let opening = false;

  const way = (): SigningWay => {
    const there = Object.entries(files).filter(([, file]) => existsSync(join(keysDir, file)));
    if (there.length > 1)
      throw new Refused('LETTER_SIGNING_AMBIGUOUS', { files: there.map(([, file]) => file).join(', ') });
    return (there[0]?.[0] as keyof typeof files | undefined) ?? 'by-hand';
  };
  const close = (): void => {
    held?.signer.close?.();
    held = null;
  };
  const closeBecause = (way: OpenedWay, why: Refused): void => {
    close();
    closedBy = { way, why };
  };
  /** A passphrase that was changed since is not tried again: wrong ones lock an account. */
  const closedWhenWrong = (signer: DocumentSigner): DocumentSigner => ({
    ...signer,
    finish: async (drawn) => {
      try {
        return await signer.finish(drawn);
      } catch (error) {
        if (error instanceof Refused && error.code === 'LETTER_BSRE_PASSPHRASE_WRONG')
          closeBecause('bsre', error);
        throw error;
      }
    },
  });
  const openers: Readonly<Record<OpenedWay, (secret: string) => Promise<Held['signer']>>> = {
    token: (pin) =>
      openTokenSigner(findTokenSettings(keysDir)!, pin, clock(), () =>
        closeBecause('token', new Refused('LETTER_TOKEN_GONE')),
      ),
    bsre: async (passphrase) => closedWhenWrong(await openBsreSigner(findBsreSettings(keysDir)!, passphrase)),
  };
  const requireReadable: Readonly<Record<OpenedWay, () => unknown>> = {
    token: () => findTokenSettings(keysDir),
    bsre: () => findBsreSettings(keysDir),
  };
  return {
    way,
    signer: () => {
      const now = way();
      if (held && held.way !== now) close();
      if (now === 'by-hand') return null;
      if (now === 'file') return findFileSigner(keysDir);
      requireReadable[now]();
      if (held) return held.signer;
      throw closedBy?.way === now ? closedBy.why : new Refused(closedAs[now]);
    },
    open: async (secret) => {
      const now = way();
      if (now === 'by-hand' || now === 'file') throw new Refused('LETTER_SIGNING_NOTHING_TO_OPEN');
      // One try at a time: wrong ones are counted elsewhere, too.
      if (opening) throw new Refused(closedAs[now]);
      opening = true;
      close();
      try {
        held = { way: now, signer: await openers[now](secret) };
        closedBy = null;
      } catch (error) {
        if (error instanceof Refused) closeBecause(now, error);
        throw error;
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
