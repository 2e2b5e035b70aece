import type { Problem } from '@rekam/protocol/http/parts.ts';
import type { ReactNode } from 'react';
import { useSentence } from '../words/language.tsx';
import { Notice } from './notice.tsx';

interface ProblemNoticeProps {
  readonly problem: Problem | null;
  /** Buttons with what can be done now. */
  readonly children?: ReactNode;
}

/** A refusal in the words of the server, which say what to do next; the code beside it is for the telephone. */
export function ProblemNotice({ problem, children }: ProblemNoticeProps) {
  const sentence = useSentence();
  if (!problem) return null;
  return (
    <Notice kind="bad" alert>
      <p>{sentence(problem.sentence)}</p>
      <p className="notice-code">{problem.code}</p>
      {children ? <div className="notice-actions">{children}</div> : null}
    </Notice>
  );
}
