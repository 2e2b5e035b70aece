/** Rule PRS6: every announcement for feed readers and for machines. */
import { type Announcement, standingOf } from '@rekam/domain';
import { html } from '../page/index.ts';
import { csvCell } from '../ports/csv-cell.ts';
import { announcementsRoot, feedId, type Language, momentText, xml } from '../public-site/index.ts';
import { pageWords } from './page-words.ts';
import { type AnnouncementPages, paragraphsOf } from './pages.ts';

/** Entries of the feed: half a year of a bad year. */
const newest = 50;

export function announcementsAtom(
  { all, officeName, snapshot, publicUrl }: AnnouncementPages,
  language: Language,
): string {
  const w = pageWords[language];
  const root = announcementsRoot(language);
  const base = publicUrl ?? '';
  const entries = all.slice(0, newest).map((one) => {
    const { is } = standingOf(one, all);
    const text = one.words[language];
    // What was overtaken by newer news is no news itself: only what was taken back or put right comes up again.
    const told = is === 'withdrawn' || is === 'corrected' ? `[${w.stamps[is]}] ` : '';
    return html`<entry><id>${feedId(officeName, language, 'pengumuman', String(one.number))}</id><title>${told}${text.title}</title><published>${one.publishedAt}</published><updated>${changedAt(one, all)}</updated><link href="${base}${root}/${one.number}"/><summary>${one.withdrawn ? `${one.withdrawn.reason} ` : ''}${[...paragraphsOf(text), ...nextNewsOf(one, is, snapshot.offsetMinutes, language)].join(' ')}</summary></entry>`;
  });
  const updated =
    all
      .map((one) => changedAt(one, all))
      .sort()
      .at(-1) ?? `${snapshot.at.slice(0, 10)}T00:00:00.000Z`;
  return xml(
    html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}"><id>${feedId(officeName, language, 'pengumuman')}</id><title>${w.heading} · ${officeName}</title><updated>${updated}</updated><author><name>${officeName}</name></author><link rel="self" type="application/atom+xml" href="${base}${root}/pengumuman.atom"/><link href="${base}${root}"/>${entries}</feed>`,
  );
}

/** When the next news comes, while it stands. */
function nextNewsOf(
  { nextNewsAt }: Announcement,
  is: ReturnType<typeof standingOf>['is'],
  offsetMinutes: number,
  language: Language,
): string[] {
  if (is !== 'current') return [];
  const w = pageWords[language];
  return [nextNewsAt === null ? w.noMoreNews : w.nextNews(momentText(nextNewsAt, offsetMinutes, language))];
}

/** When it was said, taken back or put right. */
function changedAt(one: Announcement, all: readonly Announcement[]): string {
  if (one.withdrawn) return one.withdrawn.at;
  const standing = standingOf(one, all);
  return standing.is === 'corrected'
    ? all.find(({ number }) => number === standing.by)!.publishedAt
    : one.publishedAt;
}

export function announcementsJson({ officeName, all }: AnnouncementPages): string {
  return JSON.stringify({
    office: officeName,
    announcements: all.map((one) => ({ ...recordOf(one, all), facts: one.facts, words: one.words })),
  });
}

function recordOf(one: Announcement, all: readonly Announcement[]) {
  const standing = standingOf(one, all);
  return {
    number: one.number,
    path: `/pengumuman/${one.number}`,
    publishedAt: one.publishedAt,
    nextNewsAt: one.nextNewsAt,
    standing: standing.is,
    replacedBy: 'by' in standing ? standing.by : null,
    corrects: one.corrects,
    withdrawnAt: one.withdrawn?.at ?? null,
    withdrawnBecause: one.withdrawn?.reason ?? null,
  };
}

export function announcementsCsv({ all }: AnnouncementPages): string {
  const head =
    'nomor,judul,layanan,tempat,keadaan,sebab,sejak,diumumkan,kabar_berikutnya,kedudukan,digantikan_oleh,meralat,ditarik,alasan';
  const lines = all.map((one) => {
    const record = recordOf(one, all);
    const { service, placeName, condition, causes, since } = one.facts;
    return [
      one.number,
      one.words.id.title,
      service,
      placeName ?? 'Kota',
      condition,
      causes.join(' '),
      since,
      record.publishedAt,
      record.nextNewsAt,
      record.standing,
      record.replacedBy,
      record.corrects,
      record.withdrawnAt,
      record.withdrawnBecause,
    ]
      .map(csvCell)
      .join(',');
  });
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
