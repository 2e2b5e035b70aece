import { Button } from '@mantine/core';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

interface TurningProps {
  /** Number of the first row shown, from 1. */
  readonly from: number;
  readonly pageLength: number;
  readonly hasMore: boolean;
  readonly earlier: string;
  readonly onTurn: (from: number) => void;
}

/** Turns the pages of a list that is numbered from its head. */
export function Turning({ from, pageLength, hasMore, earlier, onTurn }: TurningProps) {
  const f = useWords(frameWords);
  return (
    <div className="row">
      {from > 1 ? (
        <Button variant="default" onClick={() => onTurn(Math.max(1, from - pageLength))}>
          {earlier}
        </Button>
      ) : null}
      {hasMore ? (
        <Button variant="default" onClick={() => onTurn(from + pageLength)}>
          {f.next}
        </Button>
      ) : null}
    </div>
  );
}
