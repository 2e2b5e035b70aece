import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Answer, PublicSite } from './public-site.ts';

/** Rule PUB1: nothing but the page itself is ever loaded. */
const contentSecurity =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Half a minute fresh; a day old is better than nothing when the office is out of reach. */
const caching = 'public, max-age=30, stale-while-revalidate=60, stale-if-error=86400';

const guards = {
  'cache-control': caching,
  'content-security-policy': contentSecurity,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** For pages of the public site that are made outside of it. */
export const pageHeaders = { ...guards, 'content-type': 'text/html; charset=utf-8' } as const;

/**
 * Serves everything under `/layanan` from memory.
 * @param derive derives the first status of an office that has just started
 */
export const publicPages = (site: PublicSite, derive: () => Promise<void>) =>
  answersUnder('/layanan', async (path, query) => {
    const find = () => site.find(path, query);
    return find() ?? (await derive().then(find));
  });

/** Serves finished answers under an address. @param find path behind it, without a slash at the end */
export const answersUnder =
  (root: string, find: (path: string, query: URLSearchParams) => Promise<Answer | null>) =>
  async (app: FastifyInstance): Promise<void> => {
    const serve = async (request: FastifyRequest, reply: FastifyReply) => {
      const [path = '', query = ''] = request.url.slice(root.length).split('?');
      const answer = await find(path.replace(/\/$/, ''), new URLSearchParams(query));
      if (!answer) return reply.callNotFound();
      const fresh = request.headers['if-none-match'] === answer.etag;
      const wantsZipped = String(request.headers['accept-encoding'] ?? '').includes('gzip');
      const body = (wantsZipped && answer.gzipped) || answer.body;
      const zipped = body !== answer.body;
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(fresh ? 304 : answer.status, {
        'content-type': answer.mediaType,
        ...(zipped ? { 'content-encoding': 'gzip' } : {}),
        ...(fresh ? {} : { 'content-length': body.length }),
        etag: answer.etag,
        vary: 'accept-encoding',
        ...guards,
      });
      raw.end(fresh || request.method === 'HEAD' ? undefined : body);
      return reply;
    };
    for (const url of [root, `${root}/*`])
      app.route({ method: ['GET', 'HEAD'], url, schema: { hide: true }, handler: serve });
  };
