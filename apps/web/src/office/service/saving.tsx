import { Button } from '@mantine/core';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { hoursWords } from '../../words/office/hours.ts';
import type { useAct } from '../asking.ts';

interface SavingProps {
  readonly problem: ReturnType<typeof useAct>['problem'];
  readonly busy: boolean;
  readonly saved: boolean;
  readonly name: string;
}

/** The end of a form that stays: its button, and that it was kept. */
export function Saving({ problem, busy, saved, name }: SavingProps) {
  const w = useWords(hoursWords);
  return (
    <>
      <ProblemNotice problem={problem} />
      <div className="page-acts">
        <Button type="submit" loading={busy}>
          {name}
        </Button>
        {saved ? <span role="status">{w.saved}</span> : null}
      </div>
    </>
  );
}
