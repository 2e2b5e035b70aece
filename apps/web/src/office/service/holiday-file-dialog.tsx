import type { SpecialDayFile } from '@rekam/protocol/http/hours-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { hoursWords } from '../../words/office/hours.ts';
import { ReadFileDialog } from '../frame/read-file-dialog.tsx';

/** Reads a file of holidays, shows it, then takes all of it. */
export function HolidayFileDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(hoursWords).file;
  return (
    <ReadFileDialog<SpecialDayFile>
      heading={w.open}
      words={w}
      read={(file, shown) => {
        const query = { apply: shown ? 'yes' : 'no' } as const;
        return call(officeApi.takeSpecialDays, { query, body: file });
      }}
      applying={({ applied, bad, days }) =>
        !applied && bad.length === 0 && days.length > 0 ? w.apply(days.length) : null
      }
      show={(seen) => <Seen seen={seen} />}
      onClose={onClose}
    />
  );
}

function Seen({ seen: { days, bad, applied } }: { readonly seen: SpecialDayFile }) {
  const w = useWords(hoursWords);
  const { language } = useLanguage();
  if (bad.length > 0)
    return (
      <Notice kind="warn" alert>
        <p>{w.file.bad(bad.length)}</p>
        <ul className="import-lines">
          {bad.map(({ line, sentence }) => (
            <li key={line}>
              <strong>{w.file.line(line)}:</strong> {sentence[language]}
            </li>
          ))}
        </ul>
      </Notice>
    );
  return (
    <Notice kind={applied ? 'good' : 'calm'} alert>
      <p>
        {applied
          ? w.file.applied(days.length)
          : days.length === 0
            ? w.file.nothing
            : w.file.found(days.length)}
      </p>
      <ul className="import-lines">
        {days.map(({ date, placeId, name, hours }) => (
          <li key={`${date} ${placeId}`}>
            <span className="digits">{formatDate(date)}</span> {name},{' '}
            {hours === null ? w.closedDay : `${hours.opens}–${hours.closes}`}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
