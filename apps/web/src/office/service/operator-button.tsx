import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { serviceWords } from '../../words/office/service.ts';
import { useAct } from '../asking.ts';
import { useMay } from '../session.tsx';

/** Two taps: the operator of this place is missing today. One tap takes it back. */
export function OperatorButton({ row }: { readonly row: ServiceStatusView['places'][number] }) {
  const w = useWords(serviceWords);
  const f = useWords(frameWords);
  const may = useMay();
  const action = useAct();
  const [asking, setAsking] = useState(false);
  const { place, operatorMissing } = row;
  if (!may('service.report')) return null;
  const report = (missing: boolean) =>
    void action.run(
      () => call(officeApi.reportOperator, { params: { id: place.id }, body: { missing } }),
      () => setAsking(false),
    );
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={action.busy}
        aria-label={operatorMissing ? `${w.operatorThere}: ${place.name}` : w.operatorMissingAt(place.name)}
        onClick={() => (operatorMissing ? report(false) : setAsking(true))}
      >
        {operatorMissing ? w.operatorThere : w.operatorMissing}
      </Button>
      {asking ? (
        <Dialog heading={w.missingHeading(place.name)} onClose={() => setAsking(false)}>
          <p>{w.missingLead}</p>
          <ProblemNotice problem={action.problem} />
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setAsking(false)}>
              {f.cancel}
            </Button>
            <Button autoFocus loading={action.busy} onClick={() => report(true)}>
              {w.missingAction}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
