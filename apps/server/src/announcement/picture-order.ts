/** What stands on the picture of a draft or an announcement. */
import type { AnnouncedFacts, AnnouncementWords, Instant } from '@rekam/domain';
import { announcementsRoot, type Language, momentText, publicWords } from '../public-site/index.ts';
import { pageWords } from './page-words.ts';
import type { PictureOrder } from './picture.ts';
import type { PictureShape } from './picture-shapes.ts';

export interface Pictured {
  readonly facts: AnnouncedFacts;
  readonly words: AnnouncementWords;
  readonly nextNewsAt: Instant | null;
  /** Null for a draft. */
  readonly number: number | null;
  readonly stamp: 'withdrawn' | 'corrected' | 'followed' | null;
}

interface Around {
  readonly officeName: string;
  readonly offsetMinutes: number;
  readonly publicUrl: string | null;
}

export function pictureOrderOf(
  { facts, words, nextNewsAt, number, stamp }: Pictured,
  shape: PictureShape,
  language: Language,
  { officeName, offsetMinutes, publicUrl }: Around,
): PictureOrder {
  const w = pageWords[language];
  const { title, what, why, instead } = words[language];
  const asOf = w.asOf(momentText(facts.asOf, offsetMinutes, language));
  const next = nextNewsAt === null ? [] : [w.nextNews(momentText(nextNewsAt, offsetMinutes, language))];
  return {
    shape,
    office: officeName,
    heading: number === null ? w.heading : w.numbered(number),
    condition: facts.condition,
    tag: publicWords[language].conditions[facts.condition],
    title,
    paragraphs: [what, instead, why],
    foot: [`${asOf}.`, ...next],
    address:
      publicUrl === null
        ? null
        : `${publicUrl.replace(/^https?:\/\//, '')}${announcementsRoot(language)}${number === null ? '' : `/${number}`}`,
    stamp: stamp === null ? null : w.stamps[stamp],
  };
}
