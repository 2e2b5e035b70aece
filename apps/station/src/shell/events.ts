import type { Emit } from '../ports/events.ts';

export const emitToStdout: Emit = (event, facts = {}) => {
  process.stdout.write(`${JSON.stringify({ event, at: new Date().toISOString(), ...facts })}\n`);
};

/**
 * What may be said about an unexpected error: its kind and where in the code it arose. Its message is left out, since
 * messages quote the data they stumble over.
 */
export function traceOf(error: unknown): {
  readonly name: string;
  readonly code?: string;
  readonly where: string[];
} {
  if (!(error instanceof Error)) return { name: typeof error, where: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = (error as NodeJS.ErrnoException).code;
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    where: frames.slice(0, 6).map((line) => line.trim()),
  };
}
