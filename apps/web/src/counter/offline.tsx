/** How long this station may go on without its office, and how long its packets have waited, in words. */
import { formatAge } from '../parts/format.ts';
import { Notice } from '../parts/notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { useStation } from './station.tsx';

const dayMs = 86_400_000;

export interface AllowanceLeft {
  readonly state: 'fine' | 'warning' | 'blocked';
  /** `2 hari`, `9 jam`. */
  readonly time: string;
  readonly recordings: number;
}

/** Null while the station has no rules to go by. */
export function useAllowance(): AllowanceLeft | null {
  const { ago } = useWords(counterWords);
  const { allowance } = useStation().state;
  if (!allowance) return null;
  const { state, daysLeft, recordingsLeft } = allowance;
  return { state, time: formatAge(daysLeft * dayMs, ago), recordings: recordingsLeft };
}

/** Age of the oldest packet that the office has not taken. */
export function useOldestAge(): string {
  const { ago } = useWords(counterWords);
  const { spool, clock } = useStation().state;
  const since = spool.oldestUnsentAt;
  return formatAge(since ? Math.max(0, Date.parse(clock.now) - Date.parse(since)) : 0, ago);
}

/** Warns long before nothing more can begin here, and says so before anybody has been searched for. */
export function AllowanceNotice() {
  const w = useWords(counterWords).find;
  const allowance = useAllowance();
  if (!allowance || allowance.state === 'fine') return null;
  const blocked = allowance.state === 'blocked';
  return (
    <Notice kind={blocked ? 'bad' : 'warn'}>
      <p>{blocked ? w.blocked : w.allowanceLeft(allowance.time, allowance.recordings)}</p>
    </Notice>
  );
}
