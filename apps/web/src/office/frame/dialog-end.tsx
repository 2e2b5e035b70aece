import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Action } from '../../parts/use-action.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

interface DialogEndProps {
  readonly action: Pick<Action, 'busy' | 'problem'>;
  readonly onClose: () => void;
  /** What cannot be undone stands out. */
  readonly grave?: boolean;
  readonly disabled?: boolean;
  /** Words of the act. */
  readonly children: ReactNode;
}

/** How the form of a dialog ends: the refusal if there is one, the way back, the act. */
export function DialogEnd({ action, onClose, grave = false, disabled = false, children }: DialogEndProps) {
  const { cancel } = useWords(frameWords);
  return (
    <>
      <ProblemNotice problem={action.problem} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {cancel}
        </Button>
        <Button
          type="submit"
          loading={action.busy}
          disabled={disabled}
          {...(grave ? { color: 'red.9' } : {})}
        >
          {children}
        </Button>
      </div>
    </>
  );
}
