/** `bin/rekam letter verify FILE|CODE|NUMBER … [--office URL] [--json]`: each on its own; 0 only when all are valid. */
import { createPublicKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { trustedCodeKeyOf } from '@rekam/protocol/qr/node-keys.ts';
import {
  parseVerifiableCode,
  type ReadCode,
  type TrustedCodeKey,
  verifyVerifiableCode,
} from '@rekam/protocol/qr/verifiable-code.ts';
import { endedMark, type StatusList } from './status-list.ts';
import { verifyPdf } from './verify-pdf.ts';
import { type Verdict, verdictLines } from './verify-words.ts';

/** No number of a letter is longer; what is, was meant to be a code. */
const longestNumber = 100;

const { values, positionals } = parseArgs({
  args: process.argv.slice(3),
  options: {
    office: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
if (process.argv[2] !== 'verify' || positionals.length === 0) {
  process.stderr.write('bin/rekam letter verify FILE|CODE|NUMBER … [--office URL] [--json]\n');
  process.exit(64);
}
const office = values.office ?? 'http://127.0.0.1:8460';
for (const asked of positionals) {
  const verdict = await judge(asked);
  if (values.json) process.stdout.write(`${JSON.stringify(verdict)}\n`);
  else print(verdict, positionals.length > 1 ? asked : null);
  if (!verdict.valid) process.exitCode = 1;
}

async function judge(text: string): Promise<Verdict> {
  if (existsSync(text)) return judgeFile(text);
  const code = await parseVerifiableCode(text);
  if (code.ok) return judgeCode(code.value);
  return text.length > longestNumber ? refused('letter', code.code) : judgeNumber(text);
}

/** By its bytes; where an office was named it also says whether the letter of that number still is in force. */
async function judgeFile(file: string): Promise<Verdict> {
  const bytes = readFileSync(file);
  const outcome = verifyPdf(bytes);
  if (!outcome.ok) return refused('file', outcome.code);
  const number = numberIn(bytes);
  const facts = { number, ...outcome.value };
  if (values.office === undefined) return { kind: 'file', valid: true, problem: null, facts };
  const said = await judgeNumber(number);
  return { ...said, kind: 'file-and-letter', facts: { ...facts, ...said.facts } };
}

/** The number in the title of a letter, which lies under its signature; `–` where there is none, which no office knows. */
function numberIn(pdf: Buffer): string {
  return /\(Surat Keterangan ([^()\\]+)\)/.exec(pdf.toString('latin1'))?.[1] ?? '–';
}

async function judgeCode(code: ReadCode): Promise<Verdict> {
  const { issuer, keys } = await officeKeys();
  const outcome = await verifyVerifiableCode(code, keys, Date.now() / 1000);
  if (!outcome.ok) {
    // A code in the name of this very office, by a key that it never had.
    const isForged = outcome.code === 'CODE_KEY_UNKNOWN' && code.claims.issuer === issuer;
    return refused('letter', isForged ? 'CODE_FORGED' : outcome.code, { issuer: code.claims.issuer ?? '–' });
  }
  const { claims, identity } = outcome.value;
  const facts = {
    number: claims.subject ?? '',
    issuer: claims.issuer ?? '',
    name: identity.fullName ?? '',
    until: new Date((claims.expiresAt ?? 0) * 1000).toISOString(),
  };
  const { value } = (await ask('/api/public/letters/status-list')) as { value: StatusList };
  const ended = Object.values(value.ended).some((marks) => marks.includes(endedMark(facts.number)));
  return { kind: 'letter', valid: !ended, problem: ended ? 'voided' : null, facts };
}

async function judgeNumber(number: string): Promise<Verdict> {
  const { state, ...facts } = (await ask('/api/public/letters/check', { number })) as { state: string };
  const known = Object.entries(facts).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    kind: 'letter',
    valid: state === 'valid',
    problem: state === 'valid' ? null : state,
    facts: Object.fromEntries(known),
  };
}

function refused(kind: Verdict['kind'], problem: string, facts: Verdict['facts'] = {}): Verdict {
  return { kind, valid: false, problem, facts };
}

async function officeKeys(): Promise<{ issuer: string; keys: TrustedCodeKey[] }> {
  const { issuer, keys } = (await ask('/api/public/letters/keys')) as {
    issuer: string;
    keys: { spki: string }[];
  };
  const trusted = keys.map(({ spki }) =>
    trustedCodeKeyOf(
      createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' }),
      issuer,
    ),
  );
  return { issuer, keys: trusted };
}

async function ask(path: string, body?: object): Promise<unknown> {
  try {
    const answer = await fetch(new URL(path, office), {
      ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
      headers: { 'content-type': 'application/json' },
    });
    if (answer.ok) return await answer.json();
  } catch {
    // Said below, as for an office that answers otherwise.
  }
  process.stderr.write(`✗ Kantor di ${office} tidak menjawab; sebut alamatnya dengan --office URL.\n`);
  process.stderr.write(`  The office at ${office} does not answer; name its address with --office URL.\n`);
  process.exit(69);
}

/** @param asked named where there are several */
function print(verdict: Verdict, asked: string | null): void {
  const lines = verdictLines(verdict);
  process.stdout.write(`${[...(asked === null ? [] : [asked]), ...lines].join('\n')}\n`);
}
