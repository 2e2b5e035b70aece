import { Button, NativeSelect } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { EndingRow } from '@rekam/protocol/http/letter-ending-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { Notice } from '../../parts/notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { letterEndingWords } from '../../words/office/letter-ending.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { Turning } from '../frame/turning.tsx';
import { useMay } from '../session.tsx';
import { EndingTable } from './ending-table.tsx';
import { ReminderDialog } from './reminder-form.tsx';

type Ending = AnswerOf<typeof officeApi.listEndingLetters>;
type Reminders = AnswerOf<typeof officeApi.letterReminding>;

const spans = [7, 14, 30, 60, 90, 'ended'] as const;
type Span = (typeof spans)[number];

/** Whose letters end next, where they live, and who will be reminded. */
export function EndingLetters() {
  const w = useWords(letterEndingWords);
  const may = useMay();
  const [span, setSpan] = useState<Span>(30);
  const [region, setRegion] = useState('');
  const [cursor, setCursor] = useState<string | undefined>(undefined);
  const [asking, setAsking] = useState<EndingRow | null>(null);
  const reminding = useAnswer(officeApi.letterReminding);
  const query = { span, ...(region === '' ? {} : { region }), ...(cursor === undefined ? {} : { cursor }) };
  const { value, problem } = useAnswer(officeApi.listEndingLetters, { query }, { keepLast: true });
  const next = value?.nextCursor;
  const fromTheTop =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setCursor(undefined);
      set(value);
    };
  return (
    <Page heading={w.heading} lead={w.lead} above={<Link to="/letters">{w.back}</Link>}>
      {value === undefined ? (
        <NotYet problem={problem} />
      ) : (
        <>
          {reminding.value ? <Reminding reminding={reminding.value} /> : null}
          <div className="row">
            <NativeSelect
              label={w.span}
              value={span}
              onChange={(event) =>
                fromTheTop(setSpan)(spans.find((one) => String(one) === event.target.value)!)
              }
              data={spans.map((one) => ({ value: String(one), label: w.spans[one] }))}
            />
            <AreaChoice areas={value.areas} region={region} onChange={fromTheTop(setRegion)} />
            {may('letter.issue') ? (
              <Button component={Link} to="/letters/batches" variant="default">
                {w.many}
              </Button>
            ) : null}
          </div>
          {value.rows.length === 0 ? (
            <Empty icon="signature" heading={w.none}>
              <p>{w.noneLead}</p>
            </Empty>
          ) : (
            <EndingTable rows={value.rows} onRemind={reminding.value?.open ? setAsking : null} />
          )}
          <Turning
            back={w.first}
            onBack={cursor ? () => setCursor(undefined) : undefined}
            onNext={next ? () => setCursor(next) : undefined}
          />
        </>
      )}
      {asking ? <ReminderDialog letter={asking} onClose={() => setAsking(null)} /> : null}
    </Page>
  );
}

function Reminding({ reminding: { open, days } }: { readonly reminding: Reminders }) {
  const w = useWords(letterEndingWords);
  const listed = new Intl.ListFormat(useLanguage().language);
  if (open && days.length > 0)
    return <p className="soft">{w.how(listed.format(days.toSorted((a, b) => b - a).map(String)))}</p>;
  return (
    <Notice kind="warn">
      <p>{open ? w.noDays : w.closed}</p>
    </Notice>
  );
}

/** `53.71.04` of `53.71.04.1001`. */
const kecamatanCodeOf = ({ kelurahanCode }: Ending['areas'][number]): string => kelurahanCode.slice(0, 8);

interface AreaChoiceProps {
  readonly areas: Ending['areas'];
  readonly region: string;
  readonly onChange: (region: string) => void;
}

/** The whole office, a kecamatan, or a kelurahan; each with how many letters end there. */
function AreaChoice({ areas, region, onChange }: AreaChoiceProps) {
  const w = useWords(letterEndingWords);
  const { language } = useLanguage();
  const sum = (some: Ending['areas']) =>
    some.reduce((letters, area) => letters + area.letters, 0).toLocaleString(language);
  const kecamatan = new Map(areas.map((area) => [kecamatanCodeOf(area), area.kecamatan]));
  const data = [
    { value: '', label: w.everywhere(sum(areas)) },
    ...[...kecamatan].flatMap(([code, name]) => {
      const within = areas.filter((area) => kecamatanCodeOf(area) === code);
      return [
        { value: code, label: w.wholeKecamatan(name, sum(within)) },
        ...within.map((area) => ({
          value: area.kelurahanCode,
          label: w.kelurahan(area.kelurahan, sum([area])),
        })),
      ];
    }),
  ];
  // What was chosen stays chosen where another span has nothing of it.
  const chosen = data.some(({ value }) => value === region)
    ? data
    : [...data, { value: region, label: region }];
  return (
    <NativeSelect
      label={w.region}
      value={region}
      onChange={(event) => onChange(event.target.value)}
      data={chosen}
    />
  );
}
