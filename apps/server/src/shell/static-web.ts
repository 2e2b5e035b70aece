import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { RouteList } from '@rekam/protocol/http/server-refusals.ts';
import type { FastifyInstance } from 'fastify';

export const webDist = join(import.meta.dirname, '../../../web/dist');

const notBuilt = `<!doctype html><html lang="id"><meta charset="utf-8"><title>Rekam</title>
<body style="font-family:sans-serif;max-width:40rem;margin:4rem auto;line-height:1.5">
<h1>Rekam berjalan, tetapi layarnya belum dibangun</h1>
<p>Jalankan <code>npm start</code>, atau bangun layar dengan
<code>npx vite build</code> di folder <code>apps/web</code>, lalu muat ulang halaman ini.</p>
<p lang="en">The office runs, but its screens are not built. Run <code>npm start</code>, or
<code>npx vite build</code> in <code>apps/web</code>, then reload this page.</p>`;

/** Screens of the office: hashed assets, the script of the page that checks letters, and `office.html` for every page address. */
export async function serveWeb(
  app: FastifyInstance,
  routes: RouteList,
  dist: string = webDist,
): Promise<void> {
  const page = join(dist, 'office.html');
  await app.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: '365d',
    index: false,
    logLevel: 'silent',
    schemaHide: true,
  });
  await app.register(fastifyStatic, {
    root: join(dist, 'check'),
    prefix: '/surat/',
    decorateReply: false,
    preCompressed: true,
    cacheControl: false,
    // The page stands at /surat, above the folder of its service worker.
    setHeaders: (reply) => {
      reply.header('cache-control', 'no-cache');
      reply.header('service-worker-allowed', '/surat');
    },
    index: false,
    logLevel: 'silent',
    schemaHide: true,
  });
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage =
      (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(api|sync|assets)\//.test(request.url) &&
      (request.headers.accept ?? '').includes('text/html');
    if (!wantsPage) throw routes.refusalOf(request.method, request.url);
    reply.header('cache-control', 'no-cache');
    if (!existsSync(page)) return reply.code(503).type('text/html; charset=utf-8').send(notBuilt);
    // A portrait for a letter or a hand-over is taken with the camera at this computer.
    reply.header('permissions-policy', 'camera=(self), microphone=(), geolocation=()');
    // The folder's own rule for files that never change would keep this page, and with it an old office, for a year.
    return reply.sendFile('office.html', dist, { cacheControl: false });
  });
}
