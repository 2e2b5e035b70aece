/** Runs CUPS' `ippeveprinter`, a whole IPP printer whose engine is a shell script of the test. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const program = '/usr/sbin/ippeveprinter';

/** Whether such a printer can be run here; it announces itself by Avahi, which the super-user may start. */
export const printerRuns = existsSync(program) && (avahiRuns() || startAvahi());

function avahiRuns(): boolean {
  return spawnSync('avahi-daemon', ['--check']).status === 0;
}

function startAvahi(): boolean {
  if (process.getuid?.() !== 0) return false;
  if (!busRuns()) {
    // What a killed bus leaves behind keeps the next from starting.
    for (const left of ['/run/dbus/pid', '/run/dbus/system_bus_socket']) rmSync(left, { force: true });
    mkdirSync('/run/dbus', { recursive: true });
    spawnSync('dbus-daemon', ['--system', '--fork']);
  }
  spawnSync('avahi-daemon', ['--daemonize', '--no-chroot', '--no-drop-root'], { stdio: 'ignore' });
  return avahiRuns();
}

function busRuns(): boolean {
  try {
    return process.kill(Number(readFileSync('/run/dbus/pid', 'utf8')), 0);
  } catch {
    return false;
  }
}

export interface PaperPrinter {
  readonly url: string;
  /** The folder in which the script runs as `$OUT`. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
}

/** @param script lines of `sh`; `$1` is the document, `$OUT` a folder, `STATE: +media-jam-error` on stderr a trouble */
export async function startPaperPrinter(script: string): Promise<PaperPrinter> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-printer-'));
  const engine = join(folder, 'engine.sh');
  writeFileSync(engine, `#!/bin/sh\nOUT=${folder}\n${script}\n`, { mode: 0o755 });
  const port = await freePort();
  const formats = 'application/pdf,image/png';
  const run = [
    '-n',
    'localhost',
    '-p',
    String(port),
    '-d',
    folder,
    '-c',
    engine,
    '-f',
    formats,
    `kartu-${port}`,
  ];
  const child = spawn(program, run, { stdio: 'ignore' });
  return {
    url: `ipp://localhost:${port}/ipp/print`,
    folder,
    stop: () => stop(child, folder),
  };
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.kill('SIGKILL')) await ended;
  rmSync(folder, { recursive: true, force: true });
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
