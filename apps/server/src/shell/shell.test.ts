import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../testing/test-database.ts';
import { getCertificate } from './certificate.ts';
import { parseConfig } from './config.ts';
import { migrate } from './migrations.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'rekam-shell-'));
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

describe('the database', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());
  const fresh = async (name: string) => {
    await db.database.query(`create database ${name}`);
    return { ...db.connection, database: name };
  };

  it('SHL1 ten starters at once apply every file once', async () => {
    const connection = await fresh('ten_starters');
    const dir = folder();
    writeFileSync(join(dir, '0001-a.sql'), 'create table a (n int); insert into a values (1);');
    writeFileSync(join(dir, '0002-b.sql'), 'insert into a select n + 1 from a;');
    const done = await Promise.all(Array.from({ length: 10 }, () => migrate(connection, dir)));
    expect(done.flat().sort()).toEqual(['0001-a.sql', '0002-b.sql']);
    const client = new pg.Client(connection);
    await client.connect();
    expect((await client.query('select n from a order by n')).rows).toEqual([{ n: 1 }, { n: 2 }]);
    await client.end();
  });

  it('SHL2 a file that fails leaves nothing behind, and the next start tries it again', async () => {
    const connection = await fresh('half_way');
    const dir = folder();
    writeFileSync(join(dir, '0001-a.sql'), 'create table a (n int); select no_such_function();');
    await expect(migrate(connection, dir)).rejects.toThrow();
    writeFileSync(join(dir, '0001-a.sql'), 'create table a (n int);');
    expect(await migrate(connection, dir)).toEqual(['0001-a.sql']);
  });

  it('SHL3 an applied file that was changed, and a database newer than the program, are refused', async () => {
    const connection = await fresh('changed');
    const dir = folder();
    writeFileSync(join(dir, '0001-a.sql'), 'create table a (n int);');
    await migrate(connection, dir);
    writeFileSync(join(dir, '0001-a.sql'), 'create table a (n bigint);');
    await expect(migrate(connection, dir)).rejects.toThrow(/changed after/);
    rmSync(join(dir, '0001-a.sql'));
    await expect(migrate(connection, dir)).rejects.toThrow(/does not have/);
  });

  it('SHL13 every column that holds a NIK is compared in the same way', async () => {
    const { rows } = await db.database.query<{ column: string; collation: string | null }>(
      `select table_name || '.' || column_name as column, collation_name as collation
       from information_schema.columns where table_schema = 'public' and column_name ~ '(^|_)nik$'`,
    );
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ collation }) => collation !== 'C')).toEqual([]);
  });

  it('SHL12 whoever reads is answered while every connection of the transactions waits', async () => {
    const { transact, query } = db.database;
    await query('create table held (n int)');
    const { promise: answered, resolve: letGo } = Promise.withResolvers<void>();
    const waiting = Array.from({ length: 60 }, () =>
      transact(async (tx) => {
        await tx.query('lock table held in exclusive mode');
        await answered;
      }),
    );
    expect((await query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    letGo();
    await Promise.all(waiting);
  });
});

