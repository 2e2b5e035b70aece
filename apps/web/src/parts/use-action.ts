import type { Problem } from '@rekam/protocol/http/parts.ts';
import { useCallback, useRef, useState } from 'react';
import type { Answered } from './client.ts';

export interface Action {
  readonly busy: boolean;
  /** What came of the last call, when it was refused. */
  readonly problem: Problem | null;
  readonly forget: () => void;
  /** Runs one call at a time: a second press while the first is under way does nothing. */
  readonly run: <T>(calling: () => Promise<Answered<T>>, then?: (value: T) => void) => Promise<void>;
}

/** One button's worth of work: busy while it runs, with the refusal kept for the screen to show. */
export function useAction(afterwards?: () => void): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  const run = useCallback(
    async <T>(calling: () => Promise<Answered<T>>, then?: (value: T) => void) => {
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setProblem(null);
      const answered = await calling();
      running.current = false;
      setBusy(false);
      if (answered.ok) then?.(answered.value);
      else setProblem(answered.problem);
      afterwards?.();
    },
    [afterwards],
  );
  const forget = useCallback(() => setProblem(null), []);
  return { busy, problem, forget, run };
}
