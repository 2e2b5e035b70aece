/** `bin/rekam spool …`: packets on a station, and packets that come to an office on a stick. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../options.ts';
import { root, runProgram } from '../programs.ts';

const verbs = ['list', 'verify', 'export', 'import'];

/**
 * `import` at an office takes packets in; at a station it takes the office's receipts in.
 * Which of the two this computer is follows from the data folder.
 */
export async function spool(argv: string[]): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb === undefined || !verbs.includes(verb)) throw new UsageError(`spool ${verbs.join('|')}`);
  const { data, others } = takeData(rest);
  if (verb === 'import' && isOffice(data)) {
    const [stick, ...flags] = others;
    if (stick === undefined) throw new UsageError('spool import DIR');
    return runProgram('apps/server/src/packet/import-stick.ts', [
      '--data',
      officeFolder(data),
      '--from',
      stick,
      ...flags,
    ]);
  }
  return runProgram('apps/station/src/spool/commands.ts', [verb, ...others, '--data', stationFolder(data)]);
}

function takeData(argv: string[]): { data: string; others: string[] } {
  const at = argv.indexOf('--data');
  if (at < 0) return { data: defaultData(), others: argv };
  return { data: argv[at + 1] ?? '', others: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

function defaultData(): string {
  const own = join(homedir(), '.rekam', 'station');
  return existsSync(own) ? own : join(root, 'data');
}

const isOffice = (data: string): boolean => existsSync(join(officeFolder(data), 'keys'));
const officeFolder = (data: string): string =>
  existsSync(join(data, 'office')) ? join(data, 'office') : data;
const stationFolder = (data: string): string =>
  existsSync(join(data, 'station')) ? join(data, 'station') : data;
