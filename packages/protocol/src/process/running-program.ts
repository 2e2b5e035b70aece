/** Programs of this project speak about themselves in lines of JSON on stdout; this starts one and listens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** One such line: `{"event":"listening","url":"http://127.0.0.1:8700"}`. */
export interface ProgramEvent {
  readonly event: string;
  readonly [key: string]: unknown;
}

export interface RunningProgram {
  readonly child: ChildProcess;
  /** The first event that satisfies `wanted`, also one already said; rejects when the program ends before. */
  waitFor(wanted: (event: ProgramEvent) => boolean): Promise<ProgramEvent>;
  /** Hears all events, those already said first. */
  onEvent(listener: (event: ProgramEvent) => void): void;
  /** SIGTERM, then waits; SIGKILL after `graceMs`. */
  stop(graceMs?: number): Promise<void>;
  /** Exit code; 1 when killed. */
  readonly ended: Promise<number>;
}

export interface ProgramOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Where the program's stderr goes: to ours, nowhere, or to a listener. */
  readonly errors?: 'inherit' | 'ignore' | ((text: string) => void);
}

/** Starts `file` under this Node in a process group of its own, so that Ctrl-C reaches the starter only. */
export function startProgram(
  file: string,
  argv: readonly string[],
  options: ProgramOptions = {},
): RunningProgram {
  const { errors = 'inherit' } = options;
  const child = spawn(process.execPath, [file, ...argv], {
    stdio: ['ignore', 'pipe', typeof errors === 'function' ? 'pipe' : errors],
    env: { ...process.env, ...options.env, REKAM_STARTED_BY: String(process.pid) },
    detached: true,
  });
  if (typeof errors === 'function') child.stderr?.on('data', (data: Buffer) => errors(data.toString()));
  const seen: ProgramEvent[] = [];
  const listeners = new Set<(event: ProgramEvent) => void>();
  const ended = new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
  const outputClosed = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout! })
      .on('line', (line) => {
        const event = parseEvent(line);
        if (!event) return;
        seen.push(event);
        for (const listener of [...listeners]) listener(event);
      })
      .on('close', resolve);
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
        const listener = (event: ProgramEvent) => {
          if (!wanted(event)) return;
          listeners.delete(listener);
          resolve(event);
        };
        listeners.add(listener);
        void Promise.all([ended, outputClosed]).then(([code]) =>
          reject(new Error(`${file} ended with ${code}`)),
        );
      });
    },
    async stop(graceMs = 15_000) {
      if (child.exitCode !== null || child.signalCode !== null) return;
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

/**
 * A program whose starter died (kill -9, a closed terminal) must not stay behind as an orphan that holds ports and locks.
 * Calls `onOrphaned` once when the process named by REKAM_STARTED_BY is gone; does nothing when started by hand.
 */
export function watchStarter(onOrphaned: () => void, everyMs = 1000): void {
  const starter = Number(process.env.REKAM_STARTED_BY ?? 0);
  if (!starter) return;
  const timer = setInterval(() => {
    if (process.ppid === starter) return;
    clearInterval(timer);
    onOrphaned();
  }, everyMs);
  timer.unref();
}
