import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

interface NikSearchProps {
  readonly words: { readonly search: string; readonly searchHint: string; readonly searchWrong: string };
  readonly className?: string;
  /** 16 digits; null: the field was emptied. */
  readonly onSearch: (nik: string | null) => void;
}

/** Asks for a whole NIK and for nothing less, so that nobody leafs through residents. */
export function NikSearch({ words, className, onSearch }: NikSearchProps) {
  const f = useWords(frameWords);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const nik = typed.replaceAll(/\D/g, '');
    setWrong(nik.length !== 16 && nik !== '');
    if (nik === '' || nik.length === 16) onSearch(nik === '' ? null : nik);
  };
  return (
    <search className={className}>
      <form className="row" onSubmit={submit}>
        <TextInput
          className="grow"
          type="search"
          label={words.search}
          description={words.searchHint}
          error={wrong ? words.searchWrong : undefined}
          inputMode="numeric"
          autoComplete="off"
          maxLength={24}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" variant="default">
          {f.search}
        </Button>
      </form>
    </search>
  );
}
