import { findPart, writePart } from '../packet/index.ts';
import { Refused } from '../ports/refused.ts';
import type { LetterDeps } from './commands.ts';
import { requireCurrent } from './document-signer.ts';
import type { StoredLetter } from './store.ts';

/** One drawing of a letter at a time in this process: the document is made once and then stays as it was signed. */
const underWay = new Map<string, Promise<Uint8Array>>();

/**
 * The letter as PDF. Made at the first asking, then the same bytes for ever: a crash before leaves nothing, a crash
 * after leaves the document.
 */
export function documentOf(deps: LetterDeps, letter: StoredLetter, checkUrl: string): Promise<Uint8Array> {
  const running = underWay.get(letter.id);
  if (running) return running;
  const made = makeDocument(deps, letter, checkUrl).finally(() => underWay.delete(letter.id));
  underWay.set(letter.id, made);
  return made;
}

async function makeDocument(deps: LetterDeps, letter: StoredLetter, checkUrl: string): Promise<Uint8Array> {
  const { files, clock } = deps;
  const key = deps.keyring().unwrap(letter.kekVersion, letter.wrapped);
  const before = await findPart(files, letter.id, 'document', key);
  if (before) return before;
  const photo = await findPart(files, letter.id, 'photo', key);
  if (!photo) throw new Refused('LETTER_PHOTO_MISSING');
  const signer = letter.signing === 'electronic' ? deps.documentSigner() : null;
  if (letter.signing === 'electronic' && !signer)
    throw new Refused('LETTER_CERTIFICATE_INVALID', { file: 'letter-signer.pem' });
  if (signer) requireCurrent(signer, clock());
  const drawn = await deps.drawing.ask({
    content: letter.content,
    photo,
    code: letter.code,
    checkUrl,
    electronic: signer !== null,
    leavesRoom: signer?.leavesRoom ?? false,
    signerPem: signer?.pem ?? null,
    printedAt: new Date(clock()),
  });
  const pdf = signer ? await signer.finish(Buffer.from(drawn)) : drawn;
  await writePart(files, letter.id, 'document', pdf, key);
  return pdf;
}
