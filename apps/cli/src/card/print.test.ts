import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UsageError } from '../options.ts';
import { printCardFile } from './print.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rekam-card-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

it('a printer that hangs up is told in both languages, and the exit code is not 0', async () => {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as { port: number };
  const said = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const file = join(folder, 'kartu.pdf');
  writeFileSync(file, '%PDF-1.4');
  const code = await printCardFile([file, '--printer', `ipp://localhost:${port}/ipp/print`, '--json']);
  server.close();
  expect(code).toBe(1);
  expect(JSON.parse(String(said.mock.calls[0]![0]))).toMatchObject({
    state: 'refused',
    jobId: null,
    sentence: { en: expect.stringContaining('cannot be reached') },
  });
});

it('without a printer, with a kind of file no printer takes, or without the file, nothing is sent', async () => {
  await expect(printCardFile(['x.pdf'])).rejects.toThrow(UsageError);
  await expect(printCardFile(['x.docx', '--printer', 'ipp://localhost'])).rejects.toThrow(UsageError);
  await expect(printCardFile([join(folder, 'x.pdf'), '--printer', 'ipp://localhost'])).rejects.toThrow(
    UsageError,
  );
});
