import { Button } from '@mantine/core';
import type { AnnouncementDraftView, AnnouncementView } from '@rekam/protocol/http/announcement-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useLanguage, useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { ConditionTag } from './condition-tag.tsx';

const freshEveryMs = 10_000;

/** What waits for a decision, and what was announced. */
export function Announcements() {
  const w = useWords(announcementWords);
  const may = useMay();
  const { value, problem } = useAnswer(officeApi.listAnnouncements, undefined, { everyMs: freshEveryMs });
  const [asking, setAsking] = useState(false);
  const acts = (
    <>
      <a href="/pengumuman">{w.publicPage}</a>
      {may('announcement.draft') ? <Button onClick={() => setAsking(true)}>{w.ask}</Button> : null}
    </>
  );
  const waiting = value?.drafts.filter(({ overtaken }) => overtaken === null) ?? [];
  const over = value?.drafts.filter(({ overtaken }) => overtaken !== null) ?? [];
  return (
    <Page heading={w.heading} lead={w.lead} acts={acts}>
      {value ? (
        <>
          <Section heading={w.waiting}>
            {waiting.length === 0 ? <p className="soft">{w.noneWaiting}</p> : <Drafts drafts={waiting} />}
          </Section>
          {over.length > 0 ? (
            <Section heading={w.over} lead={w.overLead}>
              <Drafts drafts={over} />
            </Section>
          ) : null}
          <Section heading={w.published}>
            {value.announcements.length === 0 ? (
              <p className="soft">{w.nonePublished}</p>
            ) : (
              <Published announcements={value.announcements} />
            )}
          </Section>
        </>
      ) : (
        <NotYet problem={problem} />
      )}
      {asking ? <AskDialog onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}

const gravity = { stopped: 'bad', limited: 'warn', open: 'good', unknown: 'calm' } as const;

function Drafts({ drafts }: { readonly drafts: readonly AnnouncementDraftView[] }) {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  const moment = useMoment();
  return (
    <ul className="todo">
      {drafts.map(({ id, words, condition, draftedAt, worded, corrects, overtaken }) => {
        const { title } = words[language];
        return (
          <li key={id} className={`todo-line todo-${gravity[condition]}`}>
            <ConditionTag condition={condition} />
            <div>
              <strong>{title}</strong>
              <p className="soft">
                {overtaken === null ? w.draftedAt(moment(draftedAt)) : w.overtaken[overtaken]}
                {worded ? `, ${w.worded}` : ''}
                {corrects === null ? '' : `, ${w.corrects(corrects)}`}
              </p>
            </div>
            <Link to={`/announcements/${id}`} aria-label={w.readOf(title)}>
              {w.read}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}

const tones = { current: 'good', followed: 'still', corrected: 'warn', withdrawn: 'bad' } as const;

function Published({ announcements }: { readonly announcements: readonly AnnouncementView[] }) {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  const moment = useMoment();
  const { columns } = w;
  return (
    <Table caption={w.published} columns={Object.values(columns)}>
      {announcements.map(({ number, words, publishedAt, nextNewsAt, standing, overdue }) => (
        <tr key={number}>
          <Cell of={columns.announcement}>
            <Link to={`/announcements/${number}`}>{words[language].title}</Link>
            <small className="soft">{w.number(number)}</small>
          </Cell>
          <Cell of={columns.publishedAt}>{moment(publishedAt)}</Cell>
          <Cell of={columns.nextNews}>{nextNewsAt === null ? w.noMoreNews : moment(nextNewsAt)}</Cell>
          <Cell of={columns.standing}>
            <Tag tone={tones[standing]}>{w.standings[standing]}</Tag>
            {overdue ? <Tag tone="warn">{w.overdue}</Tag> : null}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
