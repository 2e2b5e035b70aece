/** What the office's commands share at the terminal: where the office is, refusals in words, passphrases unseen. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { Refused } from '../ports/refused.ts';

const root = join(import.meta.dirname, '../../../..');

/** The office's own folder: `DIR/office` of a data folder, or DIR itself. */
export function officeFolderOf(data: string | undefined): string {
  const folder = resolve(data ?? join(root, 'data'));
  return existsSync(join(folder, 'office')) ? join(folder, 'office') : folder;
}

/**
 * Runs a command to its exit code: a refusal is told in both languages with code 1, an error of the command line with 64.
 * @param json also prints the refusal as the last line on stdout
 */
export async function runCommand(
  json: boolean,
  work: () => Promise<object>,
  tell: (result: never) => string,
): Promise<void> {
  try {
    const result = await work();
    process.stderr.write(`${tell(result as never)}\n`);
    if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const sentence = sentenceOf(error.code, error.details);
    process.stderr.write(`✗ ${sentence.id}\n  ${sentence.en}\n`);
    if (json) process.stdout.write(`${JSON.stringify({ refused: error.code, details: error.details })}\n`);
    process.exitCode = 1;
  }
}

/** From REKAM_PASSPHRASE, or typed without echo; asked twice where a slip would lock everything for good. */
export async function askPassphrase(twice: boolean): Promise<string> {
  const given = process.env.REKAM_PASSPHRASE;
  if (given !== undefined) return given;
  const first = await askHidden('Frasa sandi / passphrase: ');
  if (twice && (await askHidden('Sekali lagi / once more: ')) !== first)
    throw new Refused('BACKUP_PASSPHRASE_DIFFERS');
  return first;
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: silence, terminal: process.stdin.isTTY });
  const answer = await reader.question('');
  reader.close();
  process.stderr.write('\n');
  return answer;
}
