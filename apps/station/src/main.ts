/** A counter: serves its screens on this computer, records with its devices, sends what it sealed. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSbiDevices } from '@rekam/devices';
import { type DataLock, takeDataLock } from '@rekam/protocol/process/data-lock.ts';
import { watchStarter } from '@rekam/protocol/process/running-program.ts';
import { Refused } from '@rekam/protocol/refusals/refused.ts';
import { machineTime } from './clock/station-clock.ts';
import { composeStation } from './compose.ts';
import { parseConfig, type StationConfig } from './shell/config.ts';
import { emitToStdout, traceOf } from './shell/events.ts';
import { handlersOf } from './shell/handlers.ts';
import { makeServer } from './shell/server.ts';
import { makeFolder } from './storage/durable-files.ts';
import { realFileSystem } from './storage/real-file-system.ts';

/** EX_TEMPFAIL of sysexits.h: try again when the reason named is gone. */
const exitRefused = 75;
const exitUsage = 64;
const host = '127.0.0.1';

async function run(config: StationConfig): Promise<void> {
  await makeFolder(realFileSystem, config.dataDir);
  const lock = takeDataLock(join(config.dataDir, 'station.lock'));
  if ('heldBy' in lock) return refuse('STATION_ALREADY_RUNNING', { url: lock.heldBy.url ?? '' });
  if (!(await isFree(config.port))) {
    lock.release();
    return refuse('STATION_PORT_BUSY', { port: config.port, tryPort: await findFreePort(config.port + 1) });
  }
  try {
    await serve(config, lock);
  } catch (error) {
    lock.release();
    if (error instanceof Refused) return refuse(error.code, error.details);
    emitToStdout('problem', traceOf(error));
    process.exitCode = 1;
  }
}

async function serve(config: StationConfig, lock: DataLock): Promise<void> {
  const station = await composeStation({
    fs: realFileSystem,
    dataDir: config.dataDir,
    time: machineTime,
    emit: emitToStdout,
    makeDevices: ({ trustedPem, allowUnsigned }) =>
      createSbiDevices({
        trustedPem,
        now: () => Date.now(),
        ports: config.sbiPorts,
        get allowUnsigned() {
          return allowUnsigned();
        },
      }),
    softwareVersion: softwareVersion(),
    demo: config.demo,
  });
  const app = await makeServer({
    handlers: handlersOf(station),
    findSession: (token, operation) =>
      operation === 'getState' ? station.seat.peek(token) : station.seat.find(token),
    screens: fileURLToPath(new URL('../../web/dist/', import.meta.url)),
    emit: emitToStdout,
  });
  const url = (await app.listen({ host, port: config.port })).replace(/\/$/, '');
  lock.announce(url);
  station.watch.start();
  emitToStdout('listening', { url, enrolled: station.identity.find() !== null });
  stopOnSignals(async () => {
    await app.close();
    await station.stop();
    lock.release();
  });
  const self = station.identity.find();
  if (config.enrol && (self === null || self.revoked)) await enrolAtStart(url, config.enrol);
}

/** Over the own door, so that it is the same act as at the screen. */
async function enrolAtStart(url: string, enrol: NonNullable<StationConfig['enrol']>): Promise<void> {
  const answer = await fetch(`${url}/api/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(enrol),
  });
  if (answer.ok) return;
  const { code, sentence } = (await answer.json()) as { code: string; sentence: { id: string; en: string } };
  emitToStdout('enrol-refused', { code });
  process.stderr.write(`${sentence.id}\n${sentence.en}\n`);
}

function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  const once = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      (error) => {
        emitToStdout('problem', traceOf(error));
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, once);
  watchStarter(once);
}

function refuse(code: string, details: Readonly<Record<string, string | number>>): void {
  emitToStdout('refused', { code, ...details });
  process.exitCode = exitRefused;
}

const softwareVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string })
    .version;

function isFree(port: number): Promise<boolean> {
  if (port === 0) return Promise.resolve(true);
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

async function findFreePort(from: number): Promise<number> {
  for (let port = from; port < Math.min(from + 100, 65_536); port++) if (await isFree(port)) return port;
  return 0;
}

const config = parseConfig(process.argv.slice(2));
if ('problem' in config) {
  process.stderr.write(`${config.problem}\n`);
  process.exitCode = exitUsage;
} else {
  await run(config);
}
