import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRouteList } from '@rekam/protocol/http/server-refusals.ts';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { serveWeb } from './static-web.ts';

it('SHL15 a browser keeps what never changes, and asks for the page that names it each time', async () => {
  const dist = mkdtempSync(join(tmpdir(), 'rekam-web-'));
  for (const folder of ['assets', 'check']) mkdirSync(join(dist, folder));
  writeFileSync(join(dist, 'office.html'), '<title>Kantor</title>');
  writeFileSync(join(dist, 'assets', 'a-1f2e.js'), '1');
  writeFileSync(join(dist, 'check', 'check.js'), '1');
  const app = Fastify();
  await serveWeb(app, makeRouteList(), dist);
  const get = (url: string) => app.inject({ url, headers: { accept: 'text/html' } });
  const keeps = async (url: string) => (await get(url)).headers['cache-control'];
  expect((await get('/cards/printing')).body).toContain('Kantor');
  expect(await keeps('/cards/printing')).toBe('no-cache');
  expect(await keeps('/assets/a-1f2e.js')).toContain('immutable');
  expect(await keeps('/surat/check.js')).toBe('no-cache');
  await app.close();
  rmSync(dist, { recursive: true });
});
