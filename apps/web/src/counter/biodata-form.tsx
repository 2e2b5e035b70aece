import type { Biodata } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { counterApi, type EnrolmentView } from '@rekam/protocol/http/counter-api.ts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { call } from '../parts/client.ts';
import { InputField, SelectField } from '../parts/field.tsx';
import { formatDate } from '../parts/format.ts';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { terms } from '../words/terms/index.ts';
import {
  type BiodataEntries,
  biodataChoices,
  checkBiodata,
  emptyBiodata,
  type WrongField,
} from './biodata-entries.ts';
import type { Sought } from './find-form.tsx';
import { NikInput } from './nik-input.tsx';
import { Screen } from './screen.tsx';
import { useStationAction } from './station.tsx';

type Kelurahan = AnswerOf<typeof counterApi.listKelurahan>;

interface BiodataFormProps {
  readonly sought: Sought;
  readonly onBack: () => void;
  readonly onBegun: (view: EnrolmentView) => void;
}

/** A resident whom this station does not know, typed in from the family card. */
export function BiodataForm({ sought, onBack, onBegun }: BiodataFormProps) {
  const w = useWords(counterWords);
  const action = useStationAction();
  const kelurahan = useKelurahan();
  const form = useRef<HTMLFormElement>(null);
  const [entries, setEntries] = useState<BiodataEntries>(() => ({
    ...emptyBiodata,
    nik: sought.nik,
    name: sought.name,
    birthDate: sought.birthDate ? formatDate(sought.birthDate) : '',
  }));
  const [wrong, setWrong] = useState<readonly WrongField[]>([]);
  const submit = () => {
    const checked = checkBiodata(entries);
    setWrong(checked.wrong);
    if (!checked.biodata) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const typed: Biodata = checked.biodata;
    void action.run(() => call(counterApi.beginEnrolment, { body: { typed } }), onBegun);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Screen
      heading={w.form.heading}
      lead={w.form.lead}
      primary={{ words: w.form.action, onClick: submit, busy: action.busy }}
      focusPrimary={false}
      back={{ words: w.back, onClick: onBack }}
    >
      {wrong.length > 0 ? (
        <Notice kind="warn" alert>
          <p>{w.form.somethingWrong(wrong.length)}</p>
        </Notice>
      ) : null}
      <form ref={form} className="form-grid" onSubmit={onSubmit}>
        <Fields entries={entries} wrong={wrong} kelurahan={kelurahan} onChange={setEntries} />
        <button type="submit" hidden />
      </form>
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}

interface FieldsProps {
  readonly entries: BiodataEntries;
  readonly wrong: readonly WrongField[];
  readonly kelurahan: Kelurahan;
  readonly onChange: (entries: BiodataEntries) => void;
}

function Fields({ entries, wrong, kelurahan, onChange }: FieldsProps) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const words: Readonly<Partial<Record<keyof Biodata, string>>> = w.form.wrong;
  const wrongOf = (field: keyof Biodata) =>
    wrong.includes(field) ? (words[field] ?? w.form.wrong.choice) : undefined;
  const put = (field: keyof Biodata, value: string) => onChange({ ...entries, [field]: value });
  const text = (field: keyof Biodata, more: { className?: string; maxLength?: number } = {}) => (
    <InputField
      label={t.fields[field]}
      wrong={wrongOf(field)}
      className={more.className}
      maxLength={more.maxLength ?? 60}
      autoComplete="off"
      spellCheck={false}
      value={entries[field]}
      onChange={(event) => put(field, event.target.value.toUpperCase())}
    />
  );
  const choice = (field: keyof typeof biodataChoices) => (
    <SelectField
      label={t.fields[field]}
      wrong={wrongOf(field)}
      value={entries[field]}
      onChange={(event) => put(field, event.target.value)}
    >
      <option value="">{w.form.choose}</option>
      {biodataChoices[field].map((value) => (
        <option key={value} value={value}>
          {value}
        </option>
      ))}
    </SelectField>
  );
  return (
    <>
      <NikInput
        label={t.fields.nik}
        className="span-2 field-digits"
        wrong={wrongOf('nik')}
        digits={entries.nik}
        autoFocus={entries.nik === ''}
        onDigits={(digits) => put('nik', digits)}
      />
      <NikInput
        label={t.fields.familyCardNumber}
        className="span-2 field-digits"
        wrong={wrongOf('familyCardNumber')}
        digits={entries.familyCardNumber}
        autoFocus={entries.nik !== ''}
        onDigits={(digits) => put('familyCardNumber', digits)}
      />
      {text('name', { className: 'span-2' })}
      {text('birthPlace')}
      {text('birthDate', { maxLength: 10 })}
      {choice('sex')}
      {choice('bloodGroup')}
      {choice('religion')}
      {choice('maritalStatus')}
      {text('occupation')}
      {choice('nationality')}
      {text('address', { className: 'span-2', maxLength: 200 })}
      {text('rt', { maxLength: 3 })}
      {text('rw', { maxLength: 3 })}
      <SelectField
        label={t.fields.kelurahanCode}
        className="span-2"
        wrong={wrongOf('kelurahanCode')}
        value={entries.kelurahanCode}
        onChange={(event) => put('kelurahanCode', event.target.value)}
      >
        <option value="">{w.form.choose}</option>
        {byKecamatan(kelurahan).map(([kecamatan, members]) => (
          <optgroup key={kecamatan} label={kecamatan}>
            {members.map((one) => (
              <option key={one.code} value={one.code}>
                {one.name}
              </option>
            ))}
          </optgroup>
        ))}
      </SelectField>
    </>
  );
}

function useKelurahan(): Kelurahan {
  const [kelurahan, setKelurahan] = useState<Kelurahan>([]);
  useEffect(() => {
    void call(counterApi.listKelurahan).then((answered) => {
      if (answered.ok) setKelurahan(answered.value);
    });
  }, []);
  return kelurahan;
}

function byKecamatan(kelurahan: Kelurahan): [string, Kelurahan][] {
  const groups = new Map<string, Kelurahan>();
  for (const one of kelurahan) groups.set(one.kecamatanName, [...(groups.get(one.kecamatanName) ?? []), one]);
  return [...groups];
}
