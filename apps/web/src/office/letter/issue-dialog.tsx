import { Button, NativeSelect, Textarea } from '@mantine/core';
import { letterPurposes } from '@rekam/domain';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call, download } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formatDate } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { letterWords } from '../../words/office/letter.ts';
import { letterEndingWords } from '../../words/office/letter-ending.ts';
import { useAct, useAnswer } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';
import { NikField, useTypedNik } from '../frame/nik-field.tsx';
import { base64Of, largestPhotoBytes, PhotoField } from '../frame/photo-field.tsx';
import { useMay } from '../session.tsx';
import { ReminderForm } from './reminder-form.tsx';

/** Asks for whom and what for, then offers the finished letter. */
export function IssueDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(letterWords).issuing;
  const [issued, setIssued] = useState<LetterRow | null>(null);
  return (
    <Dialog heading={issued ? w.doneHeading : w.heading} onClose={onClose}>
      {issued ? (
        <Issued letter={issued} onClose={onClose} />
      ) : (
        <IssueForm onIssued={setIssued} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface IssueFormProps {
  readonly onIssued: (letter: LetterRow) => void;
  readonly onClose: () => void;
}

function IssueForm({ onIssued, onClose }: IssueFormProps) {
  const words = useWords(letterWords);
  const w = words.issuing;
  const may = useMay();
  const action = useAct();
  const { nik, check, field } = useTypedNik();
  const [purpose, setPurpose] = useState<(typeof letterPurposes)[number]>('first-card');
  const [photo, setPhoto] = useState<File | null>(null);
  const [decision, setDecision] = useState('');
  const tooLarge = photo !== null && photo.size > largestPhotoBytes;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!check() || tooLarge) return;
    const photoBase64 = photo ? await base64Of(photo) : null;
    const decisionReason = decision.trim() === '' ? null : decision.trim();
    const body = { nik, purpose, photoBase64, decisionReason };
    await action.run(() => call(officeApi.issueLetter, { body }), onIssued);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
      <NikField label={w.nik} hint={w.nikHint} wrong={w.nikWrong} of={field} />
      <NativeSelect
        label={w.purpose}
        value={purpose}
        onChange={(event) => setPurpose(event.target.value as typeof purpose)}
        data={letterPurposes.map((value) => ({ value, label: words.purposes[value] }))}
      />
      <PhotoField
        label={w.photo}
        hint={w.photoHint}
        wrong={tooLarge ? w.photoLarge : undefined}
        onChoose={setPhoto}
      />
      {may('letter.decide') ? (
        <Textarea
          label={w.decision}
          description={w.decisionHint}
          rows={2}
          maxLength={500}
          value={decision}
          onChange={(event) => setDecision(event.target.value)}
        />
      ) : null}
      <DialogEnd action={action} onClose={onClose}>
        {w.action}
      </DialogEnd>
    </form>
  );
}

function Issued({ letter, onClose }: { readonly letter: LetterRow; readonly onClose: () => void }) {
  const w = useWords(letterWords);
  const f = useWords(frameWords);
  const action = useAct();
  const { id, number, validUntil } = letter;
  const open = () =>
    download(officeApi.letterDocument, { params: { id } }, `${number.replaceAll('/', '-')}.pdf`);
  return (
    <div className="stack">
      <p role="status">{w.issuing.done(number, formatDate(validUntil))}</p>
      <ReminderOffer letterId={id} />
      <ProblemNotice problem={action.problem} />
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {f.close}
        </Button>
        <Button loading={action.busy} onClick={() => void action.run(open)}>
          {w.acts.open}
        </Button>
      </div>
    </div>
  );
}

/** While the holder still stands at the counter. */
function ReminderOffer({ letterId }: { readonly letterId: string }) {
  const w = useWords(letterEndingWords).asking;
  const reminding = useAnswer(officeApi.letterReminding);
  if (!reminding.value?.open || reminding.value.days.length === 0) return null;
  return (
    <details>
      <summary>{w.offer}</summary>
      <p>{w.lead}</p>
      <ReminderForm letterId={letterId} />
    </details>
  );
}
