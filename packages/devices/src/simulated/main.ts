/** `bin/rekam devices simulate`: runs simulated devices until it is stopped. */
import { parseArgs } from 'node:util';
import { watchStarter } from '@rekam/protocol/process/running-program.ts';
import { type SbiVersion, sbiVersions } from '@rekam/protocol/sbi/index.ts';
import type { ScannedKind } from '../port.ts';
import { simulatedKinds } from './device.ts';
import { PrintsUnreadable } from './sample-maker.ts';
import {
  PortsTaken,
  type RunningDevices,
  type SimulatorSettings,
  startSimulatedDevices,
} from './simulator.ts';

const usage = `rekam devices simulate [pilihan / options]

  --port-from N     port pertama / first port (4501)
  --kinds LIST      finger,iris,face (semua / all)
  --spec LIST       0.9.5 | 1.0 | 0.9.5,1.0 (0.9.5)
  --seed TEXT       menentukan nomor seri dan orang / decides serial numbers and people (rekam)
  --people N        berapa orang bergantian / how many people take turns (tak terbatas / no end)
  --prints DIR      folder sidik jari sungguhan / folder of real prints (REKAM_PRINTS)
  --keys DIR        simpan kunci di sini / keep the keys here, so that trust survives a restart
  --capture-ms N    lama satu pengambilan / how long a capture takes (600)
  --control-port N  port pengendali / port of the control plane (any free one)
  --json            satu baris JSON bila siap / one line of JSON when ready
`;

/** Something about the options that a person can put right. */
class UsageError extends Error {}

function listOf<T extends string>(text: string, allowed: readonly T[], name: string): T[] {
  const words = text.split(',').map((word) => word.trim());
  const wrong = words.find((word) => !(allowed as readonly string[]).includes(word));
  if (wrong !== undefined) throw new UsageError(`${name}: ${wrong}? (${allowed.join(', ')})`);
  return words as T[];
}

function numberOf(text: string, from: number, to: number, name: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < from || number > to)
    throw new UsageError(`${name}: ${text}? (${from}–${to})`);
  return number;
}

function readSettings(args: readonly string[]): {
  settings: SimulatorSettings;
  json: boolean;
  help: boolean;
} {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'port-from': { type: 'string', default: '4501' },
      kinds: { type: 'string', default: simulatedKinds.join(',') },
      spec: { type: 'string', default: '0.9.5' },
      seed: { type: 'string', default: 'rekam' },
      people: { type: 'string' },
      prints: { type: 'string' },
      keys: { type: 'string' },
      'capture-ms': { type: 'string', default: '600' },
      'control-port': { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const settings = {
    portFrom: numberOf(values['port-from'], 1024, 65_000, '--port-from'),
    kinds: listOf<ScannedKind>(values.kinds, simulatedKinds, '--kinds'),
    versions: listOf<SbiVersion>(values.spec, sbiVersions, '--spec'),
    seed: values.seed,
    people: values.people === undefined ? undefined : numberOf(values.people, 1, 1_000_000, '--people'),
    printsFolder: values.prints ?? (process.env.REKAM_PRINTS || undefined),
    keysFolder: values.keys,
    captureMs: numberOf(values['capture-ms'], 0, 60_000, '--capture-ms'),
    controlPort: numberOf(values['control-port'], 0, 65_535, '--control-port'),
  };
  return { settings, json: values.json, help: values.help };
}

function tellReady(running: RunningDevices, json: boolean, settings: SimulatorSettings): void {
  if (json) {
    const devices = running.devices.map(({ kind, serialNo, port, versions }) => ({
      kind,
      serialNo,
      port,
      versions,
    }));
    const { controlPort, trustPem } = running;
    console.log(JSON.stringify({ event: 'listening', devices, controlPort, trustPem }));
    return;
  }
  const prints = settings.printsFolder ?? 'sintetis / synthetic';
  console.log('Alat biometrik simulasi berjalan. / Simulated biometric devices are running.\n');
  for (const { kind, serialNo, port, versions } of running.devices)
    console.log(`  ${kind.padEnd(7)} http://127.0.0.1:${port}/  ${serialNo}  SBI ${versions.join(' + ')}`);
  console.log(`\n  sidik jari / prints: ${prints}`);
  console.log(`  kendali / control:   http://127.0.0.1:${running.controlPort}/admin/state`);
  console.log(
    '\nSertifikat untuk daftar kepercayaan kantor / certificate for the trust list of the office:\n',
  );
  console.log(running.trustPem);
  console.log('Ctrl-C menghentikan. / Ctrl-C stops.');
}

async function main(args: readonly string[]): Promise<number> {
  const { settings, json, help } = readSettings(args);
  if (help) {
    console.log(usage);
    return 0;
  }
  const running = await startSimulatedDevices(settings);
  tellReady(running, json, settings);
  // A thread or server that is idle does not keep the process; this does until a signal comes.
  const alive = setInterval(() => undefined, 60_000);
  await new Promise<void>((stop) => {
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    watchStarter(stop);
  });
  clearInterval(alive);
  await running.stop();
  if (!json) console.log('\nAlat simulasi berhenti. / The simulated devices have stopped.');
  return 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const code = error instanceof PortsTaken ? 75 : 64;
  const known = [PortsTaken, PrintsUnreadable, UsageError, TypeError].some((kind) => error instanceof kind);
  if (!known) throw error;
  console.error(`${(error as Error).message}\n\n${code === 64 ? usage : ''}`);
  process.exitCode = code;
}
