import { Button } from '@mantine/core';
import type { CentreRecord } from '@rekam/protocol/http/centre-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';
import { useAnswer } from '../asking.ts';
import { FactLine, FactList, NotYet, Section } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { useStatusName } from './status-name.ts';

/** What the centre was seen to say of a recording, and noting what it says now. */
export function Standing({ id }: { readonly id: string }) {
  const w = useWords(centreWords);
  const may = useMay();
  const record = useAnswer(officeApi.centreOfEnrolment, { params: { id } });
  const [noting, setNoting] = useState(false);
  return (
    <Section
      heading={w.heading}
      lead={w.lead}
      acts={
        may('centre.note') ? (
          <Button variant="default" onClick={() => setNoting(true)}>
            {w.note}
          </Button>
        ) : null
      }
    >
      {record.value ? <Words record={record.value} /> : <NotYet problem={record.problem} />}
      {noting ? (
        <NoteDialog
          about={{ enrolmentId: id }}
          labels={record.value?.labels ?? {}}
          onClose={() => setNoting(false)}
        />
      ) : null}
    </Section>
  );
}

export function Words({ record }: { readonly record: CentreRecord }) {
  const w = useWords(centreWords);
  const nameOf = useStatusName(record.labels);
  const { story } = record;
  const [last, ...before] = record.words.toReversed();
  if (!story || !last) return <p className="soft">{w.none}</p>;
  return (
    <>
      <div>
        <strong>{nameOf(story.status)}</strong> {w.since(formatDate(story.since))}.{' '}
        {w.asOf(formatDate(story.asOf))}.
      </div>
      <Origin word={last} />
      {before.length === 0 ? null : (
        <details className="more">
          <summary>{w.earlier}</summary>
          <FactList>
            {before.map((word) => (
              <FactLine key={word.id} name={formatDate(word.asOf)}>
                {nameOf(word.status)}
                <Origin word={word} />
              </FactLine>
            ))}
          </FactList>
        </details>
      )}
    </>
  );
}

function Origin({ word }: { readonly word: CentreRecord['words'][number] }) {
  const w = useWords(centreWords);
  const { status, source, notedBy, fromFile, decidedBecause } = word;
  return (
    <p className="soft">
      {status} · {w.seen(source, notedBy)}
      {fromFile ? ` ${w.fromFile}` : ''}
      {decidedBecause === null ? '' : ` · ${w.decided(decidedBecause)}`}
    </p>
  );
}
