/** What a batch hands out, written while it is read: neither needs more memory for five thousand letters than for one. */
import { Zip, ZipPassThrough } from 'fflate';
import { findPart } from '../../packet/index.ts';
import { Refused } from '../../ports/refused.ts';
import { makeThreadPool } from '../../ports/thread-pool.ts';
import { getLetter, type LetterDeps } from '../commands.ts';
import { documentOf } from '../document.ts';
import type { StoredLetter } from '../store.ts';
import type { PrintingOrder } from './printing-thread.ts';
import { type Batch, listReady } from './store.ts';

const linesAtOnce = 100;

async function* readyLetters({ database }: LetterDeps, batch: Batch): AsyncGenerator<StoredLetter> {
  for (let after = 0; ; ) {
    const lines = await listReady(database, batch.id, after, linesAtOnce);
    for (const { letterId } of lines) yield await getLetter(database, letterId);
    if (lines.length < linesAtOnce) return;
    after = lines.at(-1)!.position;
  }
}

/** @throws Refused LETTER_BATCH_NOTHING_READY */
export async function requireReady({ database }: LetterDeps, batch: Batch): Promise<void> {
  if ((await listReady(database, batch.id, 0, 1)).length === 0)
    throw new Refused('LETTER_BATCH_NOTHING_READY');
}

/** All letters as one PDF in the order of the batch; on paper the code stands for the signature. */
export async function* printerFile(deps: LetterDeps, batch: Batch): AsyncGenerator<Uint8Array> {
  const thread = makeThreadPool<PrintingOrder, Uint8Array>({
    file: new URL('./printing-thread.ts', import.meta.url),
    size: 1,
  });
  const title = `Surat Keterangan, ${batch.madeAt.slice(0, 10)}`;
  try {
    for await (const letter of readyLetters(deps, batch)) {
      const { content, code, signing } = letter;
      const photo = await findPart(deps.files, letter.id, 'photo', keyOf(deps, letter));
      if (!photo) throw new Refused('LETTER_PHOTO_MISSING');
      const face = { content, code, photo, checkUrl: batch.checkUrl, electronic: signing === 'electronic' };
      yield await thread.ask({ title, face });
    }
    yield await thread.ask({ title, face: null });
  } finally {
    await thread.close();
  }
}

const keyOf = ({ keyring }: LetterDeps, { kekVersion, wrapped }: StoredLetter): Uint8Array =>
  keyring().unwrap(kekVersion, wrapped);

/** All letters as they were signed, a file each; they are compressed already. */
export async function* archive(deps: LetterDeps, batch: Batch): AsyncGenerator<Uint8Array> {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  for await (const letter of readyLetters(deps, batch)) {
    const file = new ZipPassThrough(`suket-${letter.year}-${String(letter.serial).padStart(6, '0')}.pdf`);
    zip.add(file);
    file.push(await documentOf(deps, letter, batch.checkUrl), true);
    yield* pieces.splice(0);
  }
  zip.end();
  yield* pieces;
}
