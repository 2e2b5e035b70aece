/** `bin/rekam station`: this computer becomes a counter of an office elsewhere. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import { readOptions } from '../options.ts';
import { programs, root } from '../programs.ts';
import { explainRefusal, tell } from '../start/words.ts';

export async function runStation(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    office: { type: 'string' },
    code: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    'sbi-ports': { type: 'string' },
  });
  const passed = (['office', 'code', 'sbi-ports'] as const).flatMap((name) =>
    values[name] ? [`--${name}`, values[name]] : [],
  );
  const station = startProgram(programs.station, [
    '--data',
    values.data ?? defaultData(),
    '--port',
    values.port ?? '8701',
    ...passed,
  ]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void station.stop());
  station.onEvent((event) => {
    if (event.event === 'listening') announce(String(event.url), values);
    if (event.event === 'enrolled')
      tell(
        `Terdaftar: ${event.name}, ${event.place}. Masuklah di alamat di atas.`,
        `Enrolled: ${event.name}, ${event.place}. Sign in at the address above.`,
      );
    if (event.event === 'refused') explainRefusal(event);
  });
  return station.ended;
}

interface Place {
  readonly data?: string | undefined;
  readonly port?: string | undefined;
}

function announce(url: string, place: Place): void {
  const again = [
    join(root, 'bin', 'rekam'),
    'station',
    ...(['data', 'port'] as const).flatMap((name) => (place[name] ? [`--${name}`, place[name]] : [])),
  ];
  const lines = [
    '',
    '  \x1b[1mLoket siap\x1b[0m  \x1b[2mThe counter is ready\x1b[0m',
    '',
    `  Buka / Open            ${url}`,
    `  Data                   ${place.data ?? defaultData()}`,
    `  Lain kali / Next time  ${again.join(' ')}`,
    '',
    '  Ctrl-C menghentikan.  \x1b[2mCtrl-C stops.\x1b[0m',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

const defaultData = (): string => join(homedir(), '.rekam', 'station');
