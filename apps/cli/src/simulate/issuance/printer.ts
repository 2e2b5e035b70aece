/**
 * A card printer of the simulation: CUPS' `ippeveprinter` with an engine that draws real serials from its hopper, jams,
 * runs out, stands open and breaks off, as its plan of faults says. Its log is the truth that the office is held against.
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPaperPrinter } from '@rekam/devices/printer/testing/paper-printer.ts';
import type { Touch } from './judge.ts';

/** `jam`: the blank is spoiled. `break-off`: the job ends before it draws one. */
export type PrinterFault = 'cover-open' | 'jam' | 'break-off';

export interface SimulatedPrinter {
  readonly name: string;
  readonly url: string;
  /** Puts blanks into the tray, which the printer draws in once its hopper is empty. */
  load(pieces: readonly string[]): void;
  /** What somebody sees who stands before it; null: nothing is wrong. */
  trouble(): Trouble | null;
  /** Takes the jammed card out, or closes the cover. */
  mend(): void;
  /** Blanks that went through it so far, in their order. */
  touches(): readonly Touch[];
  /** How often each fault happened. */
  faults(): Readonly<Record<PrinterFault | 'media-empty', number>>;
  stop(): Promise<void>;
}

export type Trouble = 'media-empty' | 'jam' | 'cover-open';

/** @param plan by the number of the job, from 1 */
export async function startPrinter(
  name: string,
  plan: ReadonlyMap<number, PrinterFault>,
): Promise<SimulatedPrinter> {
  const { url, folder, stop } = await startPaperPrinter(engine);
  const file = (leaf: string) => join(folder, leaf);
  const lines = (leaf: string): string[] =>
    existsSync(file(leaf)) ? readFileSync(file(leaf), 'utf8').split('\n').slice(0, -1) : [];
  /** Whole or not there: the engine reads it beside us. */
  const put = (leaf: string, text: string): void => {
    writeFileSync(file(`${leaf}.new`), text);
    renameSync(file(`${leaf}.new`), file(leaf));
  };
  for (const [job, fault] of plan) put(`fault-${job}`, fault);
  return {
    name,
    url,
    load: (pieces) => put('tray', pieces.map((piece) => `${piece}\n`).join('')),
    trouble: () => {
      const [trouble] = lines('trouble') as Trouble[];
      // Blanks that lie in the tray are about to be drawn in.
      return trouble === undefined || (trouble === 'media-empty' && existsSync(file('tray')))
        ? null
        : trouble;
    },
    mend: () => rmSync(file('trouble'), { force: true }),
    touches: () =>
      lines('touches').map((line) => {
        const [jobName, piece, outcome] = line.split(' ') as [string, string, Touch['outcome']];
        const dash = jobName.lastIndexOf('-');
        return {
          cardId: jobName.slice(0, dash),
          attempt: Number(jobName.slice(dash + 1)),
          piece,
          outcome,
        };
      }),
    faults: () => {
      const count = (fault: string) => lines('faults').filter((line) => line === fault).length;
      return {
        'media-empty': count('media-empty'),
        jam: count('jam'),
        'cover-open': count('cover-open'),
        'break-off': count('break-off'),
      };
    },
    stop,
  };
}

const engine = `
job=$(( $(cat "$OUT/jobs" 2>/dev/null || echo 0) + 1 )); echo "$job" > "$OUT/jobs"
fault=$(cat "$OUT/fault-$job" 2>/dev/null)
[ -n "$fault" ] && echo "$fault" >> "$OUT/faults"
# stands TROUBLE REASON: says so until somebody has mended it
stands() {
  echo "$1" > "$OUT/trouble"; echo "STATE: +$2" >&2
  while [ -e "$OUT/trouble" ]; do sleep 0.05; done
  echo "STATE: -$2" >&2
}
[ "$fault" = cover-open ] && stands cover-open cover-open-error
[ "$fault" = break-off ] && exit 1
if [ ! -s "$OUT/hopper" ] && [ ! -e "$OUT/tray" ]; then
  echo media-empty >> "$OUT/faults"; echo media-empty > "$OUT/trouble"; echo "STATE: +media-empty-error" >&2
  while [ ! -e "$OUT/tray" ]; do sleep 0.05; done
  rm -f "$OUT/trouble"; echo "STATE: -media-empty-error" >&2
fi
[ -s "$OUT/hopper" ] || mv "$OUT/tray" "$OUT/hopper"
read -r piece < "$OUT/hopper"
sed -i 1d "$OUT/hopper"
if [ "$fault" = jam ]; then
  echo "$IPP_JOB_NAME $piece jammed" >> "$OUT/touches"
  stands jam media-jam-error
  exit 1
fi
cp "$1" "$OUT/$IPP_JOB_NAME.pdf"
echo "$IPP_JOB_NAME $piece printed" >> "$OUT/touches"
`;
