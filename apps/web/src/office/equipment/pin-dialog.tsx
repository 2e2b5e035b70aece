import { Button, TextInput } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { registerWords } from '../../words/office/register.ts';
import { useAct, useAnswer } from '../asking.ts';
import { useMoment } from '../session.tsx';

/** PINs with which people at a place report by label. */
export function PinDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(registerWords).pins;
  const f = useWords(frameWords);
  const places = useAnswer(officeApi.listPlaces);
  const pins = useAnswer(equipmentApi.listPlacePins);
  return (
    <Dialog heading={w.heading} onClose={onClose}>
      <div className="dialog-body">
        <p>{w.lead}</p>
        <ul className="pins">
          {(places.value ?? []).map(({ id, name }) => (
            <PlacePin
              key={id}
              placeId={id}
              name={name}
              setAt={pins.value?.find(({ placeId }) => placeId === id)?.setAt ?? null}
            />
          ))}
        </ul>
        <div className="dialog-actions">
          <Button onClick={onClose}>{f.close}</Button>
        </div>
      </div>
    </Dialog>
  );
}

interface PlacePinProps {
  readonly placeId: string;
  readonly name: string;
  readonly setAt: string | null;
}

function PlacePin({ placeId, name, setAt }: PlacePinProps) {
  const w = useWords(registerWords).pins;
  const moment = useMoment();
  const action = useAct();
  const [pin, setPin] = useState('');
  const [checked, setChecked] = useState(false);
  const wrong = !/^\d{6,12}$/.test(pin);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (wrong) return;
    const input = { params: { id: placeId }, body: { pin } };
    void action.run(
      () => call(equipmentApi.setPlacePin, input),
      () => {
        setPin('');
        setChecked(false);
      },
    );
  };
  return (
    <li>
      <form className="row" onSubmit={submit} noValidate>
        <TextInput
          className="grow"
          label={name}
          description={setAt === null ? w.none : w.setSince(moment(setAt))}
          error={checked && wrong ? w.wrong : undefined}
          placeholder={w.pin}
          inputMode="numeric"
          autoComplete="off"
          maxLength={12}
          value={pin}
          onChange={(event) => setPin(event.target.value)}
        />
        <Button type="submit" variant="default" loading={action.busy} aria-label={`${w.set} ${name}`}>
          {w.set}
        </Button>
      </form>
      <ProblemNotice problem={action.problem} />
    </li>
  );
}
