/**
 * A station without screens and devices, for the fault harness: the real spool and the real sending on a disk that
 * forgets, driven by lines of JSON.
 *
 *   stdin   {"id":1,"do":"seal",…}          see `AgentCommand`
 *   stdout  {"id":1,"answer":{…}}           written before anything else happens
 *
 * It dies by its own hand, with SIGKILL, in the middle of the file operation it was told to.
 */
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { AgentCommand } from '@rekam/protocol/process/fault-agent.ts';
import { watchStarter } from '@rekam/protocol/process/running-program.ts';
import { openWorkplace, type Workplace } from './workplace.ts';

const say = (line: object): void => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

let workplace: Workplace | null = null;

async function obey(command: AgentCommand): Promise<object> {
  if (command.do === 'open') {
    await workplace?.leave();
    workplace = await openWorkplace(command);
    return { opened: true };
  }
  if (workplace === null) throw new Error('open a workplace first');
  return workplace.obey(command);
}

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { id, ...command } = JSON.parse(line) as AgentCommand & { id: number };
    obey(command as AgentCommand).then(
      (answer) => say({ id, answer }),
      (error: unknown) =>
        say({ id, failed: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' }),
    );
  })
  .on('close', () => process.exit(0));
watchStarter(() => process.exit(0));
