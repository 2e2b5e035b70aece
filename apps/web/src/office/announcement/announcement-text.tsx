import type { AnnouncementWordsView } from '@rekam/protocol/http/announcement-api.ts';

interface AnnouncementTextProps {
  readonly text: AnnouncementWordsView['id'];
  readonly language: 'id' | 'en';
  /** True: with its title; where the page has it as its heading, it is not said twice. */
  readonly titled?: boolean;
}

/** The words as everybody reads them. */
export function AnnouncementText({ text, language, titled = false }: AnnouncementTextProps) {
  const { title, what, why, still, instead } = text;
  const paragraphs = [what, why, still, instead].filter((paragraph) => paragraph !== '');
  return (
    <div lang={language}>
      {titled || language === 'en' ? (
        <p>
          <strong>{title}</strong>
        </p>
      ) : null}
      {paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}
