import type { Biodata } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { type KeyboardEvent, useRef, useState } from 'react';
import { call } from '../../parts/client.ts';
import { formatDate, groupNik } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { useStationAction } from '../station.tsx';
import { useKelurahanName } from './kelurahan-name.ts';
import { useRecording } from './open-recording.tsx';
import { StepScreen } from './step-screen.tsx';

/** In the order in which they are read aloud. */
const readAloud = [
  'name',
  'nik',
  'birthPlace',
  'birthDate',
  'sex',
  'address',
  'rt',
  'rw',
  'kelurahanCode',
  'religion',
  'maritalStatus',
  'bloodGroup',
  'occupation',
  'nationality',
  'familyCardNumber',
] as const satisfies readonly (keyof Biodata)[];

/** Read aloud and confirmed, or stopped with what is wrong. */
export function BiodataStep() {
  const w = useWords(counterWords).recording.biodata;
  const { view, setView } = useRecording();
  const action = useStationAction();
  const [marking, setMarking] = useState(false);
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const [noneMarked, setNoneMarked] = useState(false);
  const send = (body: { confirmed: true } | { confirmed: false; wrongFields: string[] }) =>
    void action.run(() => call(counterApi.confirmBiodata, { params: { id: view.id }, body }), setView);
  const stop = () => {
    setNoneMarked(wrong.size === 0);
    if (wrong.size > 0) send({ confirmed: false, wrongFields: [...wrong] });
  };
  const turn = () => {
    setMarking(!marking);
    setWrong(new Set());
    setNoneMarked(false);
  };
  return (
    <StepScreen
      step="biodata"
      lead={marking ? w.marking : w.lead}
      primary={
        marking
          ? { words: w.stop, onClick: stop, busy: action.busy }
          : { words: w.confirm, onClick: () => send({ confirmed: true }), busy: action.busy }
      }
      focusPrimary={!marking}
      others={[{ words: marking ? w.confirm : w.markWrong, keyName: 'F4', onClick: turn }]}
    >
      {view.warnings.map((warning) => (
        <Notice key={warning} kind="warn">
          <p>{w.warnings[warning]}</p>
        </Notice>
      ))}
      <Fields marking={marking} wrong={wrong} onMark={setWrong} onEnter={stop} />
      {noneMarked ? (
        <Notice kind="warn" alert>
          <p>{w.noneMarked}</p>
        </Notice>
      ) : null}
      <ProblemNotice problem={action.problem} />
    </StepScreen>
  );
}

interface FieldsProps {
  readonly marking: boolean;
  readonly wrong: ReadonlySet<string>;
  readonly onMark: (wrong: ReadonlySet<string>) => void;
  readonly onEnter: () => void;
}

function Fields({ marking, wrong, onMark, onEnter }: FieldsProps) {
  const t = useWords(terms);
  const w = useWords(counterWords).recording.biodata;
  const { biodata } = useRecording().view;
  const kelurahan = useKelurahanName(biodata.kelurahanCode);
  const list = useRef<HTMLDivElement>(null);
  const shown: Readonly<Record<(typeof readAloud)[number], string>> = {
    ...biodata,
    nik: groupNik(biodata.nik),
    familyCardNumber: biodata.familyCardNumber ? groupNik(biodata.familyCardNumber) : '–',
    birthDate: formatDate(biodata.birthDate),
    kelurahanCode: kelurahan,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') return onEnter();
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const boxes = [...(list.current?.querySelectorAll('input') ?? [])];
    const at = boxes.indexOf(document.activeElement as HTMLInputElement);
    if (step === undefined || at < 0) return;
    event.preventDefault();
    boxes[Math.min(boxes.length - 1, Math.max(0, at + step))]?.focus();
  };
  if (!marking) {
    return (
      <dl className="biodata">
        {readAloud.map((field) => (
          <div key={field} className={`biodata-field biodata-of-${field}`}>
            <dt>{t.fields[field]}</dt>
            <dd>{shown[field] || '–'}</dd>
          </div>
        ))}
      </dl>
    );
  }
  const toggle = (field: string) => {
    const next = new Set(wrong);
    if (!next.delete(field)) next.add(field);
    onMark(next);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the native checkboxes inside
    <div className="biodata" ref={list} onKeyDown={onKeyDown}>
      {readAloud.map((field, index) => (
        <label key={field} className={`biodata-field biodata-of-${field} biodata-mark`}>
          <input
            type="checkbox"
            // biome-ignore lint/a11y/noAutofocus: the operator has just asked to mark fields
            autoFocus={index === 0}
            checked={wrong.has(field)}
            onChange={() => toggle(field)}
          />
          <span>
            <span className="biodata-label">
              {t.fields[field]}
              {wrong.has(field) ? <span className="tag tag-bad">{w.markedWrong}</span> : null}
            </span>
            <span className="biodata-value">{shown[field] || '–'}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
