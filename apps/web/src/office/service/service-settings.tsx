import { TextInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceSettingsView } from '@rekam/protocol/http/service-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { hoursWords } from '../../words/office/hours.ts';
import { useAct, useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { Saving } from './saving.tsx';
import { SpecialDays } from './special-days.tsx';
import { WeekForm } from './week-form.tsx';

/** Hours, holidays and quotas: what residents see, and what silence is measured by. */
export function ServiceSettings() {
  const w = useWords(hoursWords);
  const hours = useAnswer(officeApi.getServiceHours);
  const settings = useAnswer(officeApi.getServiceSettings);
  return (
    <Page heading={w.heading} lead={w.lead}>
      {hours.value && settings.value ? (
        <>
          <WeekForm hours={hours.value} />
          <SpecialDays hours={hours.value} />
          <Section heading={w.places} lead={w.positionHint}>
            {settings.value.places.map((row) => (
              <PlaceForm key={row.place.id} row={row} />
            ))}
          </Section>
        </>
      ) : (
        <NotYet problem={hours.problem ?? settings.problem} />
      )}
    </Page>
  );
}

function PlaceForm({ row }: { readonly row: ServiceSettingsView['places'][number] }) {
  const w = useWords(hoursWords);
  const action = useAct();
  const [quota, setQuota] = useState(row.quota === null ? '' : String(row.quota));
  const [address, setAddress] = useState(row.address);
  const [saved, setSaved] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const body = { quota: quota === '' ? null : Number(quota), address };
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
      </div>
      <Saving problem={action.problem} busy={action.busy} saved={saved} name={w.saveOf(row.place.name)} />
    </form>
  );
}
