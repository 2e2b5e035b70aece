import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

/** What was typed, as something to look for, or why nothing can be looked for with it. */
type Reading = { readonly wanted: string } | { readonly wrong: string };

interface SearchFormProps {
  readonly words: { readonly search: string; readonly searchHint: string };
  /** Reads what was typed, without the spaces around it and never empty. */
  readonly read: (typed: string) => Reading;
  /** What is looked for now. */
  readonly sought: string | null;
  /** Null: for nothing any more. */
  readonly onSearch: (wanted: string | null) => void;
  readonly digits?: boolean;
}

/** Looks for something by what a person types; what cannot be looked for is said at the field. */
export function SearchForm({ words, read, sought, onSearch, digits = false }: SearchFormProps) {
  const f = useWords(frameWords);
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const look = (text: string) => {
    const reading = text.trim() === '' ? { wanted: null } : read(text.trim());
    setWrong('wrong' in reading ? reading.wrong : undefined);
    if ('wanted' in reading) onSearch(reading.wanted);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    look(typed);
  };
  const clear = () => {
    setTyped('');
    look('');
  };
  return (
    <search className="grow">
      <form className="row" onSubmit={submit}>
        <TextInput
          className="grow"
          type="search"
          label={words.search}
          description={words.searchHint}
          error={wrong}
          inputMode={digits ? 'numeric' : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" variant="default">
          {f.search}
        </Button>
        {sought === null ? null : (
          <Button variant="default" onClick={clear}>
            {f.clearSearch}
          </Button>
        )}
      </form>
    </search>
  );
}

/** Reads at least so many characters. */
export const atLeast =
  (characters: number, wrong: string) =>
  (typed: string): Reading =>
    typed.length < characters ? { wrong } : { wanted: typed };
