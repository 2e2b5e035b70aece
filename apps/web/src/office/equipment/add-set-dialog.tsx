import { NativeSelect, TextInput } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { useAct, useAnswer } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useMay } from '../session.tsx';

export function AddSetDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(equipmentWords).adding;
  const may = useMay();
  const places = useAnswer(officeApi.listPlaces);
  const stations = useAnswer(officeApi.listStations, undefined, { enabled: may('station.view') });
  const action = useAct();
  const [placeId, setPlaceId] = useState('');
  const [name, setName] = useState('Set 1');
  const [stationId, setStationId] = useState('');
  const [checked, setChecked] = useState(false);
  const missing = placeId === '' || name.trim() === '';
  const submit = () => {
    setChecked(true);
    if (missing) return;
    const body = { placeId, name, stationId: stationId === '' ? null : stationId };
    void action.run(() => call(equipmentApi.addSet, { body }), onClose);
  };
  const here = (stations.value ?? []).filter(
    ({ place, state }) => place.id === placeId && state === 'active',
  );
  return (
    <FormDialog heading={w.heading} onClose={onClose} action={action} onSubmit={submit} act={w.action}>
      <NativeSelect
        label={w.place}
        error={checked && placeId === '' ? w.missing : undefined}
        value={placeId}
        onChange={(event) => setPlaceId(event.target.value)}
        data={[
          { value: '', label: w.choosePlace },
          ...(places.value ?? []).map(({ id, name: label }) => ({ value: id, label })),
        ]}
      />
      <TextInput
        label={w.name}
        description={w.nameHint}
        error={checked && name.trim() === '' ? w.missing : undefined}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <NativeSelect
        label={w.station}
        value={stationId}
        onChange={(event) => setStationId(event.target.value)}
        data={[
          { value: '', label: w.noStation },
          ...here.map(({ id, name: label }) => ({ value: id, label })),
        ]}
      />
    </FormDialog>
  );
}
