/** `bin/rekam COMMAND …`: looks the command up and runs it. Every command is a file of its own; none imports another app. */
import { commandNamed, printHelp } from './commands.ts';
import { UsageError } from './options.ts';

const [words, rest] = splitCommand(process.argv.slice(2));
const command = commandNamed(words);
if (command === undefined || rest.includes('--help')) {
  printHelp(command);
  process.exitCode = command === undefined && !['help', '--help', '-h'].includes(words[0] ?? 'help') ? 64 : 0;
} else {
  process.exitCode = await command.run(rest).catch(explain);
}

/** The leading words without a dash name the command: `spool list --json` → [['spool','list'], ['--json']]. */
function splitCommand(argv: string[]): [string[], string[]] {
  const known = commandNamed(argv.slice(0, 2)) ? 2 : 1;
  return [argv.slice(0, known), argv.slice(known)];
}

function explain(error: unknown): number {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`✗ ${error.message}\n`);
  printHelp(command);
  return 64;
}
