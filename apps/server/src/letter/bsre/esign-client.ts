/** Speaks to the e-sign client service of BSrE as its published clients do; BSrE publishes no specification. */
import { Refused } from '../../ports/refused.ts';
import type { BsreSettings } from './settings.ts';

/** A service that has not answered by then has failed, ms: whoever waits for a letter stands at a counter. */
const patienceMs = 30_000;
/** Larger than any letter, bytes: an answer without an end is cut off. */
const longestAnswer = 8_000_000;

/** What the service calls a person who can sign. */
const mayStatus = 'ISSUE';
const wrongPassphrase = 2031;

/** Has a PDF signed, invisibly. @throws Refused LETTER_BSRE_… */
export async function signByBsre(
  settings: BsreSettings,
  passphrase: string,
  pdf: Buffer,
  patience = patienceMs,
): Promise<Buffer> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'surat.pdf');
  form.set('nik', settings.nik);
  form.set('passphrase', passphrase);
  form.set('tampilan', 'invisible');
  const { status, body } = await ask(settings, '/api/sign/pdf', { method: 'POST', body: form }, patience);
  if (status === 200) return body;
  throw refusalOf(status, body);
}

/** Whether the person has a certificate that can sign now. @throws Refused LETTER_BSRE_… */
export async function requireSigner(settings: BsreSettings, patience = patienceMs): Promise<void> {
  const { status, body } = await ask(settings, `/api/user/status/${settings.nik}`, {}, patience);
  if (status !== 200) throw refusalOf(status, body);
  const said = String((wordsOf(body) as { status?: unknown }).status ?? '');
  if (said === mayStatus) return;
  throw new Refused(said === 'EXPIRED' ? 'LETTER_BSRE_CERTIFICATE_EXPIRED' : 'LETTER_BSRE_SIGNER_UNKNOWN');
}

async function ask(
  { url, username, password }: BsreSettings,
  path: string,
  init: RequestInit,
  patience: number,
): Promise<{ readonly status: number; readonly body: Buffer }> {
  try {
    const answer = await fetch(new URL(path, url), {
      ...init,
      headers: {
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      },
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    const pieces: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of answer.body ?? []) {
      bytes += piece.length;
      if (bytes > longestAnswer) throw new RangeError('an answer without an end');
      pieces.push(piece);
    }
    return { status: answer.status, body: Buffer.concat(pieces) };
  } catch {
    throw new Refused('LETTER_BSRE_UNREACHABLE');
  }
}

function refusalOf(status: number, body: Buffer): Refused {
  if (status >= 500) return new Refused('LETTER_BSRE_UNREACHABLE');
  const { status_code: code, error } = wordsOf(body) as { status_code?: unknown; error?: unknown };
  if (code === wrongPassphrase) return new Refused('LETTER_BSRE_PASSPHRASE_WRONG');
  if (/expired|kedaluwarsa|kadaluarsa/i.test(String(error)))
    return new Refused('LETTER_BSRE_CERTIFICATE_EXPIRED');
  return new Refused('LETTER_BSRE_REFUSED', { code: String(code ?? status).slice(0, 20) });
}

function wordsOf(body: Buffer): object {
  try {
    const words: unknown = JSON.parse(body.toString('utf8'));
    return typeof words === 'object' && words !== null ? words : {};
  } catch {
    return {};
  }
}
