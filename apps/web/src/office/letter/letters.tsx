import { Button } from '@mantine/core';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { atLeast, SearchForm } from '../frame/search-form.tsx';
import { Turning } from '../frame/turning.tsx';
import { useMay } from '../session.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import { LetterTable } from './letter-table.tsx';
import { RegisterDialog } from './register-dialog.tsx';
import { Rules } from './rules.tsx';
import { SigningLine } from './signing-line.tsx';
import { VoidDialog } from './void-dialog.tsx';

/** The register of letters: find one, issue one, renew or void one; the head sets the rules below. */
export function Letters() {
  const w = useWords(letterWords);
  const may = useMay();
  const [sought, setSought] = useState<string | null>(null);
  const [issuing, setIssuing] = useState(false);
  const [handing, setHanding] = useState(false);
  const [voiding, setVoiding] = useState<LetterRow | null>(null);
  return (
    <Page heading={w.heading} lead={w.lead}>
      <div className="row">
        <SearchForm words={w} read={atLeast(4, w.searchTooShort)} sought={sought} onSearch={setSought} />
        {may('letter.issue') ? <Button onClick={() => setIssuing(true)}>{w.issue}</Button> : null}
        <Button component={Link} to="/letters/batches" variant="default">
          {w.many}
        </Button>
        <Button component={Link} to="/letters/ending" variant="default">
          {w.ending}
        </Button>
        <Button component={Link} to="/letters/signing" variant="default">
          {w.signing}
        </Button>
        {may('letter.register') ? (
          <Button variant="default" onClick={() => setHanding(true)}>
            {w.handing.open}
          </Button>
        ) : null}
      </div>
      {sought === null ? <Register onVoid={setVoiding} /> : <Found q={sought} onVoid={setVoiding} />}
      <Rules />
      {issuing ? <IssueDialog onClose={() => setIssuing(false)} /> : null}
      {handing ? <RegisterDialog onClose={() => setHanding(false)} /> : null}
      {voiding ? <VoidDialog letter={voiding} onClose={() => setVoiding(null)} /> : null}
    </Page>
  );
}

interface ListProps {
  readonly onVoid: (letter: LetterRow) => void;
}

function Register({ onVoid }: ListProps) {
  const w = useWords(letterWords);
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const query = cursor === undefined ? {} : { cursor };
  const list = useAnswer(officeApi.listLetters, { query }, { keepLast: true });
  if (!list.value) return <NotYet problem={list.problem} />;
  const { rows, nextCursor } = list.value;
  return (
    <>
      <SigningLine />
      {rows.length === 0 ? (
        <Empty icon="signature" heading={w.none}>
          <p>{w.noneLead}</p>
        </Empty>
      ) : (
        <LetterTable rows={rows} caption={w.register} onVoid={onVoid} />
      )}
      <Turning
        onBack={cursor ? () => setCursor(undefined) : undefined}
        onNext={nextCursor ? () => setCursor(nextCursor) : undefined}
      />
    </>
  );
}

function Found({ q, onVoid }: ListProps & { readonly q: string }) {
  const w = useWords(letterWords);
  const found = useAnswer(officeApi.searchLetters, { body: { q } });
  if (!found.value) return <NotYet problem={found.problem} />;
  const { rows } = found.value;
  if (rows.length > 0) return <LetterTable rows={rows} caption={w.register} onVoid={onVoid} />;
  return (
    <Empty icon="search" heading={w.foundNone}>
      <p>{w.foundNoneLead}</p>
    </Empty>
  );
}
