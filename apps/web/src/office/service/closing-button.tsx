import { Button, Checkbox, TextInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { hoursWords } from '../../words/office/hours.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useMay } from '../session.tsx';

/** The place closes before its time today; one tap takes it back. */
export function ClosingButton({ row }: { readonly row: ServiceStatusView['places'][number] }) {
  const w = useWords(hoursWords).closing;
  const may = useMay();
  const action = useAct();
  const [asking, setAsking] = useState(false);
  const [closes, setCloses] = useState('');
  const [allDay, setAllDay] = useState(false);
  const [reason, setReason] = useState('');
  const { place, opening, closedEarly } = row;
  if (!may('service.report') || (opening.today === null && !closedEarly)) return null;
  const send = (closing: { closes: string | null; reason: string } | null) =>
    void action.run(
      () => call(officeApi.closeEarly, { params: { id: place.id }, body: { closing } }),
      () => setAsking(false),
    );
  const submit = () => {
    send({ closes: allDay ? null : closes, reason });
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={action.busy}
        aria-label={closedEarly ? `${w.takeBack}: ${place.name}` : `${w.open}: ${place.name}`}
        onClick={() => (closedEarly ? send(null) : setAsking(true))}
      >
        {closedEarly ? w.takeBack : w.open}
      </Button>
      {asking ? (
        <FormDialog
          heading={w.heading(place.name)}
          onClose={() => setAsking(false)}
          action={action}
          onSubmit={submit}
          act={w.action}
        >
          <p>{w.lead}</p>
          <TextInput
            label={w.closes}
            inputMode="numeric"
            placeholder="12:00"
            disabled={allDay}
            value={closes}
            onChange={(event) => setCloses(event.target.value)}
          />
          <Checkbox label={w.allDay} checked={allDay} onChange={(event) => setAllDay(event.target.checked)} />
          <TextInput
            label={w.reason}
            maxLength={120}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </FormDialog>
      ) : null}
    </>
  );
}
