/** `bin/rekam bench people`: a hundred people at the office's screens at once, and two and a half times as many for a while. */
import { parseArgs } from 'node:util';
import { officeApi } from '@rekam/protocol';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { processPassword } from '../testing/office-process.ts';
import { watchDisk } from './disk-beside.ts';
import { type FurnishedOffice, startFurnishedOffice } from './furnished-office.ts';
import type { OfficeOfMany } from './office-of-many.ts';
import { makeWork, type Outcome, type Work } from './people-at-work.ts';
import { figuresOf, isQuickEnough, limits, type PhaseFigures, tellPhase } from './people-figures.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '100' },
    residents: { type: 'string', default: '435000' },
    recordings: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '60' },
  },
});

const say = (words: string): void => void process.stderr.write(`${words}\n`);

/** An officer's pause between two acts, ms on the average. */
const pauseMs = 2_000;

async function main(): Promise<boolean> {
  const furnished = await startFurnishedOffice(
    { residents: Number(values.residents), recordings: Number(values.recordings) },
    say,
  );
  try {
    return await measure(furnished);
  } finally {
    await furnished.stop();
  }
}

interface Phase {
  readonly name: string;
  readonly people: number;
  readonly seconds: number;
}

async function measure({ office, niks, folder }: FurnishedOffice): Promise<boolean> {
  const people = Number(values.people);
  const seconds = Number(values.seconds);
  const phases: readonly Phase[] = [
    // An office that has just started, and the disk after so much was written to it.
    { name: 'settling', people, seconds: seconds / 3 },
    { name: 'measured', people, seconds },
    { name: 'spike', people: Math.round(people * 2.5), seconds: seconds / 3 },
    { name: 'after', people, seconds: seconds / 3 },
  ];
  const most = Math.max(...phases.map((phase) => phase.people));
  const work = makeWork(await signIn(office, most), niks);
  const figures: Record<string, PhaseFigures> = {};
  for (const phase of phases) {
    const disk = await watchDisk(folder);
    const outcomes = await play(work, phase);
    figures[phase.name] = figuresOf(outcomes, await disk.stop(), phase);
    say(tellPhase(phase.name, figures[phase.name]!));
  }
  const failed = Object.values(figures).reduce((sum, phase) => sum + phase.failed, 0);
  const held = isQuickEnough(figures.measured!) && failed === 0;
  const memoryMb = office.peakMb();
  say(`the office's process held ${memoryMb} MB at most`);
  if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, limits, memoryMb, held })}\n`);
  return held;
}

/** Sessions of so many people; they share one account, as no account is asked for its name. */
async function signIn({ url, head }: OfficeOfMany, people: number): Promise<readonly ApiClient[]> {
  await head.call(officeApi.addOfficer, {
    body: {
      username: 'penyelia',
      password: processPassword,
      name: 'Penyelia',
      roles: [{ role: 'supervisor', placeId: null }],
    },
  });
  const sessions: ApiClient[] = [];
  while (sessions.length < people) {
    const client = new ApiClient(url);
    await client.call(officeApi.signIn, { body: { username: 'penyelia', password: processPassword } });
    sessions.push(client);
  }
  return sessions;
}

async function play(work: Work, { people, seconds }: Phase): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const until = performance.now() + seconds * 1000;
  const person = async (index: number): Promise<void> => {
    for (;;) {
      const pause = -Math.log(1 - Math.random()) * pauseMs;
      if (performance.now() + pause >= until) return;
      await new Promise((resolve) => setTimeout(resolve, pause));
      outcomes.push(await work.act(index));
    }
  };
  await Promise.all(Array.from({ length: people }, (_, index) => person(index)));
  return outcomes;
}

process.exitCode = (await main()) ? 0 : 1;
