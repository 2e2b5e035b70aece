import { NativeSelect, TextInput } from '@mantine/core';
import type { PlainDate } from '@rekam/domain';
import type { ServiceHoursView } from '@rekam/protocol/http/hours-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { hoursWords } from '../../words/office/hours.ts';
import { useAct } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { Saving } from './saving.tsx';

type Week = ServiceHoursView['week'];
interface Typed {
  readonly opens: string;
  readonly closes: string;
}

const typedOf = (week: Week): Typed[] =>
  week.map((day) => ({ opens: day?.opens ?? '', closes: day?.closes ?? '' }));
const weekOf = (typed: readonly Typed[]): Week =>
  typed.map(({ opens, closes }) => (opens === '' && closes === '' ? null : { opens, closes }));

/** The week of the office or of one place, from a day on. */
export function WeekForm({ hours }: { readonly hours: ServiceHoursView }) {
  const w = useWords(hoursWords);
  const action = useAct();
  const [placeId, setPlaceId] = useState('');
  const [own, setOwn] = useState(true);
  const [from, setFrom] = useState<string>(hours.today);
  const [typed, setTyped] = useState(() => typedOf(hours.week));
  const [saved, setSaved] = useState(false);
  const choose = (chosen: string) => {
    const week = hours.places.find(({ place }) => place.id === chosen)?.week ?? null;
    setPlaceId(chosen);
    setOwn(chosen === '' || week !== null);
    setTyped(typedOf(week ?? hours.week));
    setSaved(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const body = {
      placeId: placeId === '' ? null : placeId,
      from: from as PlainDate,
      week: own ? weekOf(typed) : null,
    };
    void action.run(
      () => call(officeApi.setServiceHours, { body }),
      () => setSaved(true),
    );
  };
  const change = (index: number, part: Partial<Typed>) =>
    setTyped(typed.map((day, i) => (i === index ? { ...day, ...part } : day)));
  return (
    <Section heading={w.week} lead={w.weekHint}>
      <form className="stack" onSubmit={submit} noValidate>
        <div className="columns">
          <NativeSelect
            label={w.whose}
            value={placeId}
            data={[
              { value: '', label: w.everyPlace },
              ...hours.places.map(({ place }) => ({ value: place.id, label: place.name })),
            ]}
            onChange={(event) => choose(event.target.value)}
          />
          <TextInput
            type="date"
            label={w.from}
            min={hours.today}
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
        </div>
        {placeId === '' ? null : (
          <NativeSelect
            label={w.which}
            value={own ? 'own' : 'office'}
            data={[
              { value: 'office', label: w.asOffice },
              { value: 'own', label: w.own },
            ]}
            onChange={(event) => setOwn(event.target.value === 'own')}
          />
        )}
        {own
          ? w.days.split(' ').map((day, index) => (
              <div key={day} className="columns">
                <TextInput
                  inputMode="numeric"
                  placeholder="08:00"
                  label={w.opens(day)}
                  value={typed[index]!.opens}
                  onChange={(event) => change(index, { opens: event.target.value })}
                />
                <TextInput
                  inputMode="numeric"
                  placeholder="16:00"
                  label={w.closes(day)}
                  value={typed[index]!.closes}
                  onChange={(event) => change(index, { closes: event.target.value })}
                />
              </div>
            ))
          : null}
        <Saving problem={action.problem} busy={action.busy} saved={saved} name={w.saveWeek} />
      </form>
      <Coming hours={hours} />
    </Section>
  );
}

/** Weeks that begin later. */
function Coming({ hours }: { readonly hours: ServiceHoursView }) {
  const w = useWords(hoursWords);
  const later = hours.hours.filter(({ from }) => from > hours.today);
  if (later.length === 0) return null;
  const nameOf = (placeId: string | null) =>
    hours.places.find(({ place }) => place.id === placeId)?.place.name ?? w.everyPlace;
  return (
    <ul>
      {later.map(({ placeId, from, week }) => (
        <li key={`${placeId} ${from}`}>
          {w.coming(nameOf(placeId), formatDate(from), week === null ? w.asOffice : spoken(week, w))}
        </li>
      ))}
    </ul>
  );
}

const spoken = (week: Week, w: { readonly days: string; readonly closedDay: string }): string =>
  w.days
    .split(' ')
    .map((day, index) => `${day} ${week[index] ? `${week[index].opens}–${week[index].closes}` : w.closedDay}`)
    .join(', ');
