import type { EnrolmentRow } from '@rekam/protocol/http/enrolment-api.ts';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { Tag, type Tone } from '../frame/pieces.tsx';

const tones: Readonly<Record<EnrolmentRow['state'], Tone>> = {
  received: 'calm',
  counted: 'good',
  held: 'bad',
  'set-aside': 'still',
};

export function StateTag({ row }: { readonly row: Pick<EnrolmentRow, 'state' | 'heldReason'> }) {
  const w = useWords(enrolmentWords);
  return (
    <>
      <Tag tone={tones[row.state]}>{w.states[row.state]}</Tag>
      {row.state === 'held' && row.heldReason ? <small>{w.heldReasons[row.heldReason]}</small> : null}
    </>
  );
}
