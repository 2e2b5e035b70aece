import net from 'node:net';

/** A request as it came off the wire; Node's own HTTP server refuses the verbs that devices use. */
export interface RawRequest {
  readonly verb: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

export interface RawServer {
  readonly port: number;
  /** Stops listening and drops every connection. */
  close(): Promise<void>;
}

export type RawHandler = (request: RawRequest, socket: net.Socket) => void | Promise<void>;

const maxRequestBytes = 1_000_000;

/** The request if all its bytes have come; `'bad'` when it can be none. */
function findRequest(bytes: Buffer): RawRequest | 'bad' | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return bytes.length > maxRequestBytes ? 'bad' : undefined;
  const [first, ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const match = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(first ?? '');
  if (!match) return 'bad';
  const headers = new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const;
    }),
  );
  const length = Number(headers.get('content-length') ?? 0);
  if (!Number.isInteger(length) || length < 0 || length > maxRequestBytes) return 'bad';
  const body = bytes.subarray(end + 4);
  if (body.length < length) return undefined;
  return { verb: match[1]!, path: match[2]!, headers, body: body.subarray(0, length) };
}

async function answerWith(handler: RawHandler, request: RawRequest, socket: net.Socket): Promise<void> {
  await handler(request, socket);
}

/** Listens on 127.0.0.1 only; one request per connection. Port 0 takes any free one. */
export function listenRaw(port: number, handler: RawHandler): Promise<RawServer> {
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that goes away mid-answer is everyday life for a device.
    socket.on('error', () => socket.destroy());
    let held = Buffer.alloc(0);
    const onData = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk]);
      const request = findRequest(held);
      if (!request) return;
      socket.off('data', onData);
      if (request === 'bad')
        socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      // What a device cannot answer it hangs up on.
      else void answerWith(handler, request, socket).catch(() => socket.destroy());
    };
    socket.on('data', onData);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.off('error', reject);
      resolve({
        port: (server.address() as net.AddressInfo).port,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      });
    });
  });
}

/** Listens on the first free port of a range. Undefined when all are taken. */
export async function listenInRange(
  from: number,
  to: number,
  handler: RawHandler,
): Promise<RawServer | undefined> {
  for (let port = from; port <= to; port++) {
    try {
      return await listenRaw(port, handler);
    } catch (error) {
      if (!['EADDRINUSE', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
  return undefined;
}

/** Allowed methods of the browser's preflight question. */
const cors = [
  'Access-Control-Allow-Origin: *',
  'Access-Control-Allow-Methods: OPTIONS, RCAPTURE, CAPTURE, MOSIPDINFO, MOSIPDISC, SBIINFO, SBIDISC, STREAM, GET, POST',
  'Access-Control-Allow-Headers: Content-Type, EXT',
];

/** The bytes of a JSON answer as a device sends it. */
export function jsonAnswer(port: number, value: unknown): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const head = [
    'HTTP/1.1 200 OK',
    'CACHE-CONTROL:no-store',
    `LOCATION:http://127.0.0.1:${port}`,
    `Content-Length: ${body.length}`,
    'Content-Type: application/json',
    ...cors,
    'Connection: Closed',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
}

export const preflightAnswer = Buffer.from(
  ['HTTP/1.1 200 OK', 'Content-Length: 0', ...cors, 'Connection: Closed', '', ''].join('\r\n'),
);
