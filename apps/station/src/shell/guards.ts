/**
 * What keeps other web pages and other names out of the loopback port: only this computer's own address as Host
 * (against DNS rebinding), only our own pages as Origin (against forged posts), and a content policy.
 */

import { Refused } from '@rekam/protocol/refusals/refused.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';

const names = ['127.0.0.1', 'localhost'];

export const contentPolicy = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  // The component library places its boxes with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "worker-src 'self' blob:",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join('; ');

const headers = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(self), microphone=(), geolocation=()',
};

export function guard(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(headers);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    if (!isOwnHost(request) || isForeign(request)) throw new Refused('REQUEST_ORIGIN_FOREIGN');
  });
}

function isOwnHost(request: FastifyRequest): boolean {
  const port = request.socket.localPort;
  return names.some((name) => request.headers.host === `${name}:${port}`);
}

/** A page of another origin asks; programs that are no browser send neither header. */
function isForeign(request: FastifyRequest): boolean {
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${request.headers.host}`) return true;
  const site = request.headers['sec-fetch-site'];
  const fromElsewhere = site !== undefined && site !== 'same-origin' && site !== 'none';
  const opensPage = request.method === 'GET' && !request.url.startsWith('/api/');
  return fromElsewhere && !opensPage;
}
