import { findServerRefusal, problemType } from '@rekam/protocol/http/server-refusals.ts';
import { problemOf } from '@rekam/protocol/refusals/index.ts';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { Refused } from '../ports/refused.ts';

/** PostgreSQL is away or just starting: SQLSTATE classes 08 and 57P, and what the socket says. */
const databaseAway = /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/;

/** Every error leaves as problem details. What it said inside stays inside: it may carry a resident's data. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refused = refusedOf(error, request.routeOptions.schema);
    if (refused.code === 'SERVER_PROBLEM')
      process.stderr.write(`${request.method} ${request.routeOptions.url}: ${describe(error)}\n`);
    return sendProblem(reply, refused);
  });
}

export function sendProblem(reply: FastifyReply, { code, details }: Refused): FastifyReply {
  const problem = problemOf(code, details);
  if (code === 'REQUEST_METHOD_WRONG') reply.header('allow', details.wanted);
  return reply.code(problem.status).type(problemType).send(JSON.stringify(problem));
}

function refusedOf(error: FastifyError, schema?: { readonly consumes?: readonly string[] }): Refused {
  if (error instanceof Refused) return error;
  const refused = findServerRefusal(error, schema?.consumes?.[0]);
  if (refused) return refused;
  if (databaseAway.test(error.code ?? '') || /connection terminated|timeout exceeded/i.test(error.message))
    return new Refused('SERVER_BUSY');
  return new Refused('SERVER_PROBLEM');
}

/** Name, code and the places in our code; never the message, in which a value may stand. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as NodeJS.ErrnoException).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [`${error.name}${code ? ` ${code}` : ''}`, ...frames.slice(0, 8)].join('\n');
}
