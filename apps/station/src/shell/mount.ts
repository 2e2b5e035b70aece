import type { Contract, Operation } from '@rekam/protocol/http/contract.ts';
import { requireType } from '@rekam/protocol/http/server-refusals.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperatorSession } from '../operators/session.ts';
import type { Call, Handler, Handlers, Produced } from '../ports/call.ts';
import { readSessionToken, sessionCookie } from './session-cookie.ts';

export interface MountOptions {
  /** The session a browser's cookie stands for; null for none. */
  readonly findSession: (token: string | null, operation: string) => OperatorSession | null;
  /** Largest body of operations that take more than the usual 256 KiB, bytes. */
  readonly bodyLimits: Readonly<Record<string, number>>;
}

/** Serves every operation of a contract with its handler: input and answer are held to the contract. */
export function mount<C extends Contract>(
  app: FastifyInstance,
  contract: C,
  handlers: Handlers<C>,
  options: MountOptions,
): void {
  for (const [name, operation] of Object.entries(contract)) {
    const handler = handlers[name] as unknown as Handler<Operation>;
    const bodyLimit = options.bodyLimits[name];
    app.route({
      method: operation.method,
      url: operation.path,
      schema: schemaOf(operation),
      ...(bodyLimit === undefined ? {} : { bodyLimit }),
      onRequest: async ({ headers }) => requireType(operation, headers['content-type']),
      handler: async (request, reply) => {
        const answer = await handler(callOf(name, request, reply, options));
        return operation.produces === undefined ? answer : sendProduced(reply, answer as unknown as Produced);
      },
    });
  }
}

const schemaOf = ({ summary, params, query, body, answer }: Operation) => ({
  summary,
  ...(params ? { params } : {}),
  ...(query ? { querystring: query } : {}),
  ...(body ? { body } : {}),
  ...(answer ? { response: { 200: answer } } : {}),
});

function callOf(name: string, request: FastifyRequest, reply: FastifyReply, options: MountOptions): Call {
  const gone = new AbortController();
  reply.raw.on('close', () => gone.abort());
  return {
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    session: options.findSession(readSessionToken(request.headers.cookie), name),
    setSession: (token) => void reply.header('set-cookie', sessionCookie(token)),
    signal: gone.signal,
  };
}

function sendProduced(reply: FastifyReply, { content, mediaType, fileName }: Produced): FastifyReply {
  void reply.type(mediaType);
  if (fileName !== undefined) void reply.header('content-disposition', `inline; filename="${fileName}"`);
  return reply.send(content instanceof Uint8Array ? Buffer.from(content) : content);
}
