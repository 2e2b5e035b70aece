import swagger from '@fastify/swagger';
import { makeRouteList, type RouteList, refuseUnparsed } from '@rekam/protocol/http/server-refusals.ts';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { Refused } from '../ports/refused.ts';
import { answerProblems, sendProblem } from './problem.ts';

export interface HttpOptions {
  readonly behindProxy: boolean;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

export interface OfficeHttp {
  readonly app: FastifyInstance;
  readonly routes: RouteList;
}

/** Bytes of a JSON body; packets and imports come as streams with limits of their own. */
const jsonLimitBytes = 256 * 1024;

const contentSecurity = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self' 'unsafe-inline'",
  "media-src 'self' blob:",
  // Documents that a screen has fetched are shown in place.
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The web server with all that every route shares: limits, headers, origin check, problem details, OpenAPI. */
export async function makeHttp({ behindProxy, tls }: HttpOptions): Promise<OfficeHttp> {
  const routes = makeRouteList();
  const app = Fastify({
    bodyLimit: jsonLimitBytes,
    trustProxy: behindProxy,
    // A silent connection is closed after five minutes (a long import answers late); a whole upload on a very slow line
    // may take an hour.
    connectionTimeout: 300_000,
    requestTimeout: 3_600_000,
    keepAliveTimeout: 70_000,
    http: { headersTimeout: 15_000, maxHeaderSize: 16_384 },
    ...(tls ? { https: { cert: tls.cert, key: tls.key, headersTimeout: 15_000 } } : {}),
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    // Addresses that cannot be are not there.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) =>
      sendProblem(reply, new Refused('REQUEST_NOT_FOUND')),
    clientErrorHandler: refuseUnparsed,
  } as Parameters<typeof Fastify>[0]) as unknown as FastifyInstance;
  app.server.maxConnections = 2000;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.addHook('onRoute', routes.note);
  answerProblems(app);
  for (const mediaType of ['application/octet-stream', 'text/csv', 'application/x-www-form-urlencoded'])
    app.addContentTypeParser(mediaType, { bodyLimit: Number.MAX_SAFE_INTEGER }, (_request, stream, done) =>
      done(null, stream),
    );
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': contentSecurity,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      ...(request.protocol === 'https' ? { 'strict-transport-security': 'max-age=31536000' } : {}),
    });
    if (/^\/(api|sync)\//.test(request.url)) reply.header('cache-control', 'no-store');
    if (isForeign(request)) throw new Refused('REQUEST_ORIGIN_FOREIGN');
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Rekam',
        description: 'API of an office',
        version: '0.1.0',
        license: { name: 'MPL-2.0' },
      },
    },
    transform: jsonSchemaTransform,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return { app, routes };
}

/** A cookie is believed only from our own pages; a request that changes something must say where it comes from. */
function isForeign(request: FastifyRequest): boolean {
  if (!request.url.startsWith('/api/') || request.method === 'GET' || request.method === 'HEAD') return false;
  const { origin } = request.headers;
  if (origin === undefined) return request.headers.cookie !== undefined;
  try {
    return new URL(origin).host !== request.host;
  } catch {
    return true;
  }
}
