import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../programs.ts';

/** Runs `start` until it ends by itself. */
function runStart(...argv: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'start', ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data));
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, said })));
}

async function listenAnywhere() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

describe('a start that cannot be', () => {
  it('says which port to try instead, and nothing a person cannot read', async () => {
    const data = mkdtempSync(join(tmpdir(), 'rekam-start-'));
    const { server: other, port } = await listenAnywhere();
    try {
      const { code, said } = await runStart('--data', data, '--port', String(port));
      expect(said).toContain('bin/rekam start --port');
      expect(said).not.toMatch(/Error:|at file:|node:internal/);
      expect(code).toBe(75);
    } finally {
      other.close();
      rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });

  it('says which file of a certificate it cannot read', async () => {
    const data = mkdtempSync(join(tmpdir(), 'rekam-start-'));
    try {
      const { server, port } = await listenAnywhere();
      server.close();
      const [cert, key] = [join(data, 'none.crt'), join(data, 'none.key')];
      const { code, said } = await runStart(
        ...[
          '--data',
          data,
          '--port',
          String(port),
          '--no-station',
          '--trust-devices',
          join(data, 'providers.pem'),
        ],
        ...['--tls-cert', cert, '--tls-key', key],
      );
      expect(said).toContain(`${cert} tidak dapat dibaca`);
      expect(said).not.toMatch(/Error:|at file:|node:internal/);
      expect(code).toBe(75);
    } finally {
      rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });
});
