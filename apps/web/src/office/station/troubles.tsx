import { Button } from '@mantine/core';
import type { TroubleRow } from '@rekam/protocol/http/health-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { terms } from '../../words/terms/index.ts';
import { useAct, useAnswer } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';

const freshEveryMs = 5000;
const shown = 20;

/** What the office noticed by itself about devices, open ones first. */
export function Troubles() {
  const w = useWords(serviceWords).troubles;
  const troubles = useAnswer(officeApi.listTroubles, { query: { limit: shown } }, { everyMs: freshEveryMs });
  const action = useAct();
  const { columns } = w;
  if (!troubles.value) return null;
  return (
    <Section heading={w.heading} lead={w.lead}>
      <ProblemNotice problem={action.problem} />
      {troubles.value.length === 0 ? <p className="soft">{w.none}</p> : null}
      {troubles.value.length > 0 ? (
        <Table
          caption={w.heading}
          columns={[columns.device, columns.what, columns.since, columns.until, columns.acts]}
        >
          {troubles.value.map((trouble) => (
            <TroubleLine key={trouble.id} trouble={trouble} action={action} />
          ))}
        </Table>
      ) : null}
    </Section>
  );
}

interface TroubleLineProps {
  readonly trouble: TroubleRow;
  readonly action: ReturnType<typeof useAct>;
}

function TroubleLine({ trouble, action }: TroubleLineProps) {
  const w = useWords(serviceWords).troubles;
  const t = useWords(terms);
  const may = useMay();
  const moment = useMoment();
  const { columns } = w;
  const { stationId, stationName, placeName, kind, serialNo, symptom, track, since, endedAt } = trouble;
  const device = t.devices[kind];
  const clean = () =>
    void action.run(() => call(officeApi.noteCleaned, { params: { id: stationId }, body: { kind } }));
  return (
    <tr>
      <Cell of={columns.device}>
        <strong>{device}</strong>
        <small>
          {placeName}, {stationName}
        </small>
        {serialNo === null ? null : <small className="soft">{serialNo}</small>}
      </Cell>
      <Cell of={columns.what}>{w.symptoms[symptom] ?? symptom}</Cell>
      <Cell of={columns.since}>{moment(since)}</Cell>
      <Cell of={columns.until}>{endedAt === null ? w.open : moment(endedAt)}</Cell>
      <Cell of={columns.acts}>
        {track === 'quality' && endedAt === null && may('device.care') ? (
          <Button variant="default" size="xs" aria-label={w.cleanedOf(device, placeName)} onClick={clean}>
            {w.cleaned}
          </Button>
        ) : null}
      </Cell>
    </tr>
  );
}
