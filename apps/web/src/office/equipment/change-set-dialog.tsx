import { NativeSelect, TextInput } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { setChangeWords } from '../../words/office/set-change.ts';
import { useAct, useAnswer } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useMay } from '../session.tsx';
import { type PaperEntry, PaperFields } from './paper-fields.tsx';

interface ChangeSetDialogProps {
  readonly set: SetView;
  readonly onClose: () => void;
}

/** Another name, place or station; what is in the set moves along. */
export function ChangeSetDialog({ set, onClose }: ChangeSetDialogProps) {
  const w = useWords(setChangeWords);
  const may = useMay();
  const places = useAnswer(officeApi.listPlaces);
  const stations = useAnswer(officeApi.listStations, undefined, { enabled: may('station.view') });
  const action = useAct();
  const [placeId, setPlaceId] = useState(set.place.id);
  const [name, setName] = useState(set.name);
  const [stationId, setStationId] = useState(set.station?.id ?? '');
  const [paper, setPaper] = useState<PaperEntry | null>(null);
  const moves = placeId !== set.place.id;
  const here = (stations.value ?? [])
    .filter(({ place, state }) => place.id === placeId && state === 'active')
    .map(({ id, name: label }) => ({ value: id, label }));
  const kept = !moves && set.station && !here.some(({ value }) => value === set.station?.id);
  const choices = kept && set.station ? [{ value: set.station.id, label: set.station.name }, ...here] : here;
  const chosen = choices.some(({ value }) => value === stationId) ? stationId : '';
  const submit = () => {
    const body = {
      ...(moves && { placeId }),
      ...(name !== set.name && { name }),
      ...(chosen !== (set.station?.id ?? '') && { stationId: chosen === '' ? null : chosen }),
      paper: paper as never,
    };
    void action.run(() => call(equipmentApi.changeSet, { params: { id: set.id }, body }), onClose);
  };
  const filled = set.slots.filter(({ component }) => component !== null).length;
  const to = places.value?.find(({ id }) => id === placeId)?.name ?? '';
  return (
    <FormDialog heading={w.change} onClose={onClose} action={action} onSubmit={submit} act={w.save}>
      <p className="soft">{w.changeLead}</p>
      <TextInput
        label={w.name}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <NativeSelect
        label={w.place}
        value={placeId}
        onChange={(event) => setPlaceId(event.target.value)}
        data={(places.value ?? [set.place]).map(({ id, name: label }) => ({ value: id, label }))}
      />
      <NativeSelect
        label={w.station}
        value={chosen}
        onChange={(event) => setStationId(event.target.value)}
        data={[{ value: '', label: w.noStation }, ...choices]}
      />
      {moves ? (
        <>
          <p>
            {w.moves(filled, to)} {set.station ? w.stationStays(set.station.name) : null}
          </p>
          <PaperFields onChange={setPaper} />
        </>
      ) : null}
    </FormDialog>
  );
}
