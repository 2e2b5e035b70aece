import http from 'node:http';
import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';

/** One HTTP call to a device process on this machine. */
export interface DeviceCall {
  readonly port: number;
  readonly verb: string;
  readonly path: string;
  /** Sent as JSON; undefined sends no body. */
  readonly body?: unknown;
  readonly connectMs: number;
  /** From the connection to the end of the answer, ms. */
  readonly answerMs: number;
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

export type DeviceAnswer =
  | { readonly ok: true; readonly body: Buffer }
  /** `sent` is false when the device cannot have seen the request, so that it may be sent again elsewhere. */
  | { readonly ok: false; readonly failure: DeviceFailure; readonly sent: boolean };

export type OpenAnswer =
  | {
      readonly ok: true;
      readonly response: http.IncomingMessage;
      readonly close: () => void;
      /** What is left of the call's time, ms. */
      readonly leftMs: number;
    }
  | { readonly ok: false; readonly failure: DeviceFailure; readonly sent: boolean };

/**
 * Sends a call and gives the answer once its head is there. Devices speak HTTP with verbs of their own over a
 * fresh connection each time, only ever on 127.0.0.1.
 */
export function openExchange(call: DeviceCall): Promise<OpenAnswer> {
  return new Promise((resolve) => {
    let connected = false;
    let connectedAtMs = 0;
    let settled = false;
    const settle = (answer: OpenAnswer): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve(answer);
    };
    const body = call.body === undefined ? undefined : Buffer.from(JSON.stringify(call.body));
    const request = http.request({
      host: '127.0.0.1',
      port: call.port,
      method: call.verb,
      path: call.path,
      agent: false,
      headers: {
        EXT: 'rekam',
        Connection: 'close',
        ...(body ? { 'Content-Type': 'application/json', 'Content-Length': body.length } : {}),
      },
    });
    const close = (): void => {
      call.signal?.removeEventListener('abort', onAbort);
      request.destroy();
    };
    const refuse = (code: Parameters<typeof failure>[0], detail: string): void => {
      settle({ ok: false, failure: failure(code, detail), sent: connected });
      close();
    };
    const onAbort = (): void => {
      refuse('cancelled', 'the caller gave up');
      close();
    };
    let timer = setTimeout(() => refuse('timeout', `no connection in ${call.connectMs} ms`), call.connectMs);
    request.on('socket', (socket) =>
      socket.once('connect', () => {
        connected = true;
        connectedAtMs = performance.now();
        clearTimeout(timer);
        if (!settled)
          timer = setTimeout(() => refuse('timeout', `no answer in ${call.answerMs} ms`), call.answerMs);
      }),
    );
    request.on('error', (error: NodeJS.ErrnoException) => refuse(codeOf(error), error.message));
    request.on('response', (response) =>
      settle({ ok: true, response, close, leftMs: call.answerMs - (performance.now() - connectedAtMs) }),
    );
    request.on('close', () => refuse('vanished', 'the connection closed without an answer'));
    if (call.signal?.aborted) return onAbort();
    call.signal?.addEventListener('abort', onAbort, { once: true });
    request.end(body);
  });
}

function codeOf(error: NodeJS.ErrnoException): 'malformed' | 'vanished' {
  return error.code?.startsWith('HPE_') ? 'malformed' : 'vanished';
}

/** Sends a call and reads the whole answer. */
export async function exchange(call: DeviceCall): Promise<DeviceAnswer> {
  const opened = await openExchange(call);
  if (!opened.ok) return opened;
  const { response, close } = opened;
  const deadline = AbortSignal.timeout(Math.max(1, Math.ceil(opened.leftMs)));
  const fail = (code: Parameters<typeof failure>[0], detail: string): DeviceAnswer => ({
    ok: false,
    failure: failure(code, detail),
    sent: true,
  });
  const announced = Number(response.headers['content-length'] ?? Number.NaN);
  if (announced > call.maxBytes) {
    response.destroy();
    close();
    return fail('oversize', `the answer announces ${announced} bytes, more than ${call.maxBytes}`);
  }
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const end = (answer: DeviceAnswer): void => {
      deadline.removeEventListener('abort', onDeadline);
      call.signal?.removeEventListener('abort', onAbort);
      resolve(answer);
      close();
    };
    const onDeadline = (): void => end(fail('timeout', `the answer was not complete in ${call.answerMs} ms`));
    const onAbort = (): void => end(fail('cancelled', 'the caller gave up'));
    if (call.signal?.aborted) return onAbort();
    if (deadline.aborted) return onDeadline();
    deadline.addEventListener('abort', onDeadline, { once: true });
    call.signal?.addEventListener('abort', onAbort, { once: true });
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > call.maxBytes) end(fail('oversize', `the answer is longer than ${call.maxBytes} bytes`));
      else chunks.push(chunk);
    });
    response.on('end', () => end(wholeBody(response, Buffer.concat(chunks), announced, fail)));
    response.on('error', (error) => end(fail('cut-body', error.message)));
    response.on('close', () => end(fail('cut-body', 'the connection closed in the middle of the answer')));
  });
}

function wholeBody(
  response: http.IncomingMessage,
  body: Buffer,
  announced: number,
  fail: (code: 'cut-body' | 'malformed', detail: string) => DeviceAnswer,
): DeviceAnswer {
  if (!response.complete || (announced >= 0 && body.length < announced))
    return fail('cut-body', `${body.length} of ${announced} bytes came`);
  if (response.statusCode !== 200) return fail('malformed', `HTTP status ${response.statusCode}`);
  return { ok: true, body };
}

/** The JSON of an answer's body, or undefined when it is none. */
export function findJson(body: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString('utf8')) };
  } catch {
    return undefined;
  }
}
