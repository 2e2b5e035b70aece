import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlainDate } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import { root } from '../../programs.ts';
import type { Applicant } from './residents.ts';

/** Letters whose files lie here at once while they are verified. */
const filesAtOnce = 200;
/** Numbers of one list at the public check, which takes 2,000. */
const numbersAtOnce = 1000;
const pageOfLetters = 200;
const batchPauseMs = 500;
const verifier = join(root, 'apps/server/src/letter/main.ts');

export interface LettersIssued {
  readonly issued: number;
  readonly refused: number;
  /** Day of the letter, by NIK. */
  readonly lettersOn: ReadonlyMap<string, PlainDate>;
}

/** Letters for everybody who wants one, in one batch, signed. */
export async function issueLetters(
  office: RunningOffice,
  applicants: readonly Applicant[],
  onProgress: (ready: number) => void,
): Promise<LettersIssued> {
  const supervisor = await office.signedIn('supervisor');
  const niks = applicants.filter(({ wantsLetter }) => wantsLetter).map(({ biodata }) => biodata.nik);
  const made = await supervisor.call(officeApi.makeLetterBatch, {
    body: { by: 'list', niks: niks.join('\n'), purpose: 'first-card' },
  });
  for (;;) {
    const [batch] = await supervisor.call(officeApi.listLetterBatches, {});
    if (batch?.id !== made.id || batch.state === 'paused')
      throw new Error(`the batch of letters stands still: ${batch?.pausedBy?.en ?? 'not listed'}`);
    onProgress(batch.ready);
    if (batch.state === 'ended' && batch.waiting + batch.issued === 0) {
      const letters = await listLetters(supervisor);
      return {
        issued: batch.ready,
        refused: batch.refused,
        lettersOn: new Map(letters.map(({ nik, issuedOn }) => [nik, issuedOn as PlainDate])),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, batchPauseMs));
  }
}

export interface LettersChecked {
  readonly letters: number;
  /** The file is genuine, and the public check calls the letter valid. */
  readonly valid: number;
  /** The public check calls the letter void. */
  readonly voided: number;
  /** A sound file refused, or one with a changed byte accepted. */
  readonly misjudged: number;
}

/** Every letter as a stranger checks it: its file, a copy of it with one byte changed, and its number at the public check. */
export async function checkLetters(
  office: RunningOffice,
  onProgress: (checked: number) => void,
): Promise<LettersChecked> {
  const supervisor = await office.signedIn('supervisor');
  const letters = await listLetters(supervisor);
  const states = await askPublic(
    office.url,
    letters.map(({ number }) => number),
  );
  const count = { letters: letters.length, valid: 0, voided: 0, misjudged: 0 };
  for (let from = 0; from < letters.length; from += filesAtOnce) {
    const some = letters.slice(from, from + filesAtOnce);
    const pdfs: Uint8Array[] = [];
    for (const { id } of some)
      pdfs.push(await supervisor.bytes(officeApi.letterDocument, { params: { id } }));
    const genuine = verifyFiles(pdfs);
    const forged = verifyFiles(pdfs.map(withOneByteChanged));
    some.forEach(({ number }, index) => {
      if (!genuine[index] || forged[index]) count.misjudged += 1;
      if (genuine[index] && states.get(number) === 'BERLAKU') count.valid += 1;
      if (states.get(number) === 'BATAL') count.voided += 1;
    });
    onProgress(from + some.length);
  }
  return count;
}

async function listLetters(supervisor: ApiClient): Promise<LetterRow[]> {
  const letters: LetterRow[] = [];
  let cursor: string | null = null;
  do {
    const page: { rows: readonly LetterRow[]; nextCursor: string | null } = await supervisor.call(
      officeApi.listLetters,
      { query: cursor === null ? { limit: pageOfLetters } : { limit: pageOfLetters, cursor } },
    );
    letters.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return letters;
}

/** The list that banks and polling stations check. @returns the state by number, in the words of the public */
async function askPublic(url: string, numbers: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  for (let from = 0; from < numbers.length; from += numbersAtOnce) {
    const body = new URLSearchParams({ daftar: numbers.slice(from, from + numbersAtOnce).join('\n') });
    const answer = await fetch(url + officeApi.checkLetterList.path, { method: 'POST', body });
    if (!answer.ok) throw new Error(`the public check of a list answers ${answer.status}`);
    for (const line of (await answer.text()).split('\r\n').slice(1)) {
      const [number, state] = line.split(';');
      if (number && state) states.set(number, state);
    }
  }
  return states;
}

/** @returns whether each is genuine and unchanged, by `letter verify` in a process of its own */
function verifyFiles(pdfs: readonly Uint8Array[]): boolean[] {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-letters-'));
  try {
    const files = pdfs.map((pdf, index) => {
      const file = join(folder, `${index}.pdf`);
      writeFileSync(file, pdf);
      return file;
    });
    const { stdout } = spawnSync(process.execPath, [verifier, 'verify', ...files, '--json'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const verdicts = stdout.trim().split('\n');
    if (verdicts.length !== pdfs.length) throw new Error('the verifier did not judge every letter');
    return verdicts.map((line) => (JSON.parse(line) as { valid: boolean }).valid);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In the middle, where the text and the photo of the letter lie. */
function withOneByteChanged(pdf: Uint8Array): Uint8Array {
  const changed = Uint8Array.from(pdf);
  const middle = pdf.length >> 1;
  changed[middle] = changed[middle]! ^ 1;
  return changed;
}
