import { problemOf } from '@rekam/protocol/refusals/index.ts';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Refused } from '../ports/refused.ts';

/** PostgreSQL is away or just starting: SQLSTATE classes 08 and 57P, and what the socket says. */
const databaseAway = /^(08...|57P0.|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/;

/** Every error leaves as problem details. What it said inside stays inside: it may carry a resident's data. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const refused = refusedOf(error);
    if (refused.code === 'SERVER_PROBLEM')
      process.stderr.write(`${request.method} ${request.routeOptions.url}: ${describe(error)}\n`);
    return sendProblem(reply, refused.code, refused.details);
  });
}

export function sendProblem(
  reply: FastifyReply,
  code: string,
  details: Readonly<Record<string, string | number>> = {},
): FastifyReply {
  const problem = problemOf(code, details);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

function refusedOf(error: FastifyError): Refused {
  if (error instanceof Refused) return error;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.map((issue) => issue.instancePath.slice(1).replaceAll('/', '.'));
    return new Refused('REQUEST_MALFORMED', { field: [...new Set(fields)].join(', ') || '(body)' });
  }
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Refused('REQUEST_TOO_LARGE');
  if (databaseAway.test(error.code ?? '') || /connection terminated|timeout exceeded/i.test(error.message))
    return new Refused('SERVER_BUSY');
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return new Refused('REQUEST_MALFORMED', { field: error.code ?? '(request)' });
  return new Refused('SERVER_PROBLEM');
}

/** Name, code and the places in our code; never the message, in which a value may stand. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = (error as NodeJS.ErrnoException).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [`${error.name}${code ? ` ${code}` : ''}`, ...frames.slice(0, 8)].join('\n');
}
