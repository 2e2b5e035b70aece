/** What a web server refuses by itself, before any noun is asked, said as refusals of ours. */
import type { Socket } from 'node:net';
import { problemOf, type RefusalCode } from '../refusals/index.ts';
import { Refused } from '../refusals/refused.ts';
import type { Operation } from './contract.ts';

export const problemType = 'application/problem+json; charset=utf-8';

/** An error of the web server, as far as it is looked at: its message may quote the request. */
export interface ServerError {
  readonly statusCode?: number;
  readonly validation?: readonly { readonly instancePath: string }[];
}

const codeOfStatus: Readonly<Record<number, RefusalCode>> = {
  403: 'REQUEST_NOT_FOUND',
  404: 'REQUEST_NOT_FOUND',
  413: 'REQUEST_TOO_LARGE',
  414: 'REQUEST_NOT_FOUND',
  415: 'REQUEST_TYPE_WRONG',
  431: 'REQUEST_TOO_LARGE',
};

/**
 * The refusal that an error of the web server stands for; null when it is no refusal.
 * @param wanted media type of the body that the operation takes
 */
export function findServerRefusal(
  { statusCode = 500, validation }: ServerError,
  wanted = 'application/json',
): Refused | null {
  if (validation) return new Refused('REQUEST_MALFORMED', { field: fieldsOf(validation) });
  if (statusCode < 400 || statusCode >= 500) return null;
  const code = codeOfStatus[statusCode] ?? 'REQUEST_UNREADABLE';
  return new Refused(code, code === 'REQUEST_TYPE_WRONG' ? { wanted } : {});
}

/** Refuses a body of another media type than the operation takes, before any of it is read. @throws Refused */
export function requireType({ consumes, body }: Operation, contentType: string | undefined): void {
  const wanted = consumes ?? (body && contentType !== undefined ? 'application/json' : null);
  const [sent = ''] = (contentType ?? '').split(';');
  if (wanted !== null && sent.trim().toLowerCase() !== wanted)
    throw new Refused('REQUEST_TYPE_WRONG', { wanted });
}

/** The fields that were not as the contract has them: `head.username, timeZone`. */
function fieldsOf(validation: NonNullable<ServerError['validation']>): string {
  const fields = validation.map(({ instancePath }) => instancePath.slice(1).replaceAll('/', '.'));
  return [...new Set(fields)].join(', ') || '(body)';
}

const codeOfConnection: Readonly<Record<string, RefusalCode>> = {
  HPE_HEADER_OVERFLOW: 'REQUEST_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TOO_SLOW',
};

/** Answers what is no HTTP at all, or came too slowly, on the bare connection, and closes it. */
export function refuseUnparsed(error: { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return;
  const code = codeOfConnection[error.code ?? ''] ?? 'REQUEST_UNREADABLE';
  const problem = problemOf(code);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${code}`,
      `content-type: ${problemType}`,
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

/** Remembers every route as it is made, to tell a wrong method from an address that is not there. */
export function makeRouteList() {
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];
  return {
    note: (route: { readonly method: string | readonly string[]; readonly url: string }): void => {
      if (route.url.includes('*')) return;
      const path = new RegExp(`^${route.url.replaceAll('.', '\\.').replaceAll(/:\w+/g, '[^/]+')}$`);
      routes.push({ path, methods: [route.method].flat() });
    },
    /** Why nothing is served there: another method would be, or nothing is, as a page itself may find. */
    refusalOf: (method: string, url: string): Refused => {
      const at = url.split('?')[0]!;
      const methods = new Set(routes.flatMap(({ path, methods: all }) => (path.test(at) ? all : [])));
      if (methods.size === 0 || methods.has(method)) return new Refused('REQUEST_NOT_FOUND');
      return new Refused('REQUEST_METHOD_WRONG', { method, wanted: [...methods].join(', ') });
    },
  };
}
export type RouteList = ReturnType<typeof makeRouteList>;
