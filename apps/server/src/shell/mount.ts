import type { Contract, Operation } from '@rekam/protocol';
import { requireType } from '@rekam/protocol/http/server-refusals.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Call, Handler, Handlers, Produced } from '../ports/call.ts';
import type { SignedInOfficer, StationCaller } from '../ports/people.ts';

/** Finds out who is calling; null for nobody. */
export interface Identify {
  readonly officer: (sessionToken: string) => Promise<SignedInOfficer | null>;
  readonly station: (bearerToken: string) => Promise<StationCaller | null>;
}

const cookieName = 'rekam_office';

/**
 * Serves every operation of a contract by its handler.
 * @throws at start-up when an operation has no handler, so that none can be forgotten
 */
export function mount<C extends Contract>(
  app: FastifyInstance,
  operations: C,
  handlers: Handlers<C>,
  identify: Identify,
): void {
  for (const [name, operation] of Object.entries(operations)) {
    const handler = handlers[name] as Handler<Operation> | undefined;
    if (!handler) throw new Error(`no handler for ${name}`);
    app.route({
      method: operation.method,
      url: operation.path,
      ...(operation.bodyLimitBytes === undefined ? {} : { bodyLimit: operation.bodyLimitBytes }),
      schema: {
        operationId: name,
        summary: operation.summary,
        ...(operation.params ? { params: operation.params } : {}),
        ...(operation.query ? { querystring: operation.query } : {}),
        ...(operation.body ? { body: operation.body } : {}),
        ...(operation.consumes ? { consumes: [operation.consumes] } : {}),
        ...(operation.produces ? { produces: [operation.produces] } : {}),
        ...(operation.answer ? { response: { 200: operation.answer } } : {}),
      },
      onRequest: async ({ headers }) => requireType(operation, headers['content-type']),
      handler: async (request, reply) => {
        const answer = await handler(await makeCall(request, reply, identify));
        if (operation.produces) return sendProduced(reply, answer as unknown as Produced);
        if (operation.answer) return answer;
        return reply.code(204).send();
      },
    });
  }
}

async function makeCall(request: FastifyRequest, reply: FastifyReply, identify: Identify): Promise<Call> {
  const sessionToken = findCookie(request.headers.cookie);
  const bearer = /^Bearer ([\w.-]{1,300})$/.exec(request.headers.authorization ?? '')?.[1];
  const secure = request.protocol === 'https' ? '; Secure' : '';
  const length = request.headers['content-length'];
  return {
    params: request.params,
    query: request.query,
    body: request.body,
    bodyBytes: length === undefined ? null : Number(length),
    officer: sessionToken === null ? null : await identify.officer(sessionToken),
    station: bearer === undefined ? null : await identify.station(bearer),
    remoteAddress: request.ip,
    baseUrl: `${request.protocol}://${request.host}`,
    sessionToken,
    setSession: (token, maxAgeSeconds) => {
      const age = token === null ? 0 : maxAgeSeconds;
      reply.header(
        'set-cookie',
        `${cookieName}=${token ?? ''}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}${secure}`,
      );
    },
  } as Call;
}

function findCookie(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === cookieName && value && /^[\w-]{20,100}$/.test(value)) return value;
  }
  return null;
}

function sendProduced(reply: FastifyReply, produced: Produced): FastifyReply {
  if (produced.fileName !== undefined)
    reply.header(
      'content-disposition',
      `attachment; filename="${produced.fileName.replaceAll(/[^\w.-]/g, '_')}"`,
    );
  if (produced.headers) reply.headers(produced.headers);
  return reply.type(produced.mediaType).send(produced.content);
}
