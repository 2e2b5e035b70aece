import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type CentreLabels, type CentreStatus, centreStatuses } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useMay, useToday } from '../session.tsx';
import { useStatusName } from './status-name.ts';

/** Whom a word is about: a recording by its id, or a resident by NIK where nothing was recorded here. */
export type WordSubject = { readonly enrolmentId: string } | { readonly nik: string };

interface NoteDialogProps {
  readonly about: WordSubject;
  readonly labels: CentreLabels;
  readonly onClose: () => void;
}

/** One word of the centre by hand: which status, seen when, and where. */
export function NoteDialog({ about, labels, onClose }: NoteDialogProps) {
  const words = useWords(centreWords);
  const w = words.noting;
  const say = useAnnouncer();
  const may = useMay();
  const today = useToday();
  const nameOf = useStatusName(labels);
  const action = useAct();
  const [status, setStatus] = useState<CentreStatus>('SENT_FOR_ENROLLMENT');
  const [asOf, setAsOf] = useState<string>(today);
  const [source, setSource] = useState('SIAK');
  const [decision, setDecision] = useState('');
  const submit = () => {
    const decisionReason = decision.trim() === '' ? null : decision.trim();
    const word = { status, asOf, source, decisionReason };
    void action.run(
      () =>
        'nik' in about
          ? call(officeApi.noteCentreWordOfResident, { body: { nik: about.nik, ...word } })
          : call(officeApi.noteCentreWord, { params: { id: about.enrolmentId }, body: word }),
      () => {
        say(w.saved);
        onClose();
      },
    );
  };
  return (
    <FormDialog heading={words.note} onClose={onClose} action={action} onSubmit={submit} act={w.action}>
      <NativeSelect
        label={w.status}
        value={status}
        onChange={(event) => setStatus(event.target.value as CentreStatus)}
        data={centreStatuses.map((value) => ({ value, label: `${nameOf(value)} (${value})` }))}
      />
      <TextInput label={w.asOf} type="date" value={asOf} onChange={(event) => setAsOf(event.target.value)} />
      <TextInput
        label={w.source}
        description={w.sourceHint}
        maxLength={60}
        autoComplete="off"
        value={source}
        onChange={(event) => setSource(event.target.value)}
      />
      {may('centre.decide') ? (
        <Textarea
          label={w.decision}
          description={w.decisionHint}
          rows={2}
          maxLength={500}
          value={decision}
          onChange={(event) => setDecision(event.target.value)}
        />
      ) : null}
    </FormDialog>
  );
}
