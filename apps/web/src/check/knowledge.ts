/** What the phone knows of the office: its keys and the signed list of ended letters, kept for days without a network. */
import { canonicalJson, type PlainDate } from '@rekam/domain';
import type { TrustedCodeKey } from '@rekam/protocol/qr/verifiable-code.ts';
import { bytesOf, type PublishedKey, trustedWebKey } from '@rekam/protocol/qr/web-keys.ts';

export interface Knowledge {
  readonly issuer: string;
  readonly keys: readonly TrustedCodeKey[];
  /** When the keys were last fetched, ms; null where that was not said. */
  readonly keysAtMs: number | null;
  /** Null: none whose signature fits. */
  readonly list: EndedList | null;
}

export interface EndedList {
  readonly asOfMs: number;
  /** The day on which a letter ended; null where the list does not name it. */
  readonly endOf: (number: string) => Promise<PlainDate | null>;
}

const keysPath = '/api/public/letters/keys';
const listPath = '/api/public/letters/status-list';
const cacheName = 'rekam-letter-check-1';

interface PublishedKeys {
  readonly issuer: string;
  readonly keys: readonly PublishedKey[];
}
interface PublishedList {
  readonly value: {
    readonly issuer: string;
    readonly asOf: string;
    readonly ended: Readonly<Record<string, readonly string[]>>;
  };
  readonly signature: string;
}

/** What was kept at the last visit; null where nothing was. */
export async function recall(): Promise<Knowledge | null> {
  const cache = await caches.open(cacheName);
  const keys = await cache.match(keysPath);
  return keys ? understand(keys, await cache.match(listPath)) : null;
}

/** What the office says now, kept for later. @throws without a network */
export async function ask(): Promise<Knowledge> {
  const [keys, list] = await Promise.all([fetched(keysPath), fetched(listPath)]);
  const fresh = await understand(keys.clone(), list.clone());
  const cache = await caches.open(cacheName);
  await Promise.all([cache.put(keysPath, keys), cache.put(listPath, list)]);
  return fresh;
}

async function fetched(path: string): Promise<Response> {
  const answer = await fetch(path, { cache: 'no-store', credentials: 'omit' });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer;
}

async function understand(keysAnswer: Response, listAnswer: Response | undefined): Promise<Knowledge> {
  const { issuer, keys: published } = (await keysAnswer.json()) as PublishedKeys;
  const keys = await Promise.all(published.map((key) => trustedWebKey(key, issuer)));
  const date = Date.parse(keysAnswer.headers.get('date') ?? '');
  const list = listAnswer ? await believe((await listAnswer.json()) as PublishedList, issuer, keys) : null;
  return { issuer, keys, keysAtMs: Number.isNaN(date) ? null : date, list };
}

/** LET60: a list that the office's key did not sign is no list. */
async function believe(
  { value, signature }: PublishedList,
  issuer: string,
  keys: readonly TrustedCodeKey[],
): Promise<EndedList | null> {
  const bytes = new TextEncoder().encode(`rekam/letter-status/2\n${canonicalJson(value)}`);
  const tries = await Promise.all(keys.map(({ verify }) => verify(bytes, bytesOf(signature))));
  const asOfMs = Date.parse(value.asOf);
  if (value.issuer !== issuer || Number.isNaN(asOfMs) || !tries.includes(true)) return null;
  const days = new Map<string, PlainDate>();
  for (const [day, marks] of Object.entries(value.ended))
    for (const mark of marks) days.set(mark, day as PlainDate);
  return { asOfMs, endOf: async (number) => days.get(await markOf(number)) ?? null };
}

async function markOf(number: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(number));
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
