import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { PaperId } from '@rekam/domain';
import { type Keyring, writeDurably } from '../office-keys/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { type PaperMediaType, paperLimitBytes, recogniseMediaType } from './media-type.ts';

export interface StoredPaper {
  readonly id: PaperId;
  readonly mediaType: PaperMediaType;
  readonly bytes: number;
}

export interface Papers {
  /**
   * Keeps a picture or PDF: encrypted and durable when the promise resolves.
   * @throws Refused when it is neither, or too large
   */
  readonly keep: (content: Uint8Array) => Promise<StoredPaper>;
  /** Keeps what a request sends. */
  readonly keepStream: (content: Readable) => Promise<StoredPaper>;
  /** @throws Refused PAPER_NOT_FOUND */
  readonly read: (id: string) => Promise<{ readonly content: Buffer; readonly mediaType: PaperMediaType }>;
  /** @throws Refused PAPER_NOT_FOUND when one of them is not there */
  readonly refuseUnknown: (ids: readonly (string | null | undefined)[]) => Promise<void>;
}

/**
 * The office's pictures and scanned papers.
 *
 *   file = 12-byte nonce ‖ 16-byte tag ‖ AES-256-GCM ciphertext, bound to the paper's id
 */
export function makePapers(
  database: Database,
  clock: Clock,
  keyring: () => Keyring,
  dataDir: string,
): Papers {
  const folder = join(dataDir, 'papers');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const fileOf = (id: string): string => `${id}.paper`;

  const keep = async (content: Uint8Array): Promise<StoredPaper> => {
    const mediaType = recogniseMediaType(content);
    const id = newId('paper', clock);
    const key = randomBytes(32);
    const { kekVersion, wrapped } = keyring().wrap(key);
    writeDurably(folder, fileOf(id), encrypt(id, key, content));
    await database.query(
      `insert into paper (id, media_type, bytes, sha256, kek_version, wrapped, uploaded_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, mediaType, content.length, sha256(content), kekVersion, wrapped, nowOf(clock)],
    );
    return { id, mediaType, bytes: content.length };
  };

  return {
    keep,
    keepStream: async (content) => keep(await collect(content)),
    read: async (id) => {
      const { rows } = await database.query<{ mediaType: PaperMediaType; version: number; wrapped: Buffer }>(
        'select media_type as "mediaType", kek_version as version, wrapped from paper where id = $1',
        [id],
      );
      const row = rows[0];
      if (!row) throw new Refused('PAPER_NOT_FOUND');
      const key = keyring().unwrap(row.version, row.wrapped);
      const content = decrypt(id, key, await readFile(join(folder, fileOf(id))));
      return { content, mediaType: row.mediaType };
    },
    refuseUnknown: async (ids) => {
      const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
      if (wanted.length === 0) return;
      const { rows } = await database.query('select 1 from paper where id = any($1)', [wanted]);
      if (rows.length !== wanted.length) throw new Refused('PAPER_NOT_FOUND');
    },
  };
}

async function collect(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    bytes += (piece as Buffer).length;
    if (bytes > paperLimitBytes) throw new Refused('PAPER_TOO_LARGE');
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

function encrypt(id: string, key: Uint8Array, content: Uint8Array): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(id));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

function decrypt(id: string, key: Uint8Array, file: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, file.subarray(0, 12));
  decipher.setAAD(Buffer.from(id)).setAuthTag(file.subarray(12, 28));
  return Buffer.concat([decipher.update(file.subarray(28)), decipher.final()]);
}
