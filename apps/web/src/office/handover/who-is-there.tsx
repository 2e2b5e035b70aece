import { Button } from '@mantine/core';
import type { HandoverView } from '@rekam/protocol/http/handover-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSentence, useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { terms } from '../../words/terms/index.ts';
import { useAct } from '../asking.ts';
import { Section, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';

const tones = { same: 'good', different: 'bad', inconclusive: 'warn' } as const;

/** What the counter's finger said, what is missing, and the second officer's word. */
export function WhoIsThere({ handover }: { readonly handover: HandoverView }) {
  const words = useWords(handoverWords);
  const w = words.who;
  const t = useWords(terms);
  const sentence = useSentence();
  const { prints, tries, triesLeft, printTaken, way, missing } = handover;
  const fingers = prints.map((finger) => t.subjects[finger]).join(', ');
  return (
    <Section heading={w.heading} lead={prints.length > 0 ? w.prints(fingers) : w.noPrints}>
      {tries.length > 0 ? <Tries tries={tries} /> : null}
      {prints.length > 0 && way !== 'finger' ? (
        <p className="soft">
          {tries.length === 0 ? `${w.none} ` : ''}
          {w.left(triesLeft)}
        </p>
      ) : null}
      {printTaken ? <p>{w.kept(t.subjects[printTaken.finger], printTaken.station)}</p> : null}
      {missing ? (
        <Notice kind="calm">
          <p role="status">{sentence(missing)}</p>
        </Notice>
      ) : null}
      {way === 'finger' ? (
        <Notice kind="good">
          <p role="status">{w.known}</p>
        </Notice>
      ) : null}
      {handover.needsSecond ? <Second handover={handover} /> : null}
    </Section>
  );
}

function Tries({ tries }: Pick<HandoverView, 'tries'>) {
  const w = useWords(handoverWords).who;
  const t = useWords(terms);
  const moment = useMoment();
  const { columns: c } = w;
  return (
    <Table caption={w.heading} columns={[c.at, c.finger, c.verdict, c.station]}>
      {tries.map(({ at, finger, verdict, doubt, looksLike, station }) => (
        <tr key={at}>
          <Cell of={c.at}>{moment(at)}</Cell>
          <Cell of={c.finger}>{t.subjects[finger]}</Cell>
          <Cell of={c.verdict}>
            <Tag tone={tones[verdict]}>{w.verdicts[verdict]}</Tag>
            {looksLike ? (
              <small>{w.insteadOf(t.subjects[looksLike])}</small>
            ) : doubt ? (
              <small>{w.doubts[doubt]}</small>
            ) : null}
          </Cell>
          <Cell of={c.station}>{station}</Cell>
        </tr>
      ))}
    </Table>
  );
}

function Second({ handover: { id, own, agreed } }: { readonly handover: HandoverView }) {
  const w = useWords(handoverWords).second;
  const may = useMay();
  const moment = useMoment();
  const action = useAct();
  if (agreed)
    return (
      <Notice kind="good">
        <p role="status">{w.agreed(agreed.by, moment(agreed.at))}</p>
      </Notice>
    );
  const agree = () => action.run(() => call(officeApi.agreeToHandover, { params: { id } }));
  return (
    <>
      <Notice kind="warn">
        <p role="status">
          {w.needed} {own ? w.own : ''}
        </p>
      </Notice>
      {may('handover.agree') && !own ? (
        <Button loading={action.busy} onClick={() => void agree()}>
          {w.agree}
        </Button>
      ) : null}
      <ProblemNotice problem={action.problem} />
    </>
  );
}
