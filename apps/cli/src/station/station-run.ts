/** `bin/rekam station`: this computer becomes a counter of an office elsewhere. */

import { homedir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import { readOptions } from '../options.ts';
import { programs } from '../programs.ts';
import { explainRefusal } from '../start/words.ts';

export async function runStation(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    office: { type: 'string' },
    code: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    'sbi-ports': { type: 'string' },
  });
  const data = values.data ?? join(homedir(), '.rekam', 'station');
  const passed = (['office', 'code', 'sbi-ports'] as const).flatMap((name) =>
    values[name] ? [`--${name}`, values[name]] : [],
  );
  const station = startProgram(programs.station, [
    '--data',
    data,
    '--port',
    values.port ?? '8701',
    ...passed,
  ]);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void station.stop());
  station.onEvent((event) => {
    if (event.event === 'listening') announce(String(event.url), data);
    if (event.event === 'refused') explainRefusal(event);
  });
  return station.ended;
}

function announce(url: string, data: string): void {
  process.stdout.write(
    `\n  \x1b[1mLoket siap\x1b[0m  \x1b[2mThe counter is ready\x1b[0m\n\n  Buka / Open   ${url}\n  Data          ${data}\n\n  Ctrl-C menghentikan.  \x1b[2mCtrl-C stops.\x1b[0m\n`,
  );
}
