import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

interface TurningProps {
  /** Undefined at the head of the list. */
  readonly onBack: (() => void) | undefined;
  /** Undefined on the last page. */
  readonly onNext: (() => void) | undefined;
  /** Where back leads; without it, to the newest. */
  readonly back?: string | undefined;
  /** What is said of the page, beside its turns. */
  readonly children?: ReactNode;
}

/** Turns the pages of a list. */
export function Turning({ onBack, onNext, back, children }: TurningProps) {
  const f = useWords(frameWords);
  if (!onBack && !onNext && !children) return null;
  return (
    <div className="foot">
      <span className="soft">{children}</span>
      <div className="page-acts">
        {onBack ? (
          <Button variant="default" onClick={onBack}>
            {back ?? f.newest}
          </Button>
        ) : null}
        {onNext ? <Button onClick={onNext}>{f.next} →</Button> : null}
      </div>
    </div>
  );
}

interface NumberedTurningProps {
  /** Number of the first row shown, from 1. */
  readonly from: number;
  readonly pageLength: number;
  readonly hasMore: boolean;
  readonly earlier: string;
  readonly onTurn: (from: number) => void;
}

/** Turns the pages of a list that is numbered from its head. */
export function NumberedTurning({ from, pageLength, hasMore, earlier, onTurn }: NumberedTurningProps) {
  return (
    <Turning
      back={earlier}
      onBack={from > 1 ? () => onTurn(Math.max(1, from - pageLength)) : undefined}
      onNext={hasMore ? () => onTurn(from + pageLength) : undefined}
    />
  );
}
