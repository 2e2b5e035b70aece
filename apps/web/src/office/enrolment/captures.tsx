import { Button } from '@mantine/core';
import type { EnrolmentDetail } from '@rekam/protocol/http/enrolment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { addressOf } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { Section, Tag } from '../frame/pieces.tsx';
import { useSubjectName } from './subject-name.ts';

type Capture = EnrolmentDetail['captures'][number];

/** What was captured, with its quality; a picture is fetched only when somebody asks for it, since a look is a fact. */
export function Captures({ one }: { readonly one: EnrolmentDetail }) {
  const w = useWords(enrolmentWords).one;
  const viewable = one.captures.some((capture) => capture.viewable);
  return (
    <Section heading={w.captures} lead={viewable ? w.capturesLead : undefined}>
      {one.captures.length === 0 ? (
        <p className="soft">{w.noCaptures}</p>
      ) : (
        <ul className="captures">
          {one.captures.map((capture) => (
            <li key={`${capture.purpose} ${capture.subject} ${capture.sampleName}`}>
              <CaptureCard capture={capture} id={one.id} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function CaptureCard({ capture, id }: { readonly capture: Capture; readonly id: string }) {
  const w = useWords(enrolmentWords).one;
  const subject = useSubjectName()(capture.subject);
  const purpose = w.purposes[capture.purpose] ?? capture.purpose;
  return (
    <div className="capture">
      <div className="capture-head">
        <strong>{subject}</strong>
        {capture.forced ? <Tag tone="warn">{w.forced}</Tag> : null}
      </div>
      <p className="soft">{[purpose, w.attempts(capture.attempts)].filter(Boolean).join(' · ')}</p>
      <Quality capture={capture} />
      {capture.background && capture.background.seen !== capture.background.wanted ? (
        <p className="soft">{w.background(capture.background.wanted, capture.background.seen)}</p>
      ) : null}
      {capture.viewable ? <Picture id={id} name={capture.sampleName} subject={subject} /> : null}
    </div>
  );
}

function Quality({ capture: { qualityScore, threshold } }: { readonly capture: Capture }) {
  const w = useWords(enrolmentWords).one;
  if (qualityScore === null) return <p className="soft">{w.noQuality}</p>;
  const enough = threshold === null || qualityScore >= threshold;
  const score = Math.round(qualityScore);
  return (
    <div className="quality">
      <div
        className={enough ? 'quality-bar' : 'quality-bar quality-low'}
        role="img"
        aria-label={w.qualityOf(score, threshold === null ? '–' : String(threshold))}
      >
        <span style={{ width: `${Math.min(100, Math.max(0, score))}%` }} />
        {threshold === null ? null : <i style={{ left: `${threshold}%` }} />}
      </div>
      <b>{score}</b>
    </div>
  );
}

function Picture({
  id,
  name,
  subject,
}: {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
}) {
  const w = useWords(enrolmentWords).one;
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const [lost, setLost] = useState(false);
  const refreshViews = () => void client.invalidateQueries({ queryKey: [officeApi.getEnrolment.path] });
  if (!shown) {
    return (
      <Button variant="default" size="xs" aria-label={w.showOf(subject)} onClick={() => setShown(true)}>
        {w.show}
      </Button>
    );
  }
  return (
    <>
      {lost ? (
        <p role="alert">{w.pictureLost}</p>
      ) : (
        <img
          src={addressOf(officeApi.getSample, { params: { id, name } })}
          alt={w.pictureOf(subject)}
          onLoad={refreshViews}
          onError={() => setLost(true)}
        />
      )}
      <Button variant="default" size="xs" onClick={() => setShown(false)}>
        {w.hide}
      </Button>
    </>
  );
}
