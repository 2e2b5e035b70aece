/** The counter screens, as built; a plain page that says what to do while they are not. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { RouteList } from '@rekam/protocol/http/server-refusals.ts';
import type { FastifyInstance } from 'fastify';

const entry = 'counter.html';

/** @param folder where the built screens lie */
export async function serveScreens(app: FastifyInstance, routes: RouteList, folder: string): Promise<void> {
  if (existsSync(join(folder, 'assets'))) {
    await app.register(fastifyStatic, {
      root: join(folder, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage || request.url.startsWith('/api/') || request.url.startsWith('/assets/'))
      throw routes.refusalOf(request.method, request.url);
    void reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    const page = await readFile(join(folder, entry)).catch(() => undefined);
    return reply.code(page ? 200 : 503).send(page ?? notBuilt);
  });
}

const notBuilt = `<!doctype html>
<html lang="id"><meta charset="utf-8"><title>Rekam</title>
<h1>Layar loket belum dibangun</h1>
<p>Loket berjalan, tetapi berkas layarnya belum ada. Jalankan <code>npm start</code> sekali di folder Rekam, lalu muat ulang halaman ini.</p>
<p lang="en"><em>The station is running, but its screens are not built. Run <code>npm start</code> once in Rekam's folder, then reload this page.</em></p>
</html>
`;
