import { Button } from '@mantine/core';
import type { SpecialDayFile } from '@rekam/protocol/http/hours-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useRef, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { hoursWords } from '../../words/office/hours.ts';
import { useAct } from '../asking.ts';
import { CsvChoice } from '../frame/csv-choice.tsx';

/** Reads a file of holidays, shows it, then takes all of it. */
export function HolidayFileDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(hoursWords).file;
  const f = useWords(frameWords);
  const action = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const [seen, setSeen] = useState<SpecialDayFile | null>(null);
  const read = (apply: 'yes' | 'no') => {
    const file = input.current?.files?.[0];
    if (!file) return;
    void action.run(
      () => call(officeApi.takeSpecialDays, { query: { apply }, body: file as never } as never),
      setSeen,
    );
  };
  const ready = seen !== null && !seen.applied && seen.bad.length === 0 && seen.days.length > 0;
  return (
    <Dialog heading={w.open} onClose={onClose} wide>
      <div className="dialog-body">
        <p>{w.lead}</p>
        <CsvChoice
          input={input}
          words={w}
          name={name}
          onChosen={(chosen) => {
            setSeen(null);
            setName(chosen);
          }}
        />
        <ProblemNotice problem={action.problem} />
        {seen ? <Seen seen={seen} /> : null}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {f.close}
          </Button>
          {ready ? (
            <Button loading={action.busy} onClick={() => read('yes')}>
              {w.apply(seen.days.length)}
            </Button>
          ) : (
            <Button loading={action.busy} disabled={name === null} onClick={() => read('no')}>
              {w.preview}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
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