describe('the command line', () => {
  it('SHL5 what cannot be meant is told, not guessed', () => {
    expect(parseConfig([], {})).toHaveProperty('problem');
    expect(parseConfig(['--data', 'x', '--port', '70000'], {})).toHaveProperty('problem');
    expect(parseConfig(['--data', 'x', '--tls-cert', 'c'], {})).toHaveProperty('problem');
    expect(parseConfig(['--data', 'x', '--prot', '1'], {})).toHaveProperty('problem');
    expect(parseConfig(['--data', 'x'], { DATABASE_URL: '' })).toMatchObject({
      databaseUrl: null,
      host: '127.0.0.1',
    });
  });

  it('SHL5 half of a way to tell residents is told at the start, not when the first message is due', () => {
    const read = (env: Record<string, string>) => parseConfig(['--data', 'x'], env);
    const mail = { REKAM_SMTP_URL: 'smtp://localhost', REKAM_MAIL_FROM: 'kabar@example.id' };
    const REKAM_PUBLIC_URL = 'https://dukcapil.example.id/';
    expect(read({})).toMatchObject({ notices: null });
    expect(read({ ...mail, REKAM_PUBLIC_URL })).toMatchObject({
      notices: { publicUrl: 'https://dukcapil.example.id', gateway: null },
    });
    for (const env of [
      mail,
      { ...mail, REKAM_PUBLIC_URL: 'dukcapil.example.id' },
      { REKAM_PUBLIC_URL, REKAM_SMTP_URL: mail.REKAM_SMTP_URL },
      { ...mail, REKAM_PUBLIC_URL, REKAM_SMTP_URL: 'https://localhost' },
      { REKAM_PUBLIC_URL, REKAM_MESSAGE_GATEWAY_URL: 'https://gateway.example.id' },
    ])
      expect(read(env)).toHaveProperty('problem');
  });

  it('SHL6 an address for other computers gets a certificate, made once and kept; loopback and proxies need none', async () => {
    const dir = folder();
    const config = (argv: string[]) => {
      const parsed = parseConfig(['--data', dir, ...argv], {});
      if ('problem' in parsed) throw new Error(parsed.problem);
      return parsed;
    };
    expect(await getCertificate(config([]))).toBeNull();
    expect(await getCertificate(config(['--host', '0.0.0.0', '--behind-proxy']))).toBeNull();
    const made = await getCertificate(config(['--host', '0.0.0.0']));
    expect(made!.cert).toContain('BEGIN CERTIFICATE');
    expect(await getCertificate(config(['--host', '0.0.0.0']))).toEqual(made);
    const { createSecureContext } = await import('node:tls');
    expect(() => createSecureContext(made!)).not.toThrow();
  });

  it('SHL10 a certificate that cannot be read, or a key of another, is told with the file', async () => {
    const own = folder();
    const certificateAt = async (dir: string, files: string[] = []) => {
      const parsed = parseConfig(['--data', dir, '--host', '0.0.0.0', ...files], {});
      if ('problem' in parsed) throw new Error(parsed.problem);
      return getCertificate(parsed);
    };
    const refusal = (certFile: string, keyFile: string) =>
      certificateAt(own, ['--tls-cert', certFile, '--tls-key', keyFile]).then(
        () => null,
        ({ code, details }: { code: string; details: object }) => [code, Object.values(details)[0]],
      );
    await Promise.all([certificateAt(own), certificateAt(join(own, 'other'))]);
    const [cert, key] = ['keys/https.crt', 'keys/https.key'].map((file) => join(own, file)) as [
      string,
      string,
    ];
    expect(await refusal(cert, key)).toBeNull();
    expect(await refusal(join(own, 'none.pem'), key)).toEqual([
      'OFFICE_CERTIFICATE_UNREADABLE',
      join(own, 'none.pem'),
    ]);
    expect(await refusal(cert, cert)).toEqual(['OFFICE_CERTIFICATE_UNREADABLE', cert]);
    expect((await refusal(cert, join(own, 'other/keys/https.key')))![0]).toBe('OFFICE_CERTIFICATE_MISMATCH');
  });
});

describe('a busy port', () => {
  it('SHL7 is told with one to try, before anything is started', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    const { startProgram } = await import('@rekam/protocol/process/running-program.ts');
    const program = startProgram(
      join(import.meta.dirname, '../main.ts'),
      ['--data', join(folder(), 'office'), '--port', String(port)],
      { errors: 'ignore' },
    );
    const event = await program.waitFor((e) => e.event === 'refused' || e.event === 'listening');
    expect(event).toMatchObject({ event: 'refused', code: 'OFFICE_PORT_BUSY', port });
    expect(event.tryPort).toBeGreaterThan(port);
    expect(await program.ended).toBe(75);
    server.close();
  });
});
