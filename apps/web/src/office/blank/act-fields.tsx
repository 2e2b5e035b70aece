import { Textarea, TextInput } from '@mantine/core';
import { useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { Upload } from '../equipment/upload.tsx';
import type { ActField } from './acts.ts';

/** What a movement is told with; null or empty for what this one has not. */
export interface Told {
  readonly paper: string | null;
  readonly reason: string | null;
  readonly dueOn: string | null;
  readonly counterpart: string | null;
  readonly photos: readonly string[];
  readonly witnesses: readonly { readonly name: string; readonly position: string }[];
}

export const untold: Told = {
  paper: null,
  reason: null,
  dueOn: null,
  counterpart: null,
  photos: [],
  witnesses: [],
};

const noWitnesses = [
  { name: '', position: '' },
  { name: '', position: '' },
];

interface ActFieldsProps {
  readonly fields: readonly ActField[];
  readonly told: Told;
  readonly onChange: (told: Told) => void;
}

export function ActFields({ fields, told, onChange }: ActFieldsProps) {
  const w = useWords(blankWords).form;
  const has = (field: ActField): boolean => fields.includes(field);
  const entered = (text: string): string | null => (text.trim() === '' ? null : text);
  return (
    <>
      {has('paper') ? (
        <TextInput
          label={w.paper}
          maxLength={100}
          autoComplete="off"
          value={told.paper ?? ''}
          onChange={(event) => onChange({ ...told, paper: entered(event.target.value) })}
        />
      ) : null}
      {has('dueOn') ? (
        <TextInput
          type="date"
          label={w.dueOn}
          value={told.dueOn ?? ''}
          onChange={(event) => onChange({ ...told, dueOn: entered(event.target.value) })}
        />
      ) : null}
      {has('reason') ? (
        <Textarea
          label={w.reason}
          rows={2}
          maxLength={500}
          value={told.reason ?? ''}
          onChange={(event) => onChange({ ...told, reason: entered(event.target.value) })}
        />
      ) : null}
      {has('photo') ? (
        <Upload
          label={w.photo}
          accept="image/jpeg,image/png"
          onUploaded={(id) => onChange({ ...told, photos: id === null ? [] : [id] })}
        />
      ) : null}
      {has('counterpart') ? (
        <TextInput
          label={w.counterpart}
          description={w.counterpartHint}
          maxLength={120}
          value={told.counterpart ?? ''}
          onChange={(event) => onChange({ ...told, counterpart: entered(event.target.value) })}
        />
      ) : null}
      {has('witnesses') ? <Witnesses told={told} onChange={onChange} /> : null}
    </>
  );
}

function Witnesses({ told, onChange }: Omit<ActFieldsProps, 'fields'>) {
  const w = useWords(blankWords).form;
  const witnesses = told.witnesses.length > 0 ? told.witnesses : noWitnesses;
  const set = (index: number, change: object) =>
    onChange({ ...told, witnesses: witnesses.map((one, i) => (i === index ? { ...one, ...change } : one)) });
  return witnesses.map(({ name, position }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: witnesses have no name yet
    <fieldset className="plain-fieldset" key={index}>
      <legend>{w.witness(index + 1)}</legend>
      <div className="row">
        <TextInput
          className="grow"
          label={w.name}
          maxLength={80}
          value={name}
          onChange={(event) => set(index, { name: event.target.value })}
        />
        <TextInput
          className="grow"
          label={w.position}
          maxLength={80}
          value={position}
          onChange={(event) => set(index, { position: event.target.value })}
        />
      </div>
    </fieldset>
  ));
}
