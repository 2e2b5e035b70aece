/** Starting the other apps as processes of their own: the only way in which the CLI touches them. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the checkout or bundle. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');

/** Programs that commands start, by what they are. */
export const programs = {
  office: join(root, 'apps/server/src/main.ts'),
  station: join(root, 'apps/station/src/main.ts'),
  devices: join(root, 'packages/devices/src/simulated/main.ts'),
} as const;

/** Runs a program of this project to its end with this terminal. @returns its exit code */
export function runProgram(file: string, argv: string[]): Promise<number> {
  const child = spawn(process.execPath, [join(root, file), ...argv], {
    stdio: 'inherit',
    env: { ...process.env, REKAM_STARTED_BY: '' },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
}
