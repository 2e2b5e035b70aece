/** An office as it really runs, set up: a process with its own PostgreSQL that can be killed and started again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import {
  type ProgramEvent,
  type RunningProgram,
  startProgram,
} from '@rekam/protocol/process/running-program.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { freePort } from '@rekam/testkit/free-port.ts';

export const officeProgram = join(import.meta.dirname, '../main.ts');

/** Of every account made here. */
export const processPassword = 'kata-sandi-uji-1';

export interface OfficeProcess {
  readonly url: string;
  /** The office's data. */
  readonly data: string;
  /** The program that runs now. */
  readonly program: RunningProgram;
  readonly head: ApiClient;
  /** Adds an officer with these roles everywhere and signs in as them. */
  readonly signedInAs: (...roles: Role[]) => Promise<ApiClient>;
  /** `kill -9`; what was not yet written is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again on the same data and port. @returns what it said when it served */
  readonly start: () => Promise<ProgramEvent>;
  /** Ends it and takes its data away. */
  readonly stop: () => Promise<void>;
}

/** @param env what the office is told by its environment, beside what is there already */
export async function startOfficeProcess(env: Readonly<Record<string, string>> = {}): Promise<OfficeProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-process-'));
  const data = join(folder, 'office');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let program: RunningProgram;
  const start = (): Promise<ProgramEvent> => {
    program = startProgram(officeProgram, ['--data', data, '--port', String(port)], {
      errors: 'ignore',
      env,
    });
    return program.waitFor(({ event }) => event === 'listening');
  };
  const { setupKey } = await start();
  const head = new ApiClient(url);
  await head.call(officeApi.setUp, {
    body: {
      setupKey: String(setupKey),
      regencyCode: '53.71',
      timeZone: 'WITA',
      head: { username: 'kepala', password: processPassword, name: 'Kepala' },
    },
  });
  return {
    url,
    data,
    get program() {
      return program;
    },
    head,
    signedInAs: async (...roles) => {
      const username = roles.join('.');
      await head.call(officeApi.addOfficer, {
        body: {
          username,
          password: processPassword,
          name: username,
          roles: roles.map((role) => ({ role, placeId: null })),
        },
      });
      const client = new ApiClient(url);
      await client.call(officeApi.signIn, { body: { username, password: processPassword } });
      return client;
    },
    kill: async () => {
      program.child.kill('SIGKILL');
      await program.ended;
    },
    start,
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
