import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { Notice } from '../../parts/notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { useAnswer } from '../asking.ts';
import { useMay } from '../session.tsx';

type Past = NonNullable<AnswerOf<typeof officeApi.getChronicle>['chronicle']>;

/** Leads from the office to the days of the past that were brought in; nothing where none were. */
export function PastNotice() {
  const may = useMay();
  const chronicle = useAnswer(officeApi.getChronicle, undefined, { enabled: may('service.view') }).value
    ?.chronicle;
  if (!chronicle) return null;
  return (
    <Notice kind="warn">
      <strong>{chronicle.title}</strong>
      <PastDays past={chronicle} />
    </Notice>
  );
}

export function PastDays({ past }: { readonly past: Past }) {
  const w = useWords(serviceWords).past;
  const { language } = useLanguage();
  const root = language === 'id' ? '/layanan/hari' : '/layanan/en/hari';
  const spoken = (day: string) =>
    new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { dateStyle: 'long', timeZone: 'UTC' });
  return (
    <>
      <p>{w.lead(spoken(past.tellsUntil))}</p>
      <p className="page-acts">
        {past.highlights.map((day) => (
          <a key={day} href={`${root}/${day}`}>
            {spoken(day)}
          </a>
        ))}
        <a href={root}>{w.other}</a>
      </p>
    </>
  );
}
