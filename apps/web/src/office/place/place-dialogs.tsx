import { TextInput } from '@mantine/core';
import { parsePosition } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { KeptPlaceRow } from '@rekam/protocol/http/place-api.ts';
import { placeRefusals } from '@rekam/protocol/refusals/place.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { placeWords } from '../../words/office/place.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { ReasonDialog } from '../frame/reason-dialog.tsx';

interface PlaceDialogProps {
  readonly place: KeptPlaceRow;
  readonly onClose: () => void;
}

const said = (position: KeptPlaceRow['position']): string =>
  position ? `${position.latitude}, ${position.longitude}` : '';

/** Another name, and where the place stands. */
export function ChangePlaceDialog({ place, onClose }: PlaceDialogProps) {
  const w = useWords(placeWords);
  const { language } = useLanguage();
  const action = useAct();
  const [name, setName] = useState(place.name);
  const [text, setText] = useState(said(place.position));
  const [checked, setChecked] = useState(false);
  const position = parsePosition(text);
  const submit = () => {
    setChecked(true);
    if (!position.ok) return;
    const body = {
      ...(name !== place.name && { name }),
      ...(text !== said(place.position) && { position: position.value }),
    };
    void action.run(() => call(officeApi.changePlace, { params: { id: place.id }, body }), onClose);
  };
  return (
    <FormDialog
      heading={w.changeOf(place.name)}
      onClose={onClose}
      action={action}
      onSubmit={submit}
      act={w.save}
    >
      <TextInput
        label={w.name}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {place.kind === 'mobile-unit' ? null : (
        <TextInput
          label={w.position}
          description={w.positionHint}
          autoComplete="off"
          maxLength={60}
          error={checked && !position.ok ? placeRefusals.PLACE_POSITION[language] : undefined}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
    </FormDialog>
  );
}

/** Takes a place out of use; refused while something stands there. */
export function RetirePlaceDialog({ place, onClose }: PlaceDialogProps) {
  const w = useWords(placeWords);
  const params = { id: place.id };
  return (
    <ReasonDialog
      heading={w.retireOf(place.name)}
      lead={w.retireLead}
      action={w.retire}
      grave
      act={(reason) => call(officeApi.retirePlace, { params, body: { reason } })}
      onClose={onClose}
    >
      <p className="soft">{w.here(place.sets, place.spares, place.stations)}</p>
    </ReasonDialog>
  );
}
