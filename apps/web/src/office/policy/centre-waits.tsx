import { TextInput } from '@mantine/core';
import { defaultCentreWaits } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { centreWaitWords } from '../../words/office/centre-waits.ts';
import { useAct, useAnswer } from '../asking.ts';
import { BeginningFields, DatedRules } from '../frame/dated-rules.tsx';
import { FormDialog } from '../frame/form-dialog.tsx';

type Proposal = BodyOf<typeof officeApi.addCentreWaits>;

/** After how many days the centre's silence limits *kirim* and *tunggal*; the head adds a version. */
export function CentreWaitRules({ today }: { readonly today: string }) {
  const w = useWords(centreWaitWords);
  const versions = useAnswer(officeApi.centreWaits);
  return (
    <DatedRules
      versions={versions}
      words={w}
      hasDefaults
      saying={({ ordinaryDays, tellingDays }) => <> {w.saying(ordinaryDays, tellingDays)}</>}
      dialog={(newest, onClose) => {
        const { ordinaryDays, tellingDays } = newest ?? defaultCentreWaits;
        return (
          <WaitsDialog
            from={{ effectiveFrom: today, basis: '', ordinaryDays, tellingDays }}
            onClose={onClose}
          />
        );
      }}
    />
  );
}

interface WaitsDialogProps {
  readonly from: Proposal;
  readonly onClose: () => void;
}

function WaitsDialog({ from, onClose }: WaitsDialogProps) {
  const w = useWords(centreWaitWords);
  const action = useAct();
  const [waits, setWaits] = useState(from);
  const submit = () => {
    void action.run(() => call(officeApi.addCentreWaits, { body: waits }), onClose);
  };
  const days = (field: 'ordinaryDays' | 'tellingDays', label: string) => (
    <TextInput
      type="number"
      min={1}
      max={366}
      label={label}
      value={waits[field]}
      onChange={(event) => setWaits({ ...waits, [field]: Number(event.target.value) })}
    />
  );
  return (
    <FormDialog heading={w.change} onClose={onClose} action={action} onSubmit={submit} act={w.action}>
      <p className="soft">{w.hint}</p>
      <BeginningFields words={w} rule={waits} onChange={(changed) => setWaits({ ...waits, ...changed })} />
      {days('ordinaryDays', w.ordinary)}
      {days('tellingDays', w.telling)}
    </FormDialog>
  );
}
