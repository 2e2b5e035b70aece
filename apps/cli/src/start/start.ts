/** `npm start`: an office and, on the same computer, one station with simulated devices. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type ProgramEvent,
  type RunningProgram,
  startProgram,
} from '@rekam/protocol/process/running-program.ts';
import { numberOption, readOptions } from '../options.ts';
import { programs, root } from '../programs.ts';
import { announceReady, explainRefusal, tell } from './words.ts';

/** Default port of the office; the station takes the next one. */
const officePort = 8700;

export async function start(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    data: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'behind-proxy': { type: 'boolean' },
    'trust-devices': { type: 'string', multiple: true, default: [] },
    'no-station': { type: 'boolean' },
  });
  const data = resolve(values.data ?? join(root, 'data'));
  const port = numberOption('port', values.port, officePort, 1, 65_534);
  mkdirSync(data, { recursive: true });
  const running: RunningProgram[] = [];
  const { stopped, isStopping } = stopOnSignal(running);

  const withStation = values['no-station'] !== true;
  if (withStation) tell('Menyalakan kantor dan loket …', 'Starting the office and the counter …');
  else tell('Menyalakan kantor …', 'Starting the office …');
  const authorities = values['trust-devices'].map((file) => resolve(file));
  if (withStation) authorities.push(trustFileOf(data));
  const officeArguments = [
    '--data',
    join(data, 'office'),
    '--port',
    String(port),
    ...(withStation ? ['--announce-local-station', 'Loket 1'] : []),
    ...(values.host ? ['--host', values.host] : []),
    ...(values['tls-cert'] ? ['--tls-cert', resolve(values['tls-cert'])] : []),
    ...(values['tls-key'] ? ['--tls-key', resolve(values['tls-key'])] : []),
    ...(values['behind-proxy'] ? ['--behind-proxy'] : []),
    ...authorities.flatMap((file) => ['--trust-devices', file]),
  ];
  const stationArguments = ['--data', join(data, 'station'), '--port', String(port + 1), '--demo'];
  // Side by side: none needs another before a person comes, and each spends its time loading itself.
  const office = launch(programs.office, officeArguments, running);
  const station = withStation ? launch(programs.station, stationArguments, running) : null;
  const devices = withStation ? startDevices(data, running) : null;
  for (const part of [office, station]) {
    const refused = (await part?.first)?.refused;
    if (refused) return isStopping() ? stopped : finish(running, refused);
  }
  if ((await devices) === 'ended') return isStopping() ? stopped : finish(running, programEnded);
  const { ready } = await office.first;
  const stationUrl = station === null ? null : String((await station.first).ready?.url);
  if (stationUrl !== null)
    office.program.onEvent((event) => {
      if (event.event === 'local-station-code')
        void enrolLocalStation(stationUrl, String(event.officeUrl), String(event.code));
    });
  announceReady({
    officeUrl: String(ready?.url),
    elsewhere: listensEverywhere(values.host) ? addressesHere() : [],
    setupKey: ready?.setupKey == null ? null : String(ready.setupKey),
    stationUrl,
    data,
  });
  return Promise.race([stopped, firstToEnd(running)]);
}

const listensEverywhere = (host: string | undefined): boolean => host === '0.0.0.0' || host === '::';

/** This computer's addresses on its networks, IPv4: what is typed at a counter elsewhere. */
const addressesHere = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);

/** The authority of the simulated devices, which the office trusts. */
const trustFileOf = (data: string): string => join(data, 'devices', 'ca.pem');

/** Simulated devices; their certificate authority stays in the data folder, so that the office's trust survives restarts. */
async function startDevices(data: string, running: RunningProgram[]): Promise<'listening' | 'ended'> {
  const devices = startProgram(programs.devices, ['--keys', join(data, 'devices'), '--json']);
  running.push(devices);
  const listening = await devices.waitFor((event) => event.event === 'listening').catch(() => null);
  if (!listening) return 'ended';
  writeFileSync(trustFileOf(data), String(listening.trustPem));
  return 'listening';
}

const programEnded: ProgramEvent = { event: 'refused', code: 'PROGRAM_ENDED' };

/** What a program said first: that it listens, or why it does not. */
interface FirstWord {
  readonly ready?: ProgramEvent;
  readonly refused?: ProgramEvent;
}

function launch(file: string, argv: string[], running: RunningProgram[]) {
  const program = startProgram(file, argv);
  running.push(program);
  const first = program
    .waitFor((e) => e.event === 'listening' || e.event === 'refused')
    .catch(() => programEnded)
    .then((event): FirstWord => (event.event === 'listening' ? { ready: event } : { refused: event }));
  return { program, first };
}

/** The office hands out a code for the counter beside it as soon as it is set up; an enrolled station keeps what it has. */
async function enrolLocalStation(stationUrl: string, officeUrl: string, code: string): Promise<void> {
  const state = (await (await fetch(`${stationUrl}/api/state`)).json()) as { enrolled: boolean };
  if (state.enrolled) return;
  const answer = await fetch(`${stationUrl}/api/enrol`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: stationUrl },
    body: JSON.stringify({ officeUrl, code }),
  });
  if (answer.ok) return tell('Loket 1 terdaftar di kantor ini.', 'Loket 1 is enrolled with this office.');
  const { sentence } = (await answer.json()) as { sentence: { id: string; en: string } };
  tell(`Loket 1 belum terdaftar: ${sentence.id}`, `Loket 1 is not enrolled: ${sentence.en}`);
}

function stopOnSignal(running: RunningProgram[]) {
  let stopping = false;
  const stopped = new Promise<number>((resolvePromise) => {
    const stop = () => {
      if (stopping) return;
      stopping = true;
      tell('Menghentikan semuanya dengan rapi …', 'Stopping everything in order …');
      void stopAll(running).then(() => resolvePromise(0));
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    process.on('SIGHUP', stop);
  });
  return { stopped, isStopping: () => stopping };
}

/** When one program ends by itself the rest is stopped too: half an office helps nobody. */
async function firstToEnd(running: RunningProgram[]): Promise<number> {
  const code = await Promise.race(running.map((program) => program.ended));
  await stopAll(running);
  return code;
}

async function finish(running: RunningProgram[], refused: ProgramEvent): Promise<number> {
  explainRefusal(refused);
  await stopAll(running);
  return 75;
}

/** The station first, so that it says goodbye to an office that still stands. */
async function stopAll(running: RunningProgram[]): Promise<void> {
  for (const program of [...running].reverse()) await program.stop();
}
