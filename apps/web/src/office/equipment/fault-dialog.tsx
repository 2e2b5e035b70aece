import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type FaultCause, faultCauses, faultEffects, type Symptom, usualSymptoms } from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useTypedMoment } from '../session.tsx';
import { useEquipmentTerms } from './terms.ts';
import { Upload } from './upload.tsx';

interface FaultDialogProps {
  readonly component: ComponentRow;
  readonly onClose: () => void;
}

/** Reports a fault: what is seen, how bad it is, and why. */
export function FaultDialog({ component, onClose }: FaultDialogProps) {
  const w = useWords(componentWords).reporting;
  const t = useEquipmentTerms();
  const momentOf = useTypedMoment();
  const action = useAct();
  const [symptom, setSymptom] = useState('');
  const [effect, setEffect] = useState('');
  const [cause, setCause] = useState('');
  const [note, setNote] = useState('');
  const [since, setSince] = useState('');
  const [fileId, setFileId] = useState<string | null>(null);
  const [checked, setChecked] = useState(false);
  const missing = symptom === '' || effect === '' || cause === '';
  const submit = () => {
    setChecked(true);
    if (missing) return;
    const body = {
      symptom: symptom as Symptom,
      effect: effect as (typeof faultEffects)[number],
      cause: cause as FaultCause,
      note,
      fileIds: fileId === null ? [] : [fileId],
      since: momentOf(since) ?? undefined,
    };
    void action.run(() => call(equipmentApi.reportFault, { params: { id: component.id }, body }), onClose);
  };
  const choice = (
    label: string,
    value: string,
    choose: (value: string) => void,
    options: readonly { value: string; label: string }[],
  ) => (
    <NativeSelect
      label={label}
      error={checked && value === '' ? w.choose : undefined}
      value={value}
      onChange={(event) => choose(event.target.value)}
      data={[{ value: '', label: w.choose }, ...options]}
    />
  );
  return (
    <FormDialog
      heading={`${w.heading}: ${t.kinds[component.kind]}`}
      onClose={onClose}
      action={action}
      onSubmit={submit}
      act={w.action}
    >
      {choice(
        w.symptom,
        symptom,
        setSymptom,
        usualSymptoms[component.kind].map((value) => ({ value, label: t.symptoms[value] })),
      )}
      {choice(
        w.effect,
        effect,
        setEffect,
        faultEffects.map((value) => ({ value, label: t.effects[value] })),
      )}
      {choice(
        w.cause,
        cause,
        setCause,
        faultCauses.map((value) => ({ value, label: t.causes[value] })),
      )}
      <Textarea
        label={w.note}
        description={w.noteHint}
        rows={2}
        maxLength={1000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <TextInput
        type="datetime-local"
        label={w.since}
        description={w.sinceHint}
        value={since}
        onChange={(event) => setSince(event.target.value)}
      />
      <Upload label={w.photo} accept="image/jpeg,image/png,application/pdf" onUploaded={setFileId} />
    </FormDialog>
  );
}
