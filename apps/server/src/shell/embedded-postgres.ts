import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identifyProcess, isAlive } from '@rekam/protocol/process/process-identity.ts';
import type { PostgresPrograms } from './postgres-programs.ts';

/*
 * PostgreSQL as a child of the office: on a unix socket only, and bound to our life. It refuses to run as root, so
 * root wraps it in a user namespace of its own (files stay root's); `setpriv --pdeathsig` sends it a fast shutdown
 * when this process dies, even by kill -9.
 */

export interface EmbeddedPostgres {
  /** Connection for `pg`: socket folder, user and database. */
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  /** Process number of the postmaster now. */
  readonly pid: () => number | null;
  /** Fast shutdown; resolves when the process is gone. */
  readonly stop: () => Promise<void>;
}

interface Wrapping {
  readonly command: string;
  readonly prefix: readonly string[];
  /** Set where even user namespaces are off and the child must be another user. */
  readonly uid?: number;
}

const nobody = 65534;
/** Longest path of a unix socket on Linux is 107 bytes; `/.s.PGSQL.5432` takes 14 of them. */
const longestSocketDir = 90;

const settings = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '80',
  shared_buffers: '192MB',
  max_wal_size: '2GB',
  // What is counted over the whole register is sorted in memory, not on the disk.
  work_mem: '16MB',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log must never carry a resident's data, which stands in statements and their parameters.
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
} as const;

/**
 * Starts PostgreSQL on `dataDir/pg`, making the cluster when there is none and taking over from an orphan.
 * @param onLost called when the server ends without having been asked; it is started again by itself
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  programs: PostgresPrograms,
  onLost: (detail: string) => void,
): Promise<EmbeddedPostgres> {
  const cluster = join(dataDir, 'pg');
  const logDir = join(dataDir, 'log');
  mkdirSync(logDir, { recursive: true, mode: 0o700 });
  const socketDir = makeSocketDir(dataDir);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(cluster, programs, logDir);
  await endOrphan(cluster);

  let stopping = false;
  let child = launch(programs, cluster, socketDir, logDir);
  const watch = (started: ChildProcess): void => {
    started.once('exit', (code, signal) => {
      if (stopping) return;
      onLost(`PostgreSQL ended (${signal ?? code}); starting it again`);
      void (async () => {
        await sleep(100);
        await endOrphan(cluster);
        if (stopping) return;
        child = launch(programs, cluster, socketDir, logDir);
        watch(child);
      })();
    });
  };
  watch(child);
  return {
    connection: { host: socketDir, user: 'rekam', database: 'postgres' },
    pid: () => findPostmaster(cluster),
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGINT');
      await gone;
    },
  };
}

function launch(
  programs: PostgresPrograms,
  cluster: string,
  socketDir: string,
  logDir: string,
): ChildProcess {
  const log = openSync(join(logDir, 'postgres.log'), 'a', 0o600);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const wrapping = getWrapping();
  if (wrapping.uid !== undefined) chownSync(socketDir, wrapping.uid, wrapping.uid);
  const child = spawn(
    wrapping.command,
    [...wrapping.prefix, join(programs.binDir, 'postgres'), '-D', cluster, '-k', socketDir, ...options],
    {
      stdio: ['ignore', log, log],
      // A group of its own: Ctrl-C in the terminal must reach us first, we stop it when nobody needs it any more.
      detached: true,
      ...(wrapping.uid === undefined ? {} : { uid: wrapping.uid, gid: wrapping.uid }),
    },
  );
  closeSync(log);
  return child;
}

async function makeCluster(cluster: string, programs: PostgresPrograms, logDir: string): Promise<void> {
  const fresh = `${cluster}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true, mode: 0o700 });
  const wrapping = getWrapping();
  if (wrapping.uid !== undefined) chownSync(fresh, wrapping.uid, wrapping.uid);
  const log = openSync(join(logDir, 'initdb.log'), 'a', 0o600);
  const arguments_ = [
    '-D',
    fresh,
    '-U',
    'rekam',
    '-E',
    'UTF8',
    '--no-locale',
    '--auth=trust',
    '--no-instructions',
  ];
  const child = spawn(
    wrapping.command,
    [...wrapping.prefix, join(programs.binDir, 'initdb'), ...arguments_],
    {
      stdio: ['ignore', log, log],
      ...(wrapping.uid === undefined ? {} : { uid: wrapping.uid, gid: wrapping.uid }),
    },
  );
  closeSync(log);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode) => resolve(exitCode));
  });
  if (code !== 0) throw new Error(`initdb ended with ${code}; see ${join(logDir, 'initdb.log')}`);
  renameSync(fresh, cluster);
}

let knownWrapping: Wrapping | undefined;

/** How a program is started so that it is not root and dies with us. */
function getWrapping(): Wrapping {
  knownWrapping ??= chooseWrapping();
  return knownWrapping;
}

function chooseWrapping(): Wrapping {
  const runs = (command: string, arguments_: string[]): boolean =>
    spawnSync(command, arguments_, { stdio: 'ignore' }).status === 0;
  const deathSignal = ['--pdeathsig', 'SIGINT'];
  const isRoot = process.getuid?.() === 0;
  const namespace = ['-U', `--map-user=${nobody}`, `--map-group=${nobody}`];
  if (isRoot && runs('unshare', [...namespace, 'setpriv', ...deathSignal, 'true']))
    return { command: 'unshare', prefix: [...namespace, 'setpriv', ...deathSignal] };
  const withSetpriv = runs('setpriv', [...deathSignal, 'true']);
  const base: Wrapping = withSetpriv
    ? { command: 'setpriv', prefix: deathSignal }
    : { command: 'env', prefix: [] };
  return isRoot ? { ...base, uid: nobody } : base;
}

function makeSocketDir(dataDir: string): string {
  const near = join(dataDir, 'run');
  if (Buffer.byteLength(near) <= longestSocketDir) {
    mkdirSync(near, { recursive: true, mode: 0o700 });
    chmodSync(near, 0o700);
    return near;
  }
  const far = join(tmpdir(), `rekam-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`);
  mkdirSync(far, { recursive: true, mode: 0o700 });
  const found = lstatSync(far);
  if (!found.isDirectory() || found.uid !== process.getuid?.())
    throw new Error(`${far} belongs to somebody else; give a shorter --data path`);
  chmodSync(far, 0o700);
  return far;
}

function findPostmaster(cluster: string): number | null {
  try {
    const pid = Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** A postmaster that outlived its office is asked to end before a new one starts. */
async function endOrphan(cluster: string): Promise<void> {
  const pid = findPostmaster(cluster);
  if (pid === null || !isPostgresOf(pid, cluster)) return;
  const orphan = identifyProcess(pid);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(orphan)) return;
    process.kill(pid, signal);
    for (let waitedMs = 0; waitedMs < 10_000 && isAlive(orphan); waitedMs += 20) await sleep(20);
  }
}

function isPostgresOf(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster);
  } catch {
    return false;
  }
}
