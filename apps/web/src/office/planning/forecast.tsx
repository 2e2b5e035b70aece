import { Button } from '@mantine/core';
import { isSmall, smallChance } from '@rekam/domain/forecast/forecast.ts';
import type { ForecastView } from '@rekam/protocol/http/planning-api.ts';
import { planningApi } from '@rekam/protocol/http/planning-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { planningWords } from '../../words/office/planning.ts';
import { useAnswer } from '../asking.ts';
import { NotYet, Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';

/** The chances of a stop, by place; computed when asked for, since it plays thousands of futures through. */
export function ForecastSection() {
  const w = useWords(planningWords);
  const [wanted, setWanted] = useState(false);
  const forecast = useAnswer(planningApi.getForecast, undefined, { enabled: wanted });
  return (
    <Section
      heading={w.forecast}
      lead={w.forecastLead}
      acts={wanted ? null : <Button onClick={() => setWanted(true)}>{w.computeForecast}</Button>}
    >
      {wanted && !forecast.value ? <NotYet problem={forecast.problem} /> : null}
      {forecast.value ? <Chances forecast={forecast.value} /> : null}
    </Section>
  );
}

/** What may happen is never said to be nothing. */
const percent = (share: number): string =>
  share > 0 && share < 0.005 ? '<1' : String(Math.round(share * 100));

function Chances({ forecast }: { readonly forecast: ForecastView }) {
  const w = useWords(planningWords);
  const { record } = forecast;
  const rows = [{ id: 'city', name: w.city, ...forecast.city }, ...forecast.places];
  const columns = [w.columns.place, w.within(30), w.within(90)] as const;
  const said = ({ likely, low, high }: ForecastView['city']['within30']): string =>
    isSmall({ likely, low, high })
      ? w.small(smallChance.toldAs * 100)
      : w.chance(percent(likely), percent(low), percent(high));
  return (
    <>
      <Table caption={w.forecast} columns={columns}>
        {rows.map(({ id, name, stopped, within30, within90 }) => (
          <tr key={id}>
            <Cell of={columns[0]}>
              <strong>{name}</strong>
            </Cell>
            <Cell of={columns[1]}>{stopped ? w.already : said(within30)}</Cell>
            <Cell of={columns[2]}>{stopped ? w.already : said(within90)}</Cell>
          </tr>
        ))}
      </Table>
      <p className="soft">
        {record.forecasts === 0
          ? w.noRecord
          : w.record(record.forecasts, percent(record.said), percent(record.happened))}
      </p>
    </>
  );
}
