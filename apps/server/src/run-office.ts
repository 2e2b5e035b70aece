import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { takeDataLock } from '@rekam/protocol/process/data-lock.ts';
import { watchStarter } from '@rekam/protocol/process/running-program.ts';
import { systemClock } from './ports/clock.ts';
import type { Transact } from './ports/database.ts';
import { Refused } from './ports/refused.ts';
import { getCertificate } from './shell/certificate.ts';
import { isLoopback, lockOf, type OfficeConfig, parseConfig } from './shell/config.ts';
import type { PoolConnection } from './shell/database.ts';
import { emitToStdout as emit } from './shell/events.ts';

/** What a build may do differently on purpose; only the builds that prove the fault harness use it. */
export interface Deviations {
  readonly transact?: (own: Transact) => Transact;
}

/** Exit code for "not now, try otherwise" (EX_TEMPFAIL): port taken, folder in use. */
const exitRefused = 75;

interface Part {
  readonly stop: () => Promise<void>;
}

/** The whole office as a process: starts, says where it listens, and stops in order when asked. */
export async function runOffice(argv: readonly string[], deviations: Deviations = {}): Promise<void> {
  const config = parseConfig(argv, process.env);
  if ('problem' in config) {
    process.stderr.write(`${config.problem}\n`);
    process.exit(2);
  }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  const lock = takeDataLock(lockOf(config.dataDir));
  if ('heldBy' in lock) return refuseStart({ code: 'OFFICE_ALREADY_RUNNING', url: lock.heldBy.url ?? '' });

  const parts: Part[] = [{ stop: async () => lock.release() }];
  let stopping: Promise<void> | undefined;
  const stop = (code: number): Promise<void> => {
    stopping ??= (async () => {
      for (const part of [...parts].reverse())
        await part.stop().catch((error: Error) => process.stderr.write(`while stopping: ${error.name}\n`));
      emit('stopped');
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
  watchStarter(() => void stop(0));

  try {
    const url = await start(config, deviations, parts, () => stopping !== undefined);
    if (url !== null) lock.announce(url);
  } catch (error) {
    if (stopping) return;
    if (error instanceof Refused) emit('refused', { code: error.code, ...error.details });
    else {
      const { describe } = await import('./shell/problem.ts');
      const message = error instanceof Error ? error.message : String(error);
      emit('refused', { code: 'SERVER_PROBLEM', problem: message });
      process.stderr.write(`${describe(error)}\n`);
    }
    await stop(error instanceof Refused ? exitRefused : 1);
  }
}

function refuseStart(facts: Readonly<Record<string, unknown>>): void {
  emit('refused', facts);
  process.exit(exitRefused);
}

async function start(
  config: OfficeConfig,
  deviations: Deviations,
  parts: Part[],
  isStopping: () => boolean,
): Promise<string | null> {
  await refuseBusyPort(config);
  const tls = await getCertificate(config);
  // PostgreSQL boots while the modules load.
  const [connection, modules] = await Promise.all([startDatabase(config, parts), loadModules()]);
  if (isStopping()) return null;
  const { openPool, openRelaxedPool, bulkLoadOn, majorVersionOf, migrate, keys, composeOffice, jobs, http } =
    modules;
  const database = openPool(connection, (message) => emit('database-problem', { message }));
  parts.push({ stop: database.close });
  const relaxed = openRelaxedPool(connection, (message) => emit('database-problem', { message }));
  parts.push({ stop: relaxed.close });
  const version = await majorVersionOf(database);
  if (version < 15) throw new Refused('OFFICE_DATABASE_TOO_OLD', { version });
  const migrations = await migrate(connection);
  if (migrations.length > 0) emit('migrated', { migrations });
  const { rows } = await database.query<{ queue: string | null; configured: boolean }>(
    "select to_regclass('graphile_worker.jobs') as queue, exists (select 1 from office) as configured",
  );
  if (rows[0]!.queue === null) await jobs.prepareJobs(database.pool);
  if (!rows[0]!.configured) keys.makeMissingKeys(keys.keysDirOf(config.dataDir));

  const office = await composeOffice({
    dataDir: config.dataDir,
    database,
    relaxed,
    bulkLoad: bulkLoadOn(database.pool),
    clock: systemClock,
    trustDevicesFiles: config.trustDevicesFiles,
    notices: config.notices,
    publicUrl: config.publicUrl,
    announceLocalStation: config.announceLocalStation,
    emit,
    ...(deviations.transact ? { transact: deviations.transact(database.transact) } : {}),
  });
  parts.push({ stop: office.close });
  await office.recover();
  const url = await http.serve(config, tls, office);
  parts.push({ stop: http.stop });
  emit('listening', { url, setupKey: office.setUpKey(), configured: office.setUpKey() === null });
  await office.listening(url);
  parts.push(await jobs.runOfficeJobs(relaxed, office, emit));
  return url;
}

async function startDatabase(config: OfficeConfig, parts: Part[]): Promise<PoolConnection> {
  const { waitUntilReady } = await import('./shell/database.ts');
  if (config.databaseUrl !== null) {
    const connection = { connectionString: config.databaseUrl };
    await waitUntilReady(connection, 15_000).catch((error: NodeJS.ErrnoException) => {
      throw new Refused('OFFICE_DATABASE_UNREACHABLE', { reason: error.code ?? error.name });
    });
    return connection;
  }
  const { getPostgresPrograms } = await import('./shell/postgres-programs.ts');
  const { startEmbeddedPostgres } = await import('./shell/embedded-postgres.ts');
  const postgres = await startEmbeddedPostgres(config.dataDir, getPostgresPrograms(process.env), (detail) =>
    emit('database-problem', { message: detail }),
  );
  parts.push(postgres);
  // A cluster that was killed replays its log before it answers.
  await waitUntilReady(postgres.connection, 60_000);
  return postgres.connection;
}

async function loadModules() {
  const [database, bulk, migrations, keys, composing, jobs, http] = await Promise.all([
    import('./shell/database.ts'),
    import('./shell/bulk-load.ts'),
    import('./shell/migrations.ts'),
    import('./office-keys/index.ts'),
    import('./composition/office.ts'),
    import('./shell/jobs.ts'),
    import('./shell/serve.ts'),
  ]);
  return {
    openPool: database.openPool,
    openRelaxedPool: database.openRelaxedPool,
    bulkLoadOn: bulk.bulkLoadOn,
    majorVersionOf: database.majorVersionOf,
    migrate: migrations.migrate,
    keys,
    composeOffice: composing.compose,
    jobs,
    http: http.makeServing(),
  };
}

/** Tells early, before anything is started, that the port is taken, and which one is free. */
async function refuseBusyPort({ host, port }: OfficeConfig): Promise<void> {
  if (port === 0 || (await isFree(host, port))) return;
  let tryPort = port + 1;
  while (tryPort < port + 50 && !(await isFree(host, tryPort))) tryPort += 1;
  throw new Refused('OFFICE_PORT_BUSY', { port, tryPort });
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ host: isLoopback(host) ? '127.0.0.1' : host, port, exclusive: true }, () =>
      probe.close(() => resolve(true)),
    );
  });
}
