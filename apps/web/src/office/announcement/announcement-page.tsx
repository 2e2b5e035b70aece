import { Button } from '@mantine/core';
import type { AnnouncementView } from '@rekam/protocol/http/announcement-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { go, Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { CopyButton } from '../frame/copy-button.tsx';
import { NotFound } from '../frame/not-found.tsx';
import { Page } from '../frame/page.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { useMay, useMoment } from '../session.tsx';
import { AnnouncementText } from './announcement-text.tsx';
import { ConditionTag } from './condition-tag.tsx';
import { WithdrawDialog } from './withdraw-dialog.tsx';

/** One announcement that is out: share it, put it right, withdraw it. */
export function AnnouncementPage({ number }: { readonly number: number }) {
  const { value, problem } = useAnswer(officeApi.listAnnouncements);
  const w = useWords(announcementWords);
  const one = value?.announcements.find((known) => known.number === number);
  if (value && one) return <Announced one={one} publicUrl={value.publicUrl} />;
  if (value) return <NotFound />;
  return (
    <Page heading={w.number(number)}>
      <NotYet problem={problem} />
    </Page>
  );
}

interface AnnouncedProps {
  readonly one: AnnouncementView;
  readonly publicUrl: string | null;
}

function Announced({ one, publicUrl }: AnnouncedProps) {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  const moment = useMoment();
  const may = useMay();
  const action = useAct();
  const [withdrawing, setWithdrawing] = useState(false);
  const { number, words, standing, publishedAt, nextNewsAt } = one;
  const stands = standing === 'current' || standing === 'followed';
  const correct = () =>
    void action.run(
      () => call(officeApi.correctAnnouncement, { params: { number } }),
      ({ id }) => go(`/announcements/${id}`),
    );
  const acts = (
    <>
      {stands && may('announcement.draft') ? (
        <Button variant="default" loading={action.busy} onClick={correct}>
          {w.correct}
        </Button>
      ) : null}
      {one.withdrawn === null && may('announcement.approve') ? (
        <Button variant="default" onClick={() => setWithdrawing(true)}>
          {w.withdraw}
        </Button>
      ) : null}
    </>
  );
  return (
    <Page
      heading={words[language].title}
      above={<Link to="/announcements">{w.toList}</Link>}
      lead={`${w.number(number)}, ${moment(publishedAt)}. ${w.nextNewsAt(nextNewsAt === null ? w.noMoreNews : moment(nextNewsAt))}`}
      acts={acts}
    >
      <ProblemNotice problem={action.problem} />
      <WhatBecame one={one} />
      <div className="announcement">
        <div>
          {standing === 'current' ? <Sharing one={one} publicUrl={publicUrl} /> : null}
          <Section heading={w.inIndonesian} acts={<ConditionTag condition={one.condition} />}>
            <AnnouncementText text={words.id} language="id" />
          </Section>
          <Section heading={w.inEnglish}>
            <AnnouncementText text={words.en} language="en" />
          </Section>
        </div>
        <Pictures one={one} />
      </div>
      {withdrawing ? <WithdrawDialog number={number} onClose={() => setWithdrawing(false)} /> : null}
    </Page>
  );
}

function WhatBecame({ one: { withdrawn, standing, replacedBy } }: Pick<AnnouncedProps, 'one'>) {
  const w = useWords(announcementWords);
  const moment = useMoment();
  if (withdrawn)
    return <Notice kind="bad">{w.withdrawnBecause(moment(withdrawn.at), withdrawn.reason)}</Notice>;
  if (replacedBy === null) return null;
  return (
    <Notice kind="warn">
      {w.standings[standing]}. <Link to={`/announcements/${replacedBy}`}>{w.replacedBy(replacedBy)}</Link>
    </Notice>
  );
}

const rootOf = (language: 'id' | 'en'): string => (language === 'id' ? '/pengumuman' : '/pengumuman/en');

function Sharing({ one: { number, words }, publicUrl }: AnnouncedProps) {
  const w = useWords(announcementWords);
  const { title, what, instead } = words.id;
  const link = `${publicUrl ?? location.origin}${rootOf('id')}/${number}`;
  const text = [`*${title}*`, what, instead, link].filter((part) => part !== '').join('\n');
  return (
    <Section heading={w.done} lead={w.doneLead}>
      {publicUrl === null ? <Notice kind="warn">{w.noAddress}</Notice> : null}
      <div className="page-acts">
        <CopyButton text={link} label={w.link} />
        <CopyButton text={text} label={w.text} />
      </div>
      <p>
        <a href={`https://wa.me/?text=${encodeURIComponent(text)}`} target="_blank" rel="noreferrer">
          {w.whatsApp}
        </a>{' '}
        <a href={`${rootOf('id')}/${number}`}>{w.openPublic}</a>
      </p>
    </Section>
  );
}

function Pictures({ one: { number, words, standing } }: Pick<AnnouncedProps, 'one'>) {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  // The standing makes the address another when the stamp on the picture does.
  const source = (name: string) => `${rootOf(language)}/${number}/${name}.png?${standing}`;
  return (
    <Section heading={w.picture}>
      <img
        className="announcement-picture"
        src={source('persegi')}
        alt={w.pictureAlt(words[language].title)}
        width={1080}
        height={1080}
      />
      <p>
        <a href={source('persegi')} download={`pengumuman-${number}-persegi.png`}>
          {w.square}
        </a>{' '}
        <a href={source('lebar')} download={`pengumuman-${number}-lebar.png`}>
          {w.wide}
        </a>
      </p>
    </Section>
  );
}
