import { Button, NativeSelect, Radio, Textarea } from '@mantine/core';
import { letterPurposes } from '@rekam/domain';
import type { AnswerOf, BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { letterBatchWords } from '../../words/office/letter-batch.ts';
import { useAct, useAnswer } from '../asking.ts';
import { CsvChoice } from '../frame/csv-choice.tsx';
import { Section } from '../frame/pieces.tsx';

type Choice = BodyOf<typeof officeApi.makeLetterBatch>;
type Found = AnswerOf<typeof officeApi.previewLetterBatch>;
type Purpose = (typeof letterPurposes)[number];

const ways = ['area', 'list', 'ending'] as const satisfies readonly Choice['by'][];

/** Asks for whom, tells how many that are, and only then issues. */
export function BatchForm() {
  const w = useWords(letterBatchWords);
  const { language } = useLanguage();
  const action = useAct();
  const [by, setBy] = useState<Choice['by']>('area');
  const [regionCode, setRegionCode] = useState('');
  const [purpose, setPurpose] = useState<Purpose>('first-card');
  const [niks, setNiks] = useState('');
  const [found, setFound] = useState<Found | null>(null);
  const areas = useAreas();
  // Whatever is changed has to be counted anew.
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setFound(null);
      set(value);
    };
  const area = regionCode === '' ? (areas[0]?.value ?? '') : regionCode;
  const choice: Choice =
    by === 'list'
      ? { by, niks, purpose }
      : by === 'area'
        ? { by, regionCode: area, purpose }
        : { by, regionCode: regionCode === '' ? null : regionCode };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (found === null) void action.run(() => call(officeApi.previewLetterBatch, { body: choice }), setFound);
    else
      void action.run(
        () => call(officeApi.makeLetterBatch, { body: choice }),
        () => setFound(null),
      );
  };
  const ready = found !== null && found.chosen > 0;
  return (
    <Section heading={w.making}>
      <form className="stack" onSubmit={submit} noValidate>
        <Radio.Group
          value={by}
          onChange={(value) => anew(setBy)(value as Choice['by'])}
          aria-label={w.making}
        >
          <div className="stack">
            {ways.map((way) => (
              <Radio key={way} value={way} label={w.choices[way]} description={w.explains[way]} />
            ))}
          </div>
        </Radio.Group>
        {by === 'list' ? (
          <NikList niks={niks} onChange={anew(setNiks)} />
        ) : (
          <NativeSelect
            label={w.area}
            value={by === 'area' ? area : regionCode}
            onChange={(event) => anew(setRegionCode)(event.target.value)}
            data={by === 'ending' ? [{ value: '', label: w.wholeOffice }, ...areas] : areas}
          />
        )}
        {by === 'ending' ? null : <PurposeChoice purpose={purpose} onChange={anew(setPurpose)} />}
        {found ? <Counted found={found} /> : null}
        <ProblemNotice problem={action.problem} />
        <div className="row">
          <Button type="submit" loading={action.busy} variant={ready ? 'filled' : 'default'}>
            {ready ? w.start(found.chosen.toLocaleString(language)) : w.count}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** The kecamatan that have a place of service. */
function useAreas(): { value: string; label: string }[] {
  const places = useAnswer(officeApi.listPlaces);
  return (places.value ?? []).flatMap(({ kind, name, regionCode }) =>
    kind === 'kecamatan' && regionCode !== null ? [{ value: regionCode, label: name }] : [],
  );
}

function PurposeChoice(props: { readonly purpose: Purpose; readonly onChange: (purpose: Purpose) => void }) {
  const w = useWords(letterBatchWords);
  const { purposes } = useWords(letterWords);
  return (
    <NativeSelect
      label={w.purpose}
      value={props.purpose}
      onChange={(event) => props.onChange(event.target.value as Purpose)}
      data={letterPurposes.map((value) => ({ value, label: purposes[value] }))}
    />
  );
}

interface NikListProps {
  readonly niks: string;
  readonly onChange: (niks: string) => void;
}

function NikList({ niks, onChange }: NikListProps) {
  const w = useWords(letterBatchWords);
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const read = async (chosen: string | null) => {
    setName(chosen);
    const file = input.current?.files?.[0];
    if (file) onChange(await file.text());
  };
  return (
    <>
      <Textarea
        label={w.niks}
        description={w.niksHint}
        rows={6}
        autoComplete="off"
        spellCheck={false}
        value={niks}
        onChange={(event) => onChange(event.target.value)}
      />
      <CsvChoice input={input} words={w} name={name} onChosen={(chosen) => void read(chosen)} />
    </>
  );
}

function Counted({ found }: { readonly found: Found }) {
  const w = useWords(letterBatchWords);
  const { language } = useLanguage();
  const { chosen, beyond, repeated, unreadable } = found;
  const figure = (n: number) => n.toLocaleString(language);
  return (
    <Notice kind={chosen === 0 || unreadable > 0 ? 'warn' : 'calm'} alert>
      <p>{chosen === 0 ? w.nobody : w.found(figure(chosen))}</p>
      {beyond > 0 ? <p>{w.beyond(figure(beyond))}</p> : null}
      {repeated > 0 ? <p>{w.repeated(figure(repeated))}</p> : null}
      {unreadable > 0 ? <p>{w.unreadable(figure(unreadable))}</p> : null}
    </Notice>
  );
}
