/** Starting the other apps as processes of their own: the only way in which the CLI touches them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Root of the checkout or bundle. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Runs a program of this project to its end with this terminal. @returns its exit code */
export function runProgram(file: string, argv: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, file), ...argv], { stdio: 'inherit' });
  forwardSignals(child);
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}

/** A line of JSON that a program says about itself on stdout. */
export interface ProgramEvent {
  readonly event: string;
  readonly [key: string]: unknown;
}

export interface RunningProgram {
  readonly child: ChildProcess;
  /** The first event that satisfies `wanted`; rejects when the program ends before. */
  waitFor(wanted: (event: ProgramEvent) => boolean): Promise<ProgramEvent>;
  onEvent(listener: (event: ProgramEvent) => void): void;
  /** SIGTERM, then waits; SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
  readonly ended: Promise<number>;
}

/**
 * Starts a program of this project in the background and reads its events.
 * Its stderr goes to ours unless `quiet`.
 */
export function startProgram(
  file: string,
  argv: string[],
  options: { env?: NodeJS.ProcessEnv; quiet?: boolean } = {},
): RunningProgram {
  const child = spawn(process.execPath, [join(root, file), ...argv], {
    stdio: ['ignore', 'pipe', options.quiet ? 'ignore' : 'inherit'],
    env: { ...process.env, ...options.env },
    // A group of its own: Ctrl-C reaches the CLI only, which then ends the programs in order.
    detached: true,
  });
  const seen: ProgramEvent[] = [];
  const listeners = new Set<(event: ProgramEvent) => void>();
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  createInterface({ input: child.stdout! }).on('line', (line) => {
    const event = parseEvent(line);
    if (!event) return;
    seen.push(event);
    for (const listener of listeners) listener(event);
  });
  return {
    child,
    ended,
    onEvent(listener) {
      for (const event of seen) listener(event);
      listeners.add(listener);
    },
    waitFor(wanted) {
      const already = seen.find(wanted);
      if (already) return Promise.resolve(already);
      return new Promise((resolve, reject) => {
        listeners.add((event) => wanted(event) && resolve(event));
        void ended.then((code) => setTimeout(() => reject(new Error(`${file} ended with ${code}`)), 50));
      });
    },
    async stop(graceMs = 15_000) {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

function parseEvent(line: string): ProgramEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const value = JSON.parse(line) as ProgramEvent;
    return typeof value.event === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}

function forwardSignals(child: ChildProcess): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
}
