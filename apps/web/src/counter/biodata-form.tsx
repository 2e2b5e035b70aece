import type { Biodata } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { type Answered, call } from '../parts/client.ts';
import { InputField, SelectField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { terms } from '../words/terms/index.ts';
import { type BiodataEntries, biodataChoices, checkBiodata, type WrongField } from './biodata-entries.ts';
import { NikInput } from './nik-input.tsx';
import { Screen } from './screen.tsx';
import { useStationAction } from './station.tsx';

type Kelurahan = AnswerOf<typeof counterApi.listKelurahan>;

interface BiodataFormProps {
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  /** What stands in the form at first. */
  readonly entries: BiodataEntries;
  /** Fields that somebody called wrong; the first of them has the focus. */
  readonly doubted?: readonly string[];
  /** Says why the NIK is not to be changed; left out: it is typed like the rest. */
  readonly fixedNik?: string;
  readonly send: (typed: Biodata) => Promise<Answered<EnrolmentView>>;
  readonly onBack: () => void;
  readonly onDone: (view: EnrolmentView) => void;
}

/** A resident whom this station does not know, typed in from the family card. */
export function BiodataForm(props: BiodataFormProps) {
  const { doubted = [], fixedNik, send, onBack, onDone } = props;
  const w = useWords(counterWords);
  const action = useStationAction();
  const kelurahan = useKelurahan();
  const form = useRef<HTMLFormElement>(null);
  const [entries, setEntries] = useState(props.entries);
  const [wrong, setWrong] = useState<readonly WrongField[]>([]);
  const submit = () => {
    const checked = checkBiodata(entries);
    setWrong(checked.wrong);
    if (!checked.biodata) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    const typed: Biodata = checked.biodata;
    void action.run(() => send(typed), onDone);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Screen
      heading={props.heading}
      lead={props.lead}
      primary={{ words: props.action, onClick: submit, busy: action.busy }}
      focusPrimary={false}
      back={{ words: w.back, onClick: onBack }}
    >
      {wrong.length > 0 ? (
        <Notice kind="warn" alert>
          <p>{w.form.somethingWrong(wrong.length)}</p>
        </Notice>
      ) : null}
      <form ref={form} className="form-grid" onSubmit={onSubmit}>
        <Fields
          entries={entries}
          wrong={wrong}
          doubted={doubted}
          fixedNik={fixedNik}
          kelurahan={kelurahan}
          onChange={setEntries}
        />
        <button type="submit" hidden />
      </form>
      <ProblemNotice problem={action.problem} />
    </Screen>
  );
}

interface FieldsProps {
  readonly entries: BiodataEntries;
  readonly wrong: readonly WrongField[];
  readonly doubted: readonly string[];
  readonly fixedNik: string | undefined;
  readonly kelurahan: Kelurahan;
  readonly onChange: (entries: BiodataEntries) => void;
}

function Fields({ entries, wrong, doubted, fixedNik, kelurahan, onChange }: FieldsProps) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const words: Readonly<Partial<Record<keyof Biodata, string>>> = w.form.wrong;
  const wrongOf = (field: keyof Biodata) =>
    wrong.includes(field) ? (words[field] ?? w.form.wrong.choice) : undefined;
  const hintOf = (field: keyof Biodata) => (doubted.includes(field) ? w.form.doubted : undefined);
  const first = doubted[0] ?? (entries.nik === '' ? 'nik' : 'familyCardNumber');
  const put = (field: keyof Biodata, value: string) => onChange({ ...entries, [field]: value });
  const text = (field: keyof Biodata, more: { className?: string; maxLength?: number } = {}) => (
    <InputField
      label={t.fields[field]}
      hint={hintOf(field)}
      wrong={wrongOf(field)}
      className={more.className}
      autoFocus={field === first}
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
      hint={hintOf(field)}
      wrong={wrongOf(field)}
      autoFocus={field === first}
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
        hint={fixedNik}
        wrong={wrongOf('nik')}
        digits={entries.nik}
        readOnly={fixedNik !== undefined}
        autoFocus={first === 'nik'}
        onDigits={(digits) => put('nik', digits)}
      />
      <NikInput
        label={t.fields.familyCardNumber}
        className="span-2 field-digits"
        hint={hintOf('familyCardNumber')}
        wrong={wrongOf('familyCardNumber')}
        digits={entries.familyCardNumber}
        autoFocus={first === 'familyCardNumber'}
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
        hint={hintOf('kelurahanCode')}
        autoFocus={first === 'kelurahanCode'}
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
