import { Button, TextInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAnswer } from '../asking.ts';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { EnrolmentTable } from './enrolment-table.tsx';

interface SearchFormProps {
  readonly sought: string | null;
  readonly onSearch: (q: string | null) => void;
}

export function SearchForm({ sought, onSearch }: SearchFormProps) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  const [q, setQ] = useState('');
  const [short, setShort] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = q.trim();
    setShort(wanted.length === 1);
    if (wanted.length !== 1) onSearch(wanted === '' ? null : wanted.slice(0, 60));
  };
  const clear = () => {
    setQ('');
    setShort(false);
    onSearch(null);
  };
  return (
    <search>
      <form className="row search" onSubmit={submit}>
        <TextInput
          className="grow"
          type="search"
          label={w.search}
          description={w.searchHint}
          error={short ? w.searchTooShort : undefined}
          autoComplete="off"
          spellCheck={false}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <Button type="submit">{f.search}</Button>
        {sought === null ? null : (
          <Button variant="default" onClick={clear}>
            {w.clear}
          </Button>
        )}
      </form>
    </search>
  );
}

export function SearchResult({ q }: { readonly q: string }) {
  const w = useWords(enrolmentWords);
  const found = useAnswer(officeApi.searchEnrolments, { body: { q } });
  if (!found.value) return <NotYet problem={found.problem} />;
  const { rows } = found.value;
  if (rows.length === 0) {
    return (
      <Empty icon="search" heading={w.foundNone}>
        <p>{w.foundNoneLead}</p>
      </Empty>
    );
  }
  return (
    <>
      <p role="status">{w.found(rows.length)}</p>
      <EnrolmentTable rows={rows} />
    </>
  );
}
