import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceStateView, ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { FactLine, FactList, Section } from '../frame/pieces.tsx';
import { ReasonDialog } from '../frame/reason-dialog.tsx';
import { useMay } from '../session.tsx';
import { StateCell } from './state-cell.tsx';

interface Choice {
  readonly key: string;
  readonly settledFor: 'derived' | 'claimed';
}

/** What two sources say of the same service; somebody who knows settles it. */
export function Conflicts({ status }: { readonly status: ServiceStatusView }) {
  const w = useWords(serviceWords);
  const [choice, setChoice] = useState<Choice | null>(null);
  const each = status.places.flatMap(({ place, conflicts: own }) =>
    own.map((conflict) => ({ place, ...conflict })),
  );
  const conflicts = each.filter(({ key }, index) => each.findIndex((one) => one.key === key) === index);
  if (conflicts.length === 0) return null;
  return (
    <Section heading={w.conflicts} lead={w.conflictsLead}>
      {conflicts.map(({ key, place, service, ofCity, derived, claimed, settledFor }) => (
        <div key={key} className="stack">
          <strong>{w.conflictOf(w.services[service], ofCity ? w.city : place.name)}</strong>
          <FactList>
            <Side
              state={derived}
              settled={settledFor === 'derived'}
              onSettle={() => setChoice({ key, settledFor: 'derived' })}
            />
            <Side
              state={claimed}
              settled={settledFor === 'claimed'}
              onSettle={() => setChoice({ key, settledFor: 'claimed' })}
            />
          </FactList>
        </div>
      ))}
      {choice ? <SettleDialog choice={choice} onClose={() => setChoice(null)} /> : null}
    </Section>
  );
}

interface SideProps {
  readonly state: ServiceStateView;
  readonly settled: boolean;
  readonly onSettle: () => void;
}

function Side({ state, settled, onSettle }: SideProps) {
  const w = useWords(serviceWords);
  const may = useMay();
  const name =
    state.reference === null ? w.sources[state.source] : `${w.sources[state.source]} (${state.reference})`;
  return (
    <FactLine name={name}>
      <div className="state-said">
        <StateCell state={state} />
      </div>
      {settled ? <em>{w.settledFor}</em> : null}
      {!settled && may('service.state') ? (
        <Button variant="default" size="xs" aria-label={`${w.settle}: ${name}`} onClick={onSettle}>
          {w.settle}
        </Button>
      ) : null}
    </FactLine>
  );
}

function SettleDialog({ choice, onClose }: { readonly choice: Choice; readonly onClose: () => void }) {
  const w = useWords(serviceWords);
  return (
    <ReasonDialog
      heading={w.settleHeading}
      hint={w.reasonHint}
      action={w.settle}
      act={(reason) => call(officeApi.settleConflict, { body: { ...choice, reason } })}
      onClose={onClose}
    />
  );
}
