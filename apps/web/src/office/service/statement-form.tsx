import { NativeSelect, TextInput } from '@mantine/core';
import {
  type Instant,
  type PlainDate,
  type ServiceCause,
  type StatedService,
  serviceCauses,
  statedServices,
} from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface StatementFormProps {
  readonly places: ServiceStatusView['places'];
  readonly onClose: () => void;
}

/** Causes that a person can know of; the others are derived. */
const statable: readonly ServiceCause[] = serviceCauses.filter((cause) =>
  ['no-operator', 'power', 'line', 'centre', 'blanks', 'printer', 'room', 'device-missing', 'other'].includes(
    cause,
  ),
);

export function StatementForm({ places, onClose }: StatementFormProps) {
  const w = useWords(serviceWords);
  const action = useAct();
  const [service, setService] = useState<StatedService>('tunggal');
  const [placeId, setPlaceId] = useState('');
  const [condition, setCondition] = useState<'open' | 'limited' | 'stopped'>('stopped');
  const [cause, setCause] = useState<ServiceCause>('centre');
  const [note, setNote] = useState('');
  const [reference, setReference] = useState('');
  const [expectedUntil, setExpectedUntil] = useState('');
  const submit = () => {
    const body = {
      service,
      placeId: placeId === '' ? null : placeId,
      condition,
      cause: condition === 'open' ? null : cause,
      note,
      reference,
      // Not ahead of the office's clock, whatever this computer's says.
      since: new Date(Date.now() - 60_000).toISOString() as Instant,
      expectedUntil: expectedUntil === '' ? null : (expectedUntil as PlainDate),
    };
    void action.run(() => call(officeApi.makeStatement, { body }), onClose);
  };
  return (
    <FormDialog
      heading={w.form.heading}
      onClose={onClose}
      wide
      action={action}
      onSubmit={submit}
      act={w.form.action}
    >
      <NativeSelect
        label={w.form.service}
        value={service}
        data={statedServices.map((value) => ({ value, label: w.stated[value] }))}
        onChange={(event) => setService(event.target.value as StatedService)}
      />
      <NativeSelect
        label={w.form.place}
        value={placeId}
        data={[
          { value: '', label: w.city },
          ...places.map(({ place }) => ({ value: place.id, label: place.name })),
        ]}
        onChange={(event) => setPlaceId(event.target.value)}
      />
      <NativeSelect
        label={w.form.condition}
        value={condition}
        data={(['stopped', 'limited', 'open'] as const).map((value) => ({
          value,
          label: w.conditions[value],
        }))}
        onChange={(event) => setCondition(event.target.value as typeof condition)}
      />
      {condition === 'open' ? null : (
        <NativeSelect
          label={w.form.cause}
          value={cause}
          data={statable.map((value) => ({ value, label: w.causes[value] }))}
          onChange={(event) => setCause(event.target.value as ServiceCause)}
        />
      )}
      <TextInput
        label={w.form.reference}
        maxLength={200}
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      <TextInput
        label={w.form.note}
        maxLength={300}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <TextInput
        type="date"
        label={w.form.expectedUntil}
        value={expectedUntil}
        onChange={(event) => setExpectedUntil(event.target.value)}
      />
    </FormDialog>
  );
}
