import { NativeSelect } from '@mantine/core';
import { steps } from '@rekam/domain/enrolment/steps.ts';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useLanguage, useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { reportWords } from '../../words/office/report.ts';
import { terms } from '../../words/terms/index.ts';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { Table } from '../frame/table.tsx';
import { useDuration } from '../frame/use-duration.ts';

type StationTimes = AnswerOf<typeof officeApi.stepStatistics>[number];
const spans = [7, 30, 90, 365] as const;

/** Where the minutes go: medians per station and step. */
export function Statistics() {
  const w = useWords(reportWords).statistics;
  const [days, setDays] = useState<number>(30);
  const asked = useAnswer(officeApi.stepStatistics, { query: { days } }, { keepLast: true });
  const choice = (
    <NativeSelect
      label={w.days}
      value={String(days)}
      onChange={(event) => setDays(Number(event.target.value))}
      data={spans.map((span) => ({ value: String(span), label: w.lastDays(span) }))}
    />
  );
  return (
    <Page heading={w.heading} lead={w.lead} acts={choice}>
      {asked.value ? <Times stations={asked.value} /> : <NotYet problem={asked.problem} />}
    </Page>
  );
}

function Times({ stations }: { readonly stations: readonly StationTimes[] }) {
  const w = useWords(reportWords).statistics;
  const f = useWords(frameWords);
  const t = useWords(terms);
  const { language } = useLanguage();
  const duration = useDuration();
  if (stations.length === 0) {
    return (
      <Empty icon="hourglass" heading={w.none}>
        <p>{w.noneLead}</p>
      </Empty>
    );
  }
  const known = steps.filter((step) =>
    stations.some((station) => station.steps.some((one) => one.step === step)),
  );
  const longest = Math.max(
    1,
    ...stations.flatMap((station) => station.steps.map(({ medianMs }) => medianMs)),
  );
  return (
    <>
      <Table
        caption={w.heading}
        columns={[
          w.station,
          ...[w.recordings, w.total, ...known.map((step) => t.steps[step])].map((figures) => ({ figures })),
        ]}
        cards={false}
      >
        {stations.map((station) => (
          <tr key={station.stationId}>
            <th scope="row">{station.stationName}</th>
            <td className="number">{station.recordings.toLocaleString(language)}</td>
            <td className="number">
              <b>{duration(station.medianTotalMs)}</b>
            </td>
            {known.map((step) => {
              const one = station.steps.find((time) => time.step === step);
              return (
                <td key={step} className="number">
                  {one ? <StepTime {...one} longest={longest} /> : f.none}
                </td>
              );
            })}
          </tr>
        ))}
      </Table>
      <p className="soft">{w.slowest}</p>
    </>
  );
}

function StepTime(props: { medianMs: number; medianAttempts: number; longest: number }) {
  const w = useWords(reportWords).statistics;
  const { language } = useLanguage();
  const duration = useDuration();
  const { medianMs, medianAttempts, longest } = props;
  return (
    <div className="median">
      <span>{duration(medianMs)}</span>
      <span className="step-bar" aria-hidden="true">
        <span style={{ width: `${(100 * medianMs) / longest}%` }} />
      </span>
      {medianAttempts > 1 ? <small>{w.attempts(medianAttempts.toLocaleString(language))}</small> : null}
    </div>
  );
}
