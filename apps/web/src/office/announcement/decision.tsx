import { Button } from '@mantine/core';
import type { Instant } from '@rekam/domain/kernel/calendar.ts';
import type { AnnouncementDraftView, AnnouncementsView } from '@rekam/protocol/http/announcement-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useEffect, useState } from 'react';
import { call } from '../../parts/client.ts';
import { InputField } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { go } from '../address.tsx';
import { useAct } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { useMay, useMoment, useTypedMoment } from '../session.tsx';

interface DecisionProps {
  readonly draft: AnnouncementDraftView;
  readonly nextNews: AnnouncementsView['nextNews'];
  /** Hears of the time that is chosen. */
  readonly onNextNews: (at: Instant | null) => void;
}

/** When the next news comes, and the word that lets it out. */
export function Decision({ draft, nextNews, onNextNews }: DecisionProps) {
  const w = useWords(announcementWords);
  const may = useMay();
  const momentOf = useTypedMoment();
  const action = useAct();
  const [chosen, setChosen] = useState<string>(
    draft.condition === 'open' ? 'none' : (nextNews[0] ?? 'other'),
  );
  const [other, setOther] = useState('');
  const nextNewsAt = chosen === 'other' ? momentOf(other) : chosen === 'none' ? null : (chosen as Instant);
  useEffect(() => onNextNews(nextNewsAt), [nextNewsAt, onNextNews]);
  if (!may('announcement.approve'))
    return (
      <Section heading={w.decide}>
        <p className="soft">{w.approveNot}</p>
      </Section>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { id, revision } = draft;
    const input = { params: { id }, body: { revision, nextNewsAt } };
    void action.run(
      () => call(officeApi.approveAnnouncementDraft, input),
      ({ number }) => go(`/announcements/${number}`),
    );
  };
  return (
    <Section heading={w.decide} lead={w.decideLead}>
      <form className="stack" onSubmit={submit} noValidate>
        <fieldset className="announcement-times">
          <legend>{w.nextNews}</legend>
          <Times
            nextNews={nextNews}
            isOpen={draft.condition === 'open'}
            chosen={chosen}
            onChoose={setChosen}
          />
        </fieldset>
        {chosen === 'other' ? (
          <InputField
            label={w.otherTimeAt}
            type="datetime-local"
            value={other}
            onChange={(event) => setOther(event.target.value)}
          />
        ) : null}
        <ProblemNotice problem={action.problem} />
        <Button type="submit" size="md" loading={action.busy} disabled={draft.overtaken !== null}>
          {w.approve}
        </Button>
      </form>
    </Section>
  );
}

interface TimesProps {
  readonly nextNews: AnnouncementsView['nextNews'];
  readonly isOpen: boolean;
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

function Times({ nextNews, isOpen, chosen, onChoose }: TimesProps) {
  const w = useWords(announcementWords);
  const moment = useMoment();
  const choices = [
    ...(isOpen ? [{ value: 'none', label: w.noNextNews }] : []),
    ...nextNews.map((value) => ({ value: value as string, label: moment(value) })),
    { value: 'other', label: w.otherTime },
  ];
  return choices.map(({ value, label }) => (
    <label key={value}>
      <input
        type="radio"
        name="next-news"
        value={value}
        checked={chosen === value}
        onChange={() => onChoose(value)}
      />{' '}
      {label}
    </label>
  ));
}
