/**
 * An IPP printer that prints at once and never fails, for measuring what the office itself needs: it speaks the wire
 * format of a real one and remembers its last jobs only, as those do.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeAnswer, encodeGroup, encodeRequest, type IppAttribute } from '../codec.ts';

export interface QuickPrinter {
  readonly url: string;
  /** Names of the jobs that it printed, in their order. */
  readonly printed: readonly string[];
  readonly stop: () => Promise<void>;
}

const operations = { print: 0x02, job: 0x09, jobs: 0x0a } as const;
const completed = 9;
const remembered = 100;
const success = 0x0000;
const notFound = 0x0406;

export async function startQuickPrinter(): Promise<QuickPrinter> {
  const printed: string[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    response.setHeader('content-type', 'application/ipp').end(answer(Buffer.concat(pieces), printed));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `ipp://127.0.0.1:${port}/ipp/print`,
    printed,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(bytes: Buffer, printed: string[]): Buffer {
  // A request has the shape of an answer: what the one calls status is the operation of the other.
  const { status: operation, requestId, operation: asked } = decodeAnswer(bytes);
  const say = (status: number, ...groups: Buffer[]): Buffer => {
    const head = encodeRequest({ operation: status, requestId, operationAttributes: spoken });
    return Buffer.concat([head.subarray(0, -1), ...groups, head.subarray(-1)]);
  };
  if (operation === operations.print) {
    printed.push(String(asked.get('job-name')![0]));
    return say(success, jobGroup(printed, printed.length));
  }
  if (operation === operations.jobs) {
    const first = Math.max(1, printed.length - remembered + 1);
    const ids = asked.get('which-jobs')?.[0] === 'completed' ? idsFrom(first, printed.length) : [];
    return say(success, ...ids.map((id) => jobGroup(printed, id)));
  }
  if (operation !== operations.job) return say(success, encodeGroup('printer', well));
  const id = Number(asked.get('job-id')![0]);
  return printed[id - 1] === undefined ? say(notFound) : say(success, jobGroup(printed, id));
}

const spoken: readonly IppAttribute[] = [
  { name: 'attributes-charset', type: 'charset', values: ['utf-8'] },
  { name: 'attributes-natural-language', type: 'language', values: ['id'] },
];

const well: readonly IppAttribute[] = [
  { name: 'printer-is-accepting-jobs', type: 'boolean', values: [true] },
  { name: 'printer-state-reasons', type: 'keyword', values: ['none'] },
];

const idsFrom = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, nth) => first + nth);

const jobGroup = (printed: readonly string[], id: number): Buffer =>
  encodeGroup('job', [
    { name: 'job-id', type: 'integer', values: [id] },
    { name: 'job-name', type: 'name', values: [printed[id - 1]!] },
    { name: 'job-state', type: 'enum', values: [completed] },
  ]);
