import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { decodeAnswer, encodeRequest } from './codec.ts';
import { connectPrinter, type IppPrinter, type PrintDocument } from './ipp-printer.ts';
import { type PaperPrinter, printerRuns, startPaperPrinter } from './testing/paper-printer.ts';
import { troublesOf } from './trouble.ts';

const document: PrintDocument = {
  jobName: 'crd_0190-1',
  format: 'application/pdf',
  bytes: Buffer.from('%PDF-1.4 trial'),
};
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code);
const opened: { stop: () => unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop();
});

describe('the binary form', () => {
  it('writes a request as RFC 8010 lays it out', () => {
    const request = encodeRequest({
      operation: 0x0b,
      requestId: 1,
      operationAttributes: [
        { name: 'attributes-charset', type: 'charset', values: ['utf-8'] },
        { name: 'requested-attributes', type: 'keyword', values: ['a', 'bc'] },
      ],
    });
    expect(request.toString('latin1')).toBe(
      '\x02\x00\x00\x0b\x00\x00\x00\x01\x01' +
        '\x47\x00\x12attributes-charset\x00\x05utf-8' +
        '\x44\x00\x14requested-attributes\x00\x01a\x44\x00\x00\x00\x02bc\x03',
    );
  });

  it('reads names with a language, several jobs and values that are missing', () => {
    const answer =
      '\x02\x00\x00\x00\x00\x00\x00\x07\x01\x02\x36\x00\x08job-name\x00\x09\x00\x02id\x00\x03abc' +
      '\x02\x12\x00\x08job-name\x00\x00\x21\x00\x06job-id\x00\x04\x00\x00\x00\x09\x03rest';
    const { jobs, requestId } = decodeAnswer(Buffer.from(answer, 'latin1'));
    expect(requestId).toBe(7);
    expect(jobs.map((job) => Object.fromEntries(job))).toEqual([
      { 'job-name': ['abc'] },
      { 'job-name': [], 'job-id': [9] },
    ]);
  });

  it('an answer that is cut anywhere is refused, never half read', () => {
    const whole = Buffer.from(
      '\x02\x00\x00\x00\x00\x00\x00\x01\x02\x21\x00\x06job-id\x00\x04\x00\x00\x00\x09\x03',
      'latin1',
    );
    for (let length = 0; length < whole.length; length++)
      expect(() => decodeAnswer(whole.subarray(0, length))).toThrow(RangeError);
  });
});

it('tells what the printer reports in words, and an unknown keyword is a fault', () => {
  const groups = (...reasons: string[]) => troublesOf(reasons).map(({ reason, group }) => [reason, group]);
  expect(groups('none')).toEqual([]);
  expect(groups('media-jam-error', 'media-empty', 'marker-supply-low-report')).toEqual([
    ['media-jam', 'fault'],
    ['media-empty', 'supply'],
    ['marker-supply-low', 'note'],
  ]);
  expect(groups('laminator-lost', 'laminator-warm-report', 'constructor')).toEqual([
    ['laminator-lost', 'fault'],
    ['laminator-warm', 'note'],
    ['constructor', 'fault'],
  ]);
});

describe('a printer that fails', () => {
  const listen = async (onBytes: (socket: import('node:net').Socket) => void): Promise<IppPrinter> => {
    const sockets = new Set<import('node:net').Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).once('data', () => onBytes(socket));
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    opened.push({
      stop: () => {
        for (const socket of sockets) socket.destroy();
        server.close();
      },
    });
    const { port } = server.address() as { port: number };
    return connectPrinter({ url: `ipp://localhost:${port}/`, answerMs: 300 });
  };

  it('never answers: refused after its time', async () => {
    const printer = await listen(() => undefined);
    expect(codeOf(await printer.printOnce(document))).toBe('PRINTER_SILENT');
  });

  it('begins an answer and stops: refused after its time', async () => {
    const printer = await listen((socket) =>
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n\x02'),
    );
    expect(codeOf(await printer.condition())).toBe('PRINTER_SILENT');
  });

  it('is no printer: refused', async () => {
    const page = 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nhello';
    const printer = await listen((socket) => socket.end(page));
    expect(codeOf(await printer.condition())).toBe('PRINTER_UNREADABLE');
  });

  it('hangs up, or the address is none: refused', async () => {
    const printer = await listen((socket) => socket.destroy());
    expect(codeOf(await printer.condition())).toBe('PRINTER_UNREACHABLE');
    const nowhere = connectPrinter({ url: 'http://localhost', answerMs: 300 });
    expect(codeOf(await nowhere.condition())).toBe('PRINTER_ADDRESS_INVALID');
  });
});

