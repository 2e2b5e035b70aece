import { NativeSelect } from '@mantine/core';
import { type Service, services } from '@rekam/domain/service-status/service.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { serviceWords } from '../../words/office/service.ts';
import { go } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';

/** Asks for a draft of how a service stands now. */
export function AskDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(announcementWords);
  const s = useWords(serviceWords);
  const action = useAct();
  const places = useAnswer(officeApi.listPlaces);
  const [service, setService] = useState<Service>('rekam');
  const [placeId, setPlaceId] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { service, placeId: placeId === '' ? null : placeId };
    void action.run(
      () => call(officeApi.askAnnouncementDraft, { body }),
      ({ id }) => go(`/announcements/${id}`),
    );
  };
  return (
    <Dialog heading={w.askHeading} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
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
        <DialogEnd action={action} onClose={onClose}>
          {w.askAction}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
