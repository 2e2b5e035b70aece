import { Button, Textarea } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { setChangeWords } from '../../words/office/set-change.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useMay } from '../session.tsx';
import { useEquipmentTerms } from './terms.ts';

interface RetireSetDialogProps {
  readonly set: SetView;
  readonly onClose: () => void;
}

/** Takes a set out of service for good; empties it first where something is in it. */
export function RetireSetDialog({ set, onClose }: RetireSetDialogProps) {
  const w = useWords(setChangeWords);
  const action = useAct();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const tooShort = reason.trim().length < 5;
  const full = set.slots.some(({ component }) => component !== null);
  const submit = () => {
    setChecked(true);
    if (tooShort) return;
    const input = { params: { id: set.id }, body: { reason } };
    void action.run(() => call(equipmentApi.retireSet, input), onClose);
  };
  return (
    <FormDialog
      heading={w.retireHeading(`${set.place.name}, ${set.name}`)}
      onClose={onClose}
      action={action}
      grave
      disabled={full}
      onSubmit={submit}
      act={w.retire}
    >
      <p>{w.retireLead}</p>
      {full ? <StillFull set={set} /> : null}
      <Textarea
        label={w.reason}
        rows={2}
        maxLength={300}
        error={checked && tooShort ? w.reasonMissing : undefined}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}

/** What is in the set yet, and one act that moves all of it into the cupboard. */
function StillFull({ set }: Pick<RetireSetDialogProps, 'set'>) {
  const w = useWords(setChangeWords);
  const t = useEquipmentTerms();
  const may = useMay();
  const emptying = useAct();
  const filled = set.slots.flatMap(({ component }) => component ?? []);
  const empty = () => void emptying.run(() => call(equipmentApi.emptySet, { params: { id: set.id } }));
  return (
    <>
      <p>{w.full(filled.length)}</p>
      <ul>
        {filled.map((component) => (
          <li key={component.id}>
            {t.kinds[component.kind]} · {component.make} {component.model} ·{' '}
            <span className="digits">{component.serial}</span>
          </li>
        ))}
      </ul>
      <p className="soft">{w.fullLead(set.place.name)}</p>
      {may('equipment.move') ? (
        <Button variant="default" loading={emptying.busy} onClick={empty}>
          {w.empty}
        </Button>
      ) : null}
      <ProblemNotice problem={emptying.problem} />
    </>
  );
}
