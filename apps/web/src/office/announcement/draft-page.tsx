import { Button } from '@mantine/core';
import type { Instant } from '@rekam/domain';
import type { AnnouncementDraftView, AnnouncementsView } from '@rekam/protocol/http/announcement-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { go, Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { NotFound } from '../frame/not-found.tsx';
import { Page } from '../frame/page.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';
import { AnnouncementText } from './announcement-text.tsx';
import { ConditionTag } from './condition-tag.tsx';
import { Decision } from './decision.tsx';
import { WordsDialog } from './words-dialog.tsx';

const freshEveryMs = 5000;

/** One draft: read it, see its picture, decide. */
export function DraftPage({ id }: { readonly id: string }) {
  const { value, problem } = useAnswer(officeApi.listAnnouncements, undefined, { everyMs: freshEveryMs });
  const w = useWords(announcementWords);
  const draft = value?.drafts.find((one) => one.id === id);
  if (value && draft) return <Draft draft={draft} nextNews={value.nextNews} />;
  if (value) return <NotFound />;
  return (
    <Page heading={w.draftHeading}>
      <NotYet problem={problem} />
    </Page>
  );
}

interface DraftProps {
  readonly draft: AnnouncementDraftView;
  readonly nextNews: AnnouncementsView['nextNews'];
}

function Draft({ draft, nextNews }: DraftProps) {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  const may = useMay();
  const action = useAct();
  const [wording, setWording] = useState(false);
  const [nextNewsAt, setNextNewsAt] = useState<Instant | null>(null);
  const { id, words, condition, corrects } = draft;
  const dismiss = () =>
    void action.run(
      () => call(officeApi.dismissAnnouncementDraft, { params: { id } }),
      () => go('/announcements'),
    );
  const acts = may('announcement.draft') ? (
    <>
      <Button variant="default" onClick={dismiss}>
        {w.dismiss}
      </Button>
      <Button variant="default" onClick={() => setWording(true)}>
        {w.edit}
      </Button>
    </>
  ) : null;
  return (
    <Page
      heading={words[language].title}
      above={<Link to="/announcements">{w.toList}</Link>}
      lead={corrects === null ? w.draftHeading : w.corrects(corrects)}
      acts={acts}
    >
      <ProblemNotice problem={action.problem} />
      <Overtaken draft={draft} />
      <Moved draft={draft} />
      <div className="announcement">
        <div>
          <Decision key={condition} draft={draft} nextNews={nextNews} onNextNews={setNextNewsAt} />
          <Section heading={w.inIndonesian} acts={<ConditionTag condition={condition} />}>
            <AnnouncementText text={words.id} language="id" />
          </Section>
          <Section heading={w.inEnglish}>
            <AnnouncementText text={words.en} language="en" />
          </Section>
        </div>
        <DraftPicture draft={draft} nextNewsAt={nextNewsAt} />
      </div>
      {wording ? <WordsDialog draft={draft} onClose={() => setWording(false)} /> : null}
    </Page>
  );
}

function Overtaken({ draft: { overtaken } }: Pick<DraftProps, 'draft'>) {
  const w = useWords(announcementWords);
  if (overtaken === null) return null;
  return (
    <Notice kind="warn">
      <strong>{w.overtaken[overtaken]}</strong>
      <p>{w.overLead}</p>
    </Notice>
  );
}

/** What has moved since a person worded it (ANN4), and what Rekam would write now. */
function Moved({ draft: { id, changes, proposal } }: Pick<DraftProps, 'draft'>) {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  const may = useMay();
  const action = useAct();
  if (changes.length === 0 || proposal === null) return null;
  return (
    <Notice kind="warn" alert>
      <strong>{w.moved}</strong>
      <p>{w.movedWhat(changes.map((change) => w.changes[change]).join(', '))}</p>
      <details>
        <summary>{w.proposal}</summary>
        <AnnouncementText text={proposal[language]} language={language} titled />
      </details>
      <ProblemNotice problem={action.problem} />
      {may('announcement.draft') ? (
        <p>
          <Button
            loading={action.busy}
            onClick={() => void action.run(() => call(officeApi.redraftAnnouncement, { params: { id } }))}
          >
            {w.takeProposal}
          </Button>{' '}
          {w.ownWords}
        </p>
      ) : null}
    </Notice>
  );
}

interface DraftPictureProps {
  readonly draft: AnnouncementDraftView;
  /** As it is chosen now. */
  readonly nextNewsAt: Instant | null;
}

function DraftPicture({ draft: { id, revision, words }, nextNewsAt }: DraftPictureProps) {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  const source = (shape: 'square' | 'wide') =>
    `/api/announcement-drafts/${id}/picture?shape=${shape}&language=${language}&revision=${revision}${nextNewsAt === null ? '' : `&nextNewsAt=${nextNewsAt}`}`;
  return (
    <Section heading={w.picture}>
      <img
        className="announcement-picture"
        src={source('square')}
        alt={w.pictureAlt(words[language].title)}
        width={1080}
        height={1080}
      />
      <p>
        <a href={source('square')} target="_blank" rel="noreferrer">
          {w.square}
        </a>{' '}
        <a href={source('wide')} target="_blank" rel="noreferrer">
          {w.wide}
        </a>
      </p>
    </Section>
  );
}
