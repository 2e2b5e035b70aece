import { Button } from '@mantine/core';
import type { EquipmentImport } from '@rekam/protocol/http/equipment-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { useRef, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAct } from '../asking.ts';
import { CsvChoice } from '../frame/csv-choice.tsx';
import { useFieldWords } from './field-words.ts';
import { useEquipmentTerms } from './terms.ts';

/** So many lines are shown; the figures count all. */
const mostShown = 40;

/** Reads a register, shows what would change, then changes it. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(equipmentWords).csv;
  const f = useWords(frameWords);
  const action = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const [seen, setSeen] = useState<EquipmentImport | null>(null);
  const read = (apply: 'yes' | 'no') => {
    const file = input.current?.files?.[0];
    if (!file) return;
    void action.run(
      () => call(equipmentApi.importComponents, { query: { apply }, body: file as never } as never),
      setSeen,
    );
  };
  const changes = seen ? seen.added.length + seen.changed.length : 0;
  const ready = seen !== null && !seen.applied && seen.bad.length === 0 && changes > 0;
  return (
    <Dialog heading={w.heading} onClose={onClose} wide>
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
              {w.apply}
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

function Seen({ seen }: { readonly seen: EquipmentImport }) {
  const w = useWords(equipmentWords).csv;
  const t = useEquipmentTerms();
  const { nameOf, textOf } = useFieldWords();
  const { language } = useLanguage();
  const { added, changed, unchanged, bad, applied } = seen;
  if (bad.length > 0)
    return (
      <Notice kind="warn" alert>
        <p>{w.bad(bad.length)}</p>
        <ul className="import-lines">
          {bad.slice(0, mostShown).map(({ line, sentence }) => (
            <li key={line}>
              <strong>{w.line(line)}:</strong> {sentence[language]}
            </li>
          ))}
        </ul>
      </Notice>
    );
  return (
    <Notice kind={applied ? 'good' : 'calm'} alert>
      <p>
        {applied ? `${w.applied} ` : ''}
        {added.length + changed.length === 0 ? w.nothing : w.result(added.length, changed.length, unchanged)}
      </p>
      <ul className="import-lines">
        {added.slice(0, mostShown).map(({ line, kind, serial, where }) => (
          <li key={line}>
            + {t.kinds[kind]} <span className="digits">{serial}</span>, {where}
          </li>
        ))}
        {changed.slice(0, mostShown).map(({ line, kind, serial, changes }) => (
          <li key={line}>
            {t.kinds[kind]} <span className="digits">{serial}</span>:{' '}
            {changes
              .map(({ field, from, to }) => `${nameOf(field)} ${textOf(field, from)} → ${textOf(field, to)}`)
              .join('; ')}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
