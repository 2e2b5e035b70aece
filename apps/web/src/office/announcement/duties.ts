import type { AnnouncementsView } from '@rekam/protocol/http/announcement-api.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import type { Duty } from '../home/todo.tsx';
import { useMay, useMoment } from '../session.tsx';

/** Drafts that wait for whoever may act on them, and news that was promised and is late. */
export function useAnnouncementDuties(): (view: AnnouncementsView) => Duty[] {
  const w = useWords(announcementWords);
  const { language } = useLanguage();
  const may = useMay();
  const moment = useMoment();
  return ({ drafts, announcements }) => {
    if (!may('announcement.draft')) return [];
    const waiting = drafts.filter(({ overtaken }) => overtaken === null);
    const late = announcements.filter(({ overdue }) => overdue);
    const [only] = waiting;
    const to = waiting.length === 1 && only ? `/announcements/${only.id}` : '/announcements';
    const acts = { icon: 'warning', tone: 'warn', action: w.dutyAction } as const;
    return [
      ...(waiting.length > 0
        ? [{ key: 'announcement', what: w.duty(waiting.length), explain: w.dutyLead, to, ...acts }]
        : []),
      ...late.map(({ number, words, nextNewsAt }) => ({
        key: `announcement ${number}`,
        what: w.late(words[language].title),
        explain: w.lateLead(moment(nextNewsAt)),
        to: `/announcements/${number}`,
        ...acts,
      })),
    ];
  };
}
