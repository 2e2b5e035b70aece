import { fork } from 'node:child_process';

/** What the playing process tells of one case. */
export interface PlayedCase {
  readonly number: number;
  readonly target: string;
  readonly injury: string;
  readonly outcome: 'refused' | 'accepted' | 'crashed';
  /** Where it was thrown. */
  readonly detail?: string;
  /** Most memory that the process ever held, Node itself included. */
  readonly peakMemoryMb: number;
}

/** A case that broke the engine; `bin/rekam fingerprint fuzz --seed S --only NUMBER` plays it again. */
export interface BrokenCase {
  readonly number: number;
  readonly outcome: 'crashed' | 'hung';
  readonly detail: string;
}

export interface CaseTally {
  cases: number;
  refused: number;
  accepted: number;
  crashed: number;
  hung: number;
  peakMemoryMb: number;
  readonly broken: BrokenCase[];
}

export interface WatchedRun {
  /** A program called with SEED FROM TO that sends a `PlayedCase` for each number. */
  readonly program: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Without a word for so long, a process counts as hung. A case takes milliseconds, its start a second. */
  readonly hangMs: number;
}

/** Plays all cases; where the process dies or stands still, that case is written down and the next begins anew. */
export async function watchCases(run: WatchedRun): Promise<CaseTally> {
  const tally: CaseTally = {
    cases: 0,
    refused: 0,
    accepted: 0,
    crashed: 0,
    hung: 0,
    peakMemoryMb: 0,
    broken: [],
  };
  for (let next = run.from; next < run.to; ) next = await playFrom(next, run, tally);
  tally.peakMemoryMb = Math.round(tally.peakMemoryMb);
  return tally;
}

/** One process, until all is played or it breaks; gives the number after the last case that was judged. */
function playFrom(
  from: number,
  { program, seed, to, hangMs }: WatchedRun,
  tally: CaseTally,
): Promise<number> {
  const player = fork(program, [seed, from, to].map(String), {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let next = from;
  let lastWords = '';
  let hung = false;
  player.stderr!.on('data', (part: Buffer) => {
    lastWords = `${lastWords}${part}`.slice(-2000);
  });
  const watchdog = setTimeout(() => {
    hung = true;
    player.kill('SIGKILL');
  }, hangMs);
  player.on('message', (played: PlayedCase) => {
    watchdog.refresh();
    next = played.number + 1;
    count(tally, played);
  });
  return new Promise((resolve) => {
    player.on('close', (code, signal) => {
      clearTimeout(watchdog);
      if (next < to) {
        const detail = hung ? `no word for ${hangMs} ms` : `process ended (${signal ?? code}): ${lastWords}`;
        breakCase(tally, { number: next, outcome: hung ? 'hung' : 'crashed', detail });
        next++;
      }
      resolve(next);
    });
  });
}

function count(
  tally: CaseTally,
  { number, target, injury, outcome, detail, peakMemoryMb }: PlayedCase,
): void {
  tally.peakMemoryMb = Math.max(tally.peakMemoryMb, peakMemoryMb);
  if (outcome === 'crashed') {
    breakCase(tally, { number, outcome, detail: `${target}, ${injury}: ${detail}` });
    return;
  }
  tally.cases++;
  tally[outcome]++;
}

function breakCase(tally: CaseTally, broken: BrokenCase): void {
  tally.cases++;
  tally[broken.outcome]++;
  tally.broken.push(broken);
}
