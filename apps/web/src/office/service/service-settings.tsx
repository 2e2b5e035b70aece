import { Button, Textarea, TextInput } from '@mantine/core';
import type { PlainDate } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceSettingsView } from '@rekam/protocol/http/service-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { useAct, useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';

/** Hours, holidays and quotas: what residents see, and what silence is measured by. */
export function ServiceSettings() {
  const w = useWords(serviceWords).hours;
  const settings = useAnswer(officeApi.getServiceSettings);
  return (
    <Page heading={w.heading} lead={w.lead}>
      {settings.value ? (
        <>
          <OfficeHours settings={settings.value} />
          <Section heading={w.places}>
            {settings.value.places.map((row) => (
              <PlaceForm key={row.place.id} row={row} />
            ))}
          </Section>
        </>
      ) : (
        <NotYet problem={settings.problem} />
      )}
    </Page>
  );
}

/** `2026-12-25 Natal` a line; the first line that is none comes back as text. */
function parseHolidays(text: string): { date: PlainDate; name: string; placeId: null }[] | string {
  const holidays = [];
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    if (line === '') continue;
    const match = /^(\d{4}-\d{2}-\d{2})\s+(.{2,80})$/.exec(line);
    if (!match) return line;
    holidays.push({ date: match[1] as PlainDate, name: match[2]!, placeId: null });
  }
  return holidays;
}

function OfficeHours({ settings }: { readonly settings: ServiceSettingsView }) {
  const w = useWords(serviceWords).hours;
  const action = useAct();
  const [week, setWeek] = useState(() =>
    settings.week.map((day) => ({ opens: day?.opens ?? '', closes: day?.closes ?? '' })),
  );
  const [text, setText] = useState(() =>
    settings.holidays
      .filter(({ placeId }) => placeId === null)
      .map(({ date, name }) => `${date} ${name}`)
      .join('\n'),
  );
  const [saved, setSaved] = useState(false);
  const holidays = parseHolidays(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    if (typeof holidays === 'string') return;
    const own = settings.holidays.filter(({ placeId }) => placeId !== null);
    const body = {
      week: week.map((day) => (day.opens === '' && day.closes === '' ? null : day)),
      holidays: [...holidays, ...own],
    };
    void action.run(
      () => call(officeApi.setOfficeHours, { body }),
      () => setSaved(true),
    );
  };
  const change = (index: number, part: Partial<(typeof week)[number]>) =>
    setWeek(week.map((day, i) => (i === index ? { ...day, ...part } : day)));
  return (
    <Section heading={w.week} lead={w.weekHint}>
      <form className="stack" onSubmit={submit} noValidate>
        {w.days.split(' ').map((day, index) => (
          <div key={day} className="columns">
            <TextInput
              inputMode="numeric"
              placeholder="08:00"
              label={w.opens(day)}
              value={week[index]!.opens}
              onChange={(event) => change(index, { opens: event.target.value })}
            />
            <TextInput
              inputMode="numeric"
              placeholder="16:00"
              label={w.closes(day)}
              value={week[index]!.closes}
              onChange={(event) => change(index, { closes: event.target.value })}
            />
          </div>
        ))}
        <Textarea
          label={w.holidays}
          description={w.holidaysHint}
          error={typeof holidays === 'string' ? w.holidayWrong(holidays) : undefined}
          rows={6}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Saving problem={action.problem} busy={action.busy} saved={saved} name={w.save} />
      </form>
    </Section>
  );
}

function PlaceForm({ row }: { readonly row: ServiceSettingsView['places'][number] }) {
  const w = useWords(serviceWords).hours;
  const action = useAct();
  const [quota, setQuota] = useState(row.quota === null ? '' : String(row.quota));
  const [address, setAddress] = useState(row.address);
  const [latitude, setLatitude] = useState(row.location ? String(row.location.latitude) : '');
  const [longitude, setLongitude] = useState(row.location ? String(row.location.longitude) : '');
  const [saved, setSaved] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const located = latitude !== '' && longitude !== '';
    const body = {
      week: row.week,
      quota: quota === '' ? null : Number(quota),
      address,
      location: located ? { latitude: Number(latitude), longitude: Number(longitude) } : null,
    };
    void action.run(
      () => call(officeApi.setPlaceService, { params: { id: row.place.id }, body }),
      () => setSaved(true),
    );
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <h3>{row.place.name}</h3>
      <div className="columns">
        <TextInput
          label={w.quota}
          description={w.quotaHint}
          inputMode="numeric"
          value={quota}
          onChange={(event) => setQuota(event.target.value)}
        />
        <TextInput
          label={w.address}
          maxLength={200}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <TextInput
          label={w.latitude}
          inputMode="decimal"
          value={latitude}
          onChange={(event) => setLatitude(event.target.value)}
        />
        <TextInput
          label={w.longitude}
          inputMode="decimal"
          value={longitude}
          onChange={(event) => setLongitude(event.target.value)}
        />
      </div>
      <Saving problem={action.problem} busy={action.busy} saved={saved} name={w.saveOf(row.place.name)} />
    </form>
  );
}

interface SavingProps {
  readonly problem: ReturnType<typeof useAct>['problem'];
  readonly busy: boolean;
  readonly saved: boolean;
  readonly name: string;
}

function Saving({ problem, busy, saved, name }: SavingProps) {
  const w = useWords(serviceWords).hours;
  return (
    <>
      <ProblemNotice problem={problem} />
      <div className="page-acts">
        <Button type="submit" loading={busy}>
          {name}
        </Button>
        {saved ? <span role="status">{w.saved}</span> : null}
      </div>
    </>
  );
}
