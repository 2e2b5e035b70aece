import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import {
  findServerRefusal,
  makeRouteList,
  problemType,
  refuseUnparsed,
} from '@rekam/protocol/http/server-refusals.ts';
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
  const routes = makeRouteList();
  const app = fastify({
    bodyLimit: usualBodyBytes,
    forceCloseConnections: true,
    // Addresses that cannot be are not there.
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply, new Refused('REQUEST_NOT_FOUND')),
    clientErrorHandler: refuseUnparsed,
  });
  app.addHook('onRoute', routes.note);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  guard(app);
  app.setErrorHandler((error, request, reply) => {
    const refused = refusedOf(error as FastifyError);
    if (refused.code === 'SERVER_PROBLEM') {
      const operation = `${request.method} ${request.routeOptions.url ?? ''}`;
      emit('problem', { operation, ...traceOf(error) });
    }
    return sendProblem(reply, refused);
  });
  mount(app, counterApi, handlers, { findSession, bodyLimits });
  await serveScreens(app, routes, screens);
  return app;
}

function sendProblem(reply: FastifyReply, { code, details }: Refused) {
  const problem = problemOf(code, details);
  if (code === 'REQUEST_METHOD_WRONG') void reply.header('allow', details.wanted);
  return reply.code(problem.status).type(problemType).serializer(JSON.stringify).send(problem);
}

const refusedOf = (error: FastifyError): Refused =>
  error instanceof Refused ? error : (findServerRefusal(error) ?? new Refused('SERVER_PROBLEM'));
