import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { problemOf } from '@rekam/protocol/refusals/index.ts';
import { Refused } from '@rekam/protocol/refusals/refused.ts';
import { type FastifyError, type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Handlers } from '../ports/call.ts';
import type { Emit } from '../ports/events.ts';
import { traceOf } from './events.ts';
import { guard } from './guards.ts';
import { type MountOptions, mount } from './mount.ts';
import { serveScreens } from './static-files.ts';

export interface ServerParts {
  readonly handlers: Handlers<typeof counterApi>;
  readonly findSession: MountOptions['findSession'];
  /** Folder of the built counter screens. */
  readonly screens: string;
  readonly emit: Emit;
}

const usualBodyBytes = 256 * 1024;
const bodyLimits = {
  takeSelfTestTurn: 8_100_000,
  putPhoto: 8_100_000,
  putSignature: 6_000_000,
  putStatement: 6_000_000,
};

/** The loopback server of a station; it listens only when told to. */
export async function makeServer({
  handlers,
  findSession,
  screens,
  emit,
}: ServerParts): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: usualBodyBytes, forceCloseConnections: true });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  guard(app);
  app.setErrorHandler((error, request, reply) => {
    const { code, details } = refusalIn(error);
    if (code === 'SERVER_PROBLEM') {
      const operation = `${request.method} ${request.routeOptions.url ?? ''}`;
      emit('problem', { operation, ...traceOf(error) });
    }
    return sendProblem(reply, code, details);
  });
  mount(app, counterApi, handlers, { findSession, bodyLimits });
  await serveScreens(app, screens);
  return app;
}

function sendProblem(reply: FastifyReply, code: string, details: Readonly<Record<string, string | number>>) {
  const problem = problemOf(code, details);
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problem);
}

function refusalIn(error: unknown): { code: string; details: Readonly<Record<string, string | number>> } {
  if (error instanceof Refused) return { code: error.code, details: error.details };
  const { code, statusCode, validation } = error as Partial<FastifyError>;
  if (validation)
    return { code: 'REQUEST_MALFORMED', details: { field: fieldOf(validation[0]?.instancePath) } };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return { code: 'REQUEST_TOO_LARGE', details: {} };
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { code: 'REQUEST_MALFORMED', details: { field: 'body' } };
  return { code: 'SERVER_PROBLEM', details: {} };
}

const fieldOf = (path: string | undefined): string => (path ?? '').replace(/^\//, '') || 'body';
