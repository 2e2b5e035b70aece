import { NativeSelect } from '@mantine/core';
import { type Service, services } from '@rekam/domain/service-status/service.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { serviceWords } from '../../words/office/service.ts';
import { go } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

/** Asks for a draft of how a service stands now. */
export function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(announcementWords);
  const s = useWords(serviceWords);
  const action = useAct();
  const places = useAnswer(officeApi.listPlaces);
  const [service, setService] = useState<Service>('rekam');
  const [placeId, setPlaceId] = useState('');
  const submit = () => {
    const body = { service, placeId: placeId === '' ? null : placeId };
    void action.run(
      () => call(officeApi.askAnnouncementDraft, { body }),
      ({ id }) => go(`/announcements/${id}`),
    );
  };
  return (
    <FormDialog heading={w.askHeading} onClose={onClose} action={action} onSubmit={submit} act={w.askAction}>
      <p>{w.askLead}</p>
      <NativeSelect
        label={w.askService}
        value={service}
        data={services.map((value) => ({ value, label: s.services[value] }))}
        onChange={(event) => setService(event.target.value as Service)}
      />
      <NativeSelect
        label={w.askPlace}
        value={placeId}
        data={[
          { value: '', label: s.city },
          ...(places.value ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setPlaceId(event.target.value)}
      />
    </FormDialog>
  );
}
