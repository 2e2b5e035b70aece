import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { stationWords } from '../../words/office/station.ts';
import { terms } from '../../words/terms/index.ts';
import { useAct, useAnswer } from '../asking.ts';
import { CopyButton } from '../frame/copy-button.tsx';
import { DialogEnd } from '../frame/dialog-end.tsx';
import { useMoment } from '../session.tsx';
import { NewPlace } from './new-place.tsx';

type Place = AnswerOf<typeof officeApi.listPlaces>[number];
interface MadeCode extends AnswerOf<typeof officeApi.makeStationCode> {
  readonly name: string;
  readonly placeName: string;
}

/** Asks for which place, then shows the code this once. */
export function CodeDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(stationWords).code;
  const [made, setMade] = useState<MadeCode | null>(null);
  return (
    <Dialog heading={made ? w.readyHeading : w.heading} onClose={onClose}>
      {made ? <ReadyCode made={made} onClose={onClose} /> : <CodeForm onMade={setMade} onClose={onClose} />}
    </Dialog>
  );
}

interface CodeFormProps {
  readonly onMade: (made: MadeCode) => void;
  readonly onClose: () => void;
}

function CodeForm({ onMade, onClose }: CodeFormProps) {
  const w = useWords(stationWords).code;
  const places = useAnswer(officeApi.listPlaces);
  const action = useAct();
  const [placeId, setPlaceId] = useState('');
  const [name, setName] = useState('');
  const [checked, setChecked] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const place = places.value?.find(({ id }) => id === placeId);
    if (!place || name.trim() === '') return;
    const body = { placeId: place.id, name: name.trim() };
    void action.run(
      () => call(officeApi.makeStationCode, { body }),
      (code) => onMade({ ...code, name: body.name, placeName: place.name }),
    );
  };
  return (
    <div className="dialog-body">
      <form className="stack" onSubmit={submit} noValidate>
        <p className="soft">{w.lead}</p>
        <PlaceSelect
          places={places.value ?? []}
          value={placeId}
          onChoose={setPlaceId}
          wrong={checked && placeId === '' ? w.placeMissing : undefined}
        />
        <TextInput
          label={w.name}
          description={w.nameHint}
          error={checked && name.trim() === '' ? w.nameMissing : undefined}
          autoComplete="off"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <DialogEnd action={action} onClose={onClose}>
          {w.action}
        </DialogEnd>
      </form>
      <NewPlace onAdded={(place) => setPlaceId(place.id)} />
    </div>
  );
}

interface PlaceSelectProps {
  readonly places: readonly Place[];
  readonly value: string;
  readonly onChoose: (placeId: string) => void;
  readonly wrong: string | undefined;
}

function PlaceSelect({ places, value, onChoose, wrong }: PlaceSelectProps) {
  const w = useWords(stationWords).code;
  const t = useWords(terms);
  const groups = [...new Set(places.map(({ kind }) => kind))];
  return (
    <NativeSelect
      label={w.place}
      description={w.placeHint}
      error={wrong}
      value={value}
      onChange={(event) => onChoose(event.target.value)}
    >
      <option value="">{w.choosePlace}</option>
      {groups.map((group) => (
        <optgroup key={group} label={t.placeKinds[group]}>
          {places
            .filter(({ kind }) => kind === group)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </optgroup>
      ))}
    </NativeSelect>
  );
}

/** Names under which a computer knows only itself. */
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

function ReadyCode({ made, onClose }: { readonly made: MadeCode; readonly onClose: () => void }) {
  const w = useWords(stationWords).code;
  const f = useWords(frameWords);
  const moment = useMoment();
  return (
    <div className="dialog-body">
      <p>
        {w.ready(made.name, made.placeName)} {w.expires(moment(made.expiresAt))}
      </p>
      <p className="code-big">{made.code}</p>
      <div>
        <strong>{w.command}</strong>
        <code className="command">{made.command}</code>
      </div>
      <p className="soft">{w.orType}</p>
      {loopbackNames.has(location.hostname) ? <p className="soft">{w.onlyHere}</p> : null}
      <Notice kind="warn">
        <p>{w.once}</p>
      </Notice>
      <div className="dialog-actions">
        <div className="page-acts">
          <CopyButton text={made.command} label={w.copyCommand} />
          <CopyButton text={made.code} label={w.copyCode} />
        </div>
        <Button onClick={onClose}>{f.close}</Button>
      </div>
    </div>
  );
}
