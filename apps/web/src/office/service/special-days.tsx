import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { PlainDate } from '@rekam/domain';
import type { ServiceHoursView, SpecialDayRow } from '@rekam/protocol/http/hours-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { hoursWords } from '../../words/office/hours.ts';
import { useAct } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { HolidayFileDialog } from './holiday-file-dialog.tsx';
import { Saving } from './saving.tsx';

/** Holidays and days with hours of their own. */
export function SpecialDays({ hours }: { readonly hours: ServiceHoursView }) {
  const w = useWords(hoursWords);
  const [reading, setReading] = useState(false);
  const acts = (
    <Button variant="default" onClick={() => setReading(true)}>
      {w.file.open}
    </Button>
  );
  return (
    <Section heading={w.special} lead={w.specialHint} acts={acts}>
      {hours.specialDays.length === 0 ? <p className="soft">{w.noSpecial}</p> : <DayTable hours={hours} />}
      <NewDay hours={hours} />
      {reading ? <HolidayFileDialog onClose={() => setReading(false)} /> : null}
    </Section>
  );
}

function DayTable({ hours }: { readonly hours: ServiceHoursView }) {
  const w = useWords(hoursWords);
  const action = useAct();
  const { columns } = w;
  const drop = ({ date, placeId }: SpecialDayRow) =>
    void action.run(() => call(officeApi.dropSpecialDay, { body: { date, placeId } }));
  return (
    <>
      <ProblemNotice problem={action.problem} />
      <Table
        caption={w.special}
        columns={[columns.date, columns.name, columns.place, columns.hours, columns.acts]}
      >
        {hours.specialDays.map((day) => (
          <tr key={`${day.date} ${day.placeId}`}>
            <Cell of={columns.date} className="digits">
              {formatDate(day.date)}
            </Cell>
            <Cell of={columns.name}>{day.name}</Cell>
            <Cell of={columns.place}>
              {hours.places.find(({ place }) => place.id === day.placeId)?.place.name ?? w.everyPlace}
            </Cell>
            <Cell of={columns.hours}>
              {day.hours === null ? w.closedDay : `${day.hours.opens}–${day.hours.closes}`}
            </Cell>
            <Cell of={columns.acts}>
              <Button
                variant="default"
                size="xs"
                loading={action.busy}
                aria-label={w.dropOf(day.name, formatDate(day.date))}
                onClick={() => drop(day)}
              >
                {w.drop}
              </Button>
            </Cell>
          </tr>
        ))}
      </Table>
    </>
  );
}

function NewDay({ hours }: { readonly hours: ServiceHoursView }) {
  const w = useWords(hoursWords);
  const action = useAct();
  const empty = { date: '', name: '', placeId: '', opens: '', closes: '' };
  const [typed, setTyped] = useState(empty);
  const [saved, setSaved] = useState(false);
  const field = (name: keyof typeof empty) => ({
    value: typed[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      setTyped({ ...typed, [name]: event.target.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const { date, name, placeId, opens, closes } = typed;
    const body = {
      date: date as PlainDate,
      name,
      placeId: placeId === '' ? null : placeId,
      hours: opens === '' && closes === '' ? null : { opens, closes },
    };
    void action.run(
      () => call(officeApi.setSpecialDay, { body }),
      () => {
        setTyped(empty);
        setSaved(true);
      },
    );
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <div className="columns">
        <TextInput type="date" label={w.columns.date} {...field('date')} />
        <TextInput label={w.columns.name} maxLength={80} {...field('name')} />
        <NativeSelect
          label={w.columns.place}
          data={[
            { value: '', label: w.everyPlace },
            ...hours.places.map(({ place }) => ({ value: place.id, label: place.name })),
          ]}
          {...field('placeId')}
        />
      </div>
      <div className="columns">
        <TextInput
          label={w.specialOpens}
          description={w.specialOpensHint}
          inputMode="numeric"
          placeholder="08:00"
          {...field('opens')}
        />
        <TextInput label={w.specialCloses} inputMode="numeric" placeholder="12:00" {...field('closes')} />
      </div>
      <Saving problem={action.problem} busy={action.busy} saved={saved} name={w.addSpecial} />
    </form>
  );
}
