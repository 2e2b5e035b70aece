import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { paths, payers, rungs, verdicts } from '@rekam/domain';
import type { RepairDetail } from '@rekam/protocol/http/repair-api.ts';
import { repairApi } from '@rekam/protocol/http/repair-api.ts';
import { type ReactNode, useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { repairWords } from '../../words/office/repair.ts';
import { useAct } from '../asking.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { Upload } from '../equipment/upload.tsx';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useToday } from '../session.tsx';

export type Step = 'attempt' | 'diagnose' | 'path' | 'letter' | 'answer' | 'raise';

interface StepDialogProps {
  readonly step: Step;
  readonly repair: RepairDetail;
  readonly onClose: () => void;
}

type Entries = Readonly<Record<string, string>>;

/** Writes one step of a repair down. */
export function StepDialog({ step, repair, onClose }: StepDialogProps) {
  const w = useWords(repairWords);
  const f = useWords(frameWords);
  const action = useAct();
  const today = useToday();
  const [entries, setEntries] = useState<Entries>({
    on: today,
    date: today,
    verdict: verdicts[0],
    path: repair.path ?? paths[0],
    payer: repair.payer,
    to: repair.rung === 'operator' ? 'ditjen' : repair.rung,
  });
  const [fileId, setFileId] = useState<string | null>(null);
  const set = (name: string, value: string) => setEntries({ ...entries, [name]: value });
  const submit = () => {
    void action.run(() => send(step, repair.id, entries, fileId), onClose);
  };
  return (
    <FormDialog heading={w.acts[step]} onClose={onClose} action={action} onSubmit={submit} act={f.save}>
      <Fields step={step} entries={entries} set={set} onFile={setFileId} />
    </FormDialog>
  );
}

function send(step: Step, id: string, entries: Entries, fileId: string | null) {
  const params = { id };
  const said = (name: string): string => entries[name] ?? '';
  const paper = said('number') === '' ? null : { number: said('number'), date: said('date'), fileId };
  const fileIds = fileId === null ? [] : [fileId];
  switch (step) {
    case 'attempt':
      return call(repairApi.noteAttempt, {
        params,
        body: { what: said('what'), result: said('result'), on: said('on') },
      });
    case 'diagnose':
      return call(repairApi.noteDiagnosis, {
        params,
        body: {
          verdict: said('verdict') as 'temporary',
          by: said('by'),
          evidence: said('evidence'),
          on: said('on'),
          fileIds,
        },
      });
    case 'path':
      return call(repairApi.choosePath, {
        params,
        body: { path: said('path') as 'centre', payer: said('payer') as 'regency' },
      });
    case 'letter':
      return call(repairApi.noteLetter, {
        params,
        body: {
          paper: { number: said('number') || ' ', date: said('date'), fileId },
          addressee: said('addressee'),
          to: said('to') as 'ditjen',
        },
      });
    case 'answer':
      return call(repairApi.noteAnswer, {
        params,
        body: {
          paper,
          from: said('from'),
          summary: said('summary'),
          on: said('on'),
          promisedOn: said('promised') === '' ? null : said('promised'),
        },
      });
    case 'raise':
      return call(repairApi.raiseRepair, { params, body: { reason: said('reason') } });
  }
}

interface FieldsProps {
  readonly step: Step;
  readonly entries: Entries;
  readonly set: (name: string, value: string) => void;
  readonly onFile: (fileId: string | null) => void;
}

function Fields({ step, entries, set, onFile }: FieldsProps): ReactNode {
  const w = useWords(repairWords).fields;
  const f = useWords(frameWords);
  const t = useEquipmentTerms();
  const text = (name: string, label: string) => (
    <TextInput
      key={name}
      label={label}
      maxLength={160}
      autoComplete="off"
      value={entries[name] ?? ''}
      onChange={(event) => set(name, event.target.value)}
    />
  );
  const long = (name: string, label: string, hint?: string) => (
    <Textarea
      key={name}
      label={label}
      description={hint}
      rows={2}
      maxLength={300}
      value={entries[name] ?? ''}
      onChange={(event) => set(name, event.target.value)}
    />
  );
  const day = (name: string, label: string) => (
    <TextInput
      key={name}
      type="date"
      label={label}
      value={entries[name] ?? ''}
      onChange={(event) => set(name, event.target.value)}
    />
  );
  const choice = <T extends string>(
    name: string,
    label: string,
    values: readonly T[],
    say: (value: T) => string,
  ) => (
    <NativeSelect
      key={name}
      label={label}
      value={entries[name] ?? ''}
      onChange={(event) => set(name, event.target.value)}
      data={values.map((value) => ({ value, label: say(value) }))}
    />
  );
  const file = (
    <Upload
      key="file"
      label={`${w.file} (${w.optional})`}
      accept="image/jpeg,image/png,application/pdf"
      onUploaded={onFile}
    />
  );
  switch (step) {
    case 'attempt':
      return [long('what', w.what), long('result', w.result), day('on', w.on)];
    case 'diagnose':
      return [
        choice('verdict', w.verdict, verdicts, (verdict) => t.verdicts[verdict]),
        text('by', w.by),
        long('evidence', w.evidence, w.evidenceHint),
        day('on', w.on),
        file,
      ];
    case 'path':
      return [
        choice('path', w.path, paths, (path) => t.paths[path]),
        choice('payer', w.payer, payers, (payer) => t.payers[payer]),
      ];
    case 'letter':
      return [
        text('number', w.number),
        day('date', w.date),
        text('addressee', w.addressee),
        choice('to', w.to, rungs, (rung) => t.rungs[rung]),
        file,
      ];
    case 'answer':
      return [
        text('from', w.from),
        long('summary', w.summary),
        day('on', w.on),
        day('promised', `${w.promised} (${w.optional})`),
        text('number', `${w.number} (${w.optional})`),
        file,
      ];
    case 'raise':
      return long('reason', f.reason);
  }
}
