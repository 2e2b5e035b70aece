import { Button, NativeSelect } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { repairApi } from '@rekam/protocol/http/repair-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { repairWords } from '../../words/office/repair.ts';
import { useAct, useAnswer } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { useSession } from '../session.tsx';

/** One tap for each resident who could not be served here. */
export function TurnedAway() {
  const w = useWords(repairWords).turnedAway;
  const { officer } = useSession();
  const places = useAnswer(officeApi.listPlaces);
  const counted = useAnswer(repairApi.listTurnedAway, { query: { days: 30 } });
  const action = useAct();
  const [chosen, setChosen] = useState('');
  const [last, setLast] = useState<{ factSeq: number; placeId: string } | null>(null);
  const [today, setToday] = useState<number | null>(null);
  const own = (officer?.roles ?? []).flatMap(({ placeId }) => (placeId === null ? [] : [placeId]));
  const everywhere = officer?.roles.some(({ placeId }) => placeId === null) ?? false;
  const shown = (places.value ?? []).filter(({ id }) => everywhere || own.includes(id));
  const placeId = chosen || shown[0]?.id || '';
  const here = (counted.value ?? []).filter((count) => count.placeId === placeId);
  const sum = here.reduce((total, { residents }) => total + residents, 0);
  const tap = () =>
    void action.run(
      () => call(repairApi.countTurnedAway, { body: { placeId } }),
      (made) => {
        setLast({ factSeq: made.factSeq, placeId });
        setToday(made.today);
      },
    );
  const undo = () =>
    void action.run(
      () => call(repairApi.withdrawTurnedAway, { body: { factSeq: last?.factSeq ?? 0 } }),
      (left) => {
        setLast(null);
        setToday(left.today);
      },
    );
  return (
    <Section heading={w.heading} lead={w.lead}>
      <div className="row">
        <NativeSelect
          label={w.place}
          value={placeId}
          onChange={(event) => {
            setChosen(event.target.value);
            setLast(null);
            setToday(null);
          }}
          data={shown.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button size="md" loading={action.busy} disabled={placeId === ''} onClick={tap}>
          {w.tap}
        </Button>
        {last?.placeId === placeId ? (
          <Button variant="default" onClick={undo}>
            {w.undo}
          </Button>
        ) : null}
        <p className="soft" role="status">
          {today === null ? '' : `${w.today(today)} · `}
          {sum === 0 ? w.uncounted : w.month(sum)}
        </p>
      </div>
      <ProblemNotice problem={action.problem} />
    </Section>
  );
}
