/** HTTP(S) to one office: pinned certificate, limits of patience, answers held to their contract. */
import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, connect } from 'node:tls';
import { type Outcome, type Refusal, refuse, succeed } from '@rekam/domain';
import type { AnswerOf, BodyOf, Operation, ParamsOf, QueryOf } from '@rekam/protocol/http/contract.ts';
import * as parts from '@rekam/protocol/http/parts.ts';

export interface LineOptions {
  /** `https://office.example:8460` or, on loopback and behind a tunnel, `http://…`. */
  readonly url: string;
  /** SHA-256 of the office's certificate (DER), hex; null: believe whichever certificate comes, as at enrolment. */
  readonly pinnedCertificateSha256: string | null;
  /** A connection on which nothing moves for so long is given up, ms. */
  readonly patienceMs?: number;
}

export interface LineInput<O extends Operation> {
  readonly params?: ParamsOf<O>;
  readonly query?: QueryOf<O>;
  readonly body?: BodyOf<O>;
  /** Body of an operation that takes bytes. */
  readonly bytes?: Uint8Array;
  readonly token?: string;
}

export interface OfficeLine {
  /** The office's answer, its refusal by code, or `LINE_…` when there was none. Never throws. */
  call<O extends Operation>(operation: O, input: LineInput<O>): Promise<Outcome<AnswerOf<O>>>;
  /** SHA-256 of the certificate of the last TLS connection, hex; null before the first or without TLS. */
  certificateSha256(): string | null;
  close(): void;
}

/** Long enough for a quarter of a megabyte over 64 kbit/s with nothing heard meanwhile. */
const defaultPatienceMs = 60_000;
/** No answer of the office is larger: five thousand residents of the directory are about 3 MB. */
const largestAnswerBytes = 64 * 1024 * 1024;

export function openOfficeLine(options: LineOptions): OfficeLine {
  const base = new URL(options.url);
  const secure = base.protocol === 'https:';
  const seen: SeenCertificate = { sha256: null };
  const agent = secure ? pinningAgent(options, seen) : new HttpAgent({ keepAlive: true, maxSockets: 4 });
  const patienceMs = options.patienceMs ?? defaultPatienceMs;

  const exchange = (operation: Operation, input: LineInput<Operation>): Promise<RawAnswer> =>
    new Promise((resolve, reject) => {
      const { body, type } = bodyOf(input);
      const headers: Record<string, string | number> = { 'content-length': body.length };
      if (type !== null) headers['content-type'] = type;
      if (input.token !== undefined) headers.authorization = `Bearer ${input.token}`;
      const target = new URL(pathOf(operation, input), base);
      const call: ClientRequest = (secure ? requestHttps : requestHttp)(
        target,
        { method: operation.method, agent, headers, timeout: patienceMs },
        (answer) => readAnswer(answer).then(resolve, reject),
      );
      call.on('timeout', () => call.destroy(Object.assign(new Error('timed out'), { code: 'ETIMEDOUT' })));
      call.on('error', (error) =>
        reject(call.reusedSocket && input.bytes === undefined ? new StaleConnection(error) : error),
      );
      call.end(body);
    });

  /**
   * A kept connection may have been closed by the office while it lay idle: what is small is said again. Megabytes are
   * not; whoever sends them asks first how far they came.
   */
  const exchangeAfresh = (operation: Operation, input: LineInput<Operation>): Promise<RawAnswer> =>
    exchange(operation, input).catch((error: unknown) => {
      if (!(error instanceof StaleConnection) || refusalOf(error.cause).code === 'LINE_TIMED_OUT')
        throw error instanceof StaleConnection ? error.cause : error;
      return exchange(operation, input).catch((again: unknown) => {
        throw again instanceof StaleConnection ? again.cause : again;
      });
    });

  return {
    async call(operation, input) {
      try {
        return understand(operation, await exchangeAfresh(operation, input as LineInput<Operation>));
      } catch (error) {
        return refusalOf(error);
      }
    },
    certificateSha256: () => seen.sha256,
    close: () => agent.destroy(),
  };
}

interface RawAnswer {
  readonly status: number;
  readonly text: string;
}

interface SeenCertificate {
  sha256: string | null;
}

class CertificateChanged extends Error {}

/** A request failed on a connection that had served another before. */
class StaleConnection extends Error {
  constructor(cause: Error) {
    super('stale connection', { cause });
  }
}

/** Checks the certificate before the first byte of a request leaves. */
function pinningAgent({ pinnedCertificateSha256 }: LineOptions, seen: SeenCertificate): HttpsAgent {
  const agent = new HttpsAgent({ keepAlive: true, maxSockets: 4 });
  agent.createConnection = (connection, callback) => {
    // A self-signed certificate is believed by its pin, not by who signed it.
    const socket = connect({ ...connection, rejectUnauthorized: false } as ConnectionOptions);
    socket.once('error', (error) => callback?.(error, socket as Duplex));
    socket.once('secureConnect', () => {
      const sha256 = socket.getPeerCertificate().fingerprint256?.replaceAll(':', '').toLowerCase() ?? null;
      seen.sha256 = sha256;
      const refused = pinnedCertificateSha256 !== null && sha256 !== pinnedCertificateSha256;
      if (refused) socket.destroy(new CertificateChanged());
      else callback?.(null, socket as Duplex);
    });
    return undefined;
  };
  return agent;
}

function bodyOf({ body, bytes }: LineInput<Operation>): { body: Uint8Array; type: string | null } {
  if (bytes !== undefined) return { body: bytes, type: 'application/octet-stream' };
  if (body === undefined) return { body: new Uint8Array(0), type: null };
  return { body: Buffer.from(JSON.stringify(body)), type: 'application/json' };
}

function pathOf(operation: Operation, { params = {}, query = {} }: LineInput<Operation>): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String((params as Record<string, unknown>)[name])),
  );
  const search = new URLSearchParams(
    Object.entries(query as object).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return search.size === 0 ? path : `${path}?${search}`;
}

function readAnswer(answer: IncomingMessage): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    answer.on('data', (piece: Buffer) => {
      bytes += piece.length;
      if (bytes > largestAnswerBytes) answer.destroy(new Error('answer too large'));
      else pieces.push(piece);
    });
    answer.on('end', () =>
      resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString('utf8') }),
    );
    answer.on('error', reject);
    answer.on('close', () => reject(Object.assign(new Error('cut'), { code: 'ECONNRESET' })));
  });
}

function understand<O extends Operation>(operation: O, { status, text }: RawAnswer): Outcome<AnswerOf<O>> {
  const value = status === 204 ? undefined : parseJson(text);
  if (status >= 200 && status < 300) {
    const answer = operation.answer?.safeParse(value);
    if (answer && !answer.success) return refuse('LINE_ANSWER_STRANGE', { status });
    return succeed(answer?.data as AnswerOf<O>);
  }
  const problem = parts.problem.safeParse(value);
  if (problem.success) return refuse(problem.data.code, problem.data.details);
  // What stands between us and the office (a proxy, a captive portal) speaks no problem details.
  return status >= 500
    ? refuse('LINE_UNREACHABLE', { error: `HTTP ${status}` })
    : refuse('LINE_ANSWER_STRANGE', { status });
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof CertificateChanged) return refuse('STATION_OFFICE_CERTIFICATE_CHANGED');
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'UNKNOWN';
  return code === 'ETIMEDOUT' ? refuse('LINE_TIMED_OUT') : refuse('LINE_UNREACHABLE', { error: code });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
