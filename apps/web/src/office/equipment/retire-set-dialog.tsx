import { Button } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { setChangeWords } from '../../words/office/set-change.ts';
import { useAct } from '../asking.ts';
import { ReasonDialog } from '../frame/reason-dialog.tsx';
import { useMay } from '../session.tsx';
import { useEquipmentTerms } from './terms.ts';

interface RetireSetDialogProps {
  readonly set: SetView;
  readonly onClose: () => void;
}

/** Takes a set out of service for good; empties it first where something is in it. */
export function RetireSetDialog({ set, onClose }: RetireSetDialogProps) {
  const w = useWords(setChangeWords);
  const full = set.slots.some(({ component }) => component !== null);
  return (
    <ReasonDialog
      heading={w.retireHeading(`${set.place.name}, ${set.name}`)}
      lead={w.retireLead}
      action={w.retire}
      grave
      disabled={full}
      act={(reason) => call(equipmentApi.retireSet, { params: { id: set.id }, body: { reason } })}
      onClose={onClose}
    >
      {full ? <StillFull set={set} /> : null}
    </ReasonDialog>
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