describe.skipIf(!printerRuns)('a real IPP printer', () => {
  const start = async (script: string): Promise<[IppPrinter, PaperPrinter]> => {
    const paper = await startPaperPrinter(script);
    opened.push(paper);
    const printer = connectPrinter({ url: paper.url, answerMs: 5_000 });
    await vi.waitFor(async () => expect(codeOf(await printer.condition())).toBe('ok'), 10_000);
    return [printer, paper];
  };
  const print = async (
    printer: IppPrinter,
    onTroubles?: Parameters<IppPrinter['follow']>[1]['onTroubles'],
  ) => {
    const job = await printer.printOnce(document);
    if (!job.ok) throw new Error(job.code);
    return printer.follow(job.value, { everyMs: 50, forMs: 20_000, ...(onTroubles ? { onTroubles } : {}) });
  };

  it('prints the very bytes once, also when asked again by somebody who remembers nothing', async () => {
    const [printer, { url, folder }] = await start('cat "$1" >> $OUT/printed');
    expect(await print(printer)).toMatchObject({ value: { state: 'completed', name: document.jobName } });
    const afterCrash = connectPrinter({ url, answerMs: 5_000 });
    expect(await print(afterCrash)).toMatchObject({ value: { state: 'completed' } });
    expect(readFileSync(join(folder, 'printed'))).toEqual(document.bytes);
    expect(await printer.findJob('crd_0190-2')).toEqual({ ok: true, value: null });
  });

  it('a jam is told while it lasts, and the job goes on once it is cleared', async () => {
    const [printer, { folder }] = await start(
      'echo "STATE: +media-jam-error" >&2; until [ -e $OUT/cleared ]; do sleep 0.05; done; echo "STATE: -media-jam-error" >&2',
    );
    const seen = new Set<string>();
    const job = await print(printer, (troubles) => {
      for (const { reason } of troubles) seen.add(reason);
      if (seen.has('media-jam')) writeFileSync(join(folder, 'cleared'), '');
    });
    expect(seen).toContain('media-jam');
    expect(job).toMatchObject({ value: { state: 'completed' } });
    await vi.waitFor(async () =>
      expect(await printer.condition()).toMatchObject({ value: { troubles: [] } }),
    );
  });

  it('a job number that the printer does not know, or knows as another job, is gone', async () => {
    const [printer] = await start('exit 0');
    const job = await printer.printOnce(document);
    if (!job.ok) throw new Error(job.code);
    expect(await printer.look(job.value)).toMatchObject({ value: { jobId: job.value.jobId } });
    const codes = await Promise.all([
      printer.look({ ...job.value, jobId: job.value.jobId + 7 }),
      printer.look({ ...job.value, name: 'crd_0190-9' }),
    ]);
    expect(codes.map(codeOf)).toEqual(['PRINTER_JOB_GONE', 'PRINTER_JOB_GONE']);
  });

  it('a job that the engine gives up ends as aborted', async () => {
    const [printer] = await start('exit 1');
    expect(await print(printer)).toMatchObject({ value: { state: 'aborted' } });
  });

  it('a job still open after its time is told as open; it can be cancelled', async () => {
    const [printer, { folder }] = await start('until [ -e $OUT/go ]; do sleep 0.05; done');
    const job = await printer.printOnce(document);
    if (!job.ok) throw new Error(job.code);
    expect(codeOf(await printer.follow(job.value, { everyMs: 20, forMs: 60 }))).toBe('PRINTER_JOB_OPEN');
    expect(codeOf(await printer.cancel(job.value))).toBe('ok');
    writeFileSync(join(folder, 'go'), '');
    expect(existsSync(join(folder, 'go'))).toBe(true);
    expect(await printer.follow(job.value, { everyMs: 50, forMs: 20_000 })).toMatchObject({
      value: { state: 'cancelled' },
    });
  });

  it('a kind of document that it does not take is refused', async () => {
    const [printer] = await start('exit 0');
    expect(codeOf(await printer.printOnce({ ...document, format: 'image/jpeg' }))).toBe('PRINTER_REFUSED');
  });
});
