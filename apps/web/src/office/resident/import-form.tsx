import { Button, Progress } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useRef, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { residentWords } from '../../words/office/resident.ts';
import { useAct, useAnswer } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { BadLines, type ImportRow } from './bad-lines.tsx';

const progressEveryMs = 400;

/** Sends a file to the office and shows how far it has read. */
export function ImportForm({ runningElsewhere }: { readonly runningElsewhere: boolean }) {
  const w = useWords(residentWords).import;
  const action = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [missing, setMissing] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const [done, setDone] = useState<ImportRow | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    setMissing(!file);
    if (!file) return;
    setDone(null);
    const query = { fileName: file.name.slice(0, 200), bytes: file.size };
    void action.run(() => call(officeApi.importResidents, { query, body: file }), setDone);
  };
  return (
    <Section heading={w.heading} lead={w.lead}>
      <form className="row" onSubmit={submit}>
        <label className="file-choice grow">
          <span className="plain-button">{w.choose}</span>
          <span className="soft">{chosen ?? w.noneChosen}</span>
          <input
            ref={input}
            className="unseen"
            type="file"
            accept=".csv,.txt,text/csv"
            aria-invalid={missing || undefined}
            onChange={(event) => {
              setMissing(false);
              setChosen(event.target.files?.[0]?.name ?? null);
            }}
          />
        </label>
        <Button type="submit" loading={action.busy}>
          {w.action}
        </Button>
      </form>
      {missing ? (
        <p className="field-wrong" role="alert">
          {w.chooseFirst}
        </p>
      ) : null}
      {action.busy || runningElsewhere ? <Running /> : null}
      <ProblemNotice problem={action.problem} />
      {done ? <Done one={done} /> : null}
    </Section>
  );
}

function Running() {
  const w = useWords(residentWords).import;
  const { language } = useLanguage();
  const imports = useAnswer(officeApi.listImports, undefined, { everyMs: progressEveryMs });
  const one = imports.value?.find(({ state }) => state === 'running');
  if (!one) return null;
  const share = one.bytesTotal ? Math.min(100, (100 * one.bytesRead) / one.bytesTotal) : 0;
  return (
    <div className="stack">
      <strong>{w.running(one.fileName)}</strong>
      <Progress.Root size="xl">
        <Progress.Section value={share} aria-label={w.progress} />
      </Progress.Root>
      <p className="soft">
        {share >= 100 ? w.merging : w.lines(one.lines.toLocaleString(language))}
        <br />
        {w.keepOpen}
      </p>
    </div>
  );
}

function Done({ one }: { readonly one: ImportRow }) {
  const w = useWords(residentWords).import;
  const { language } = useLanguage();
  const figure = (n: number) => n.toLocaleString(language);
  return (
    <Notice kind={one.bad > 0 ? 'warn' : 'good'} alert>
      <p>{w.done(figure(one.added), figure(one.changed))}</p>
      {one.bad > 0 ? (
        <p>
          {w.doneBad(figure(one.bad))} <BadLines one={one} />
        </p>
      ) : null}
    </Notice>
  );
}
