import { Select } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { setUpWords } from '../../words/office/set-up.ts';
import { useAnswer } from '../asking.ts';

export type Regency = AnswerOf<typeof officeApi.searchRegencies>[number];

const labelOf = ({ name, province, code }: Regency) => `${name}, ${province} (${code})`;

interface RegencyChoiceProps {
  readonly onChoose: (regency: Regency | null) => void;
  readonly wrong: string | undefined;
}

/** One of the 514 regencies and cities, found by typing a part of its name; the office does the finding. */
export function RegencyChoice({ onChoose, wrong }: RegencyChoiceProps) {
  const w = useWords(setUpWords);
  const [chosen, setChosen] = useState<Regency | null>(null);
  const [typed, setTyped] = useState('');
  const q = chosen && typed === labelOf(chosen) ? '' : typed.trim().slice(0, 60);
  const found = useAnswer(officeApi.searchRegencies, { query: { q } }, { keepLast: true });
  const regencies = (found.value ?? []).slice(0, 40);
  const offered =
    chosen && !regencies.some(({ code }) => code === chosen.code) ? [chosen, ...regencies] : regencies;
  const choose = (code: string | null) => {
    const regency = offered.find((one) => one.code === code) ?? null;
    setChosen(regency);
    onChoose(regency);
  };
  return (
    <Select
      label={w.regency}
      description={w.regencyHint}
      error={wrong}
      searchable
      autoComplete="off"
      maxDropdownHeight={320}
      nothingFoundMessage={w.regencyNone}
      // What fits is the office's to say: it knows the names in both spellings.
      filter={({ options }) => options}
      data={offered.map((regency) => ({ value: regency.code, label: labelOf(regency) }))}
      value={chosen?.code ?? null}
      onChange={choose}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}
