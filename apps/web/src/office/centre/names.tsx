import { Button, TextInput } from '@mantine/core';
import { type CentreLabels, centreStatuses } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';
import { useAct, useAnswer } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { FactLine, FactList, NotYet, Section } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';

/** What this office calls the statuses of the centre; the head changes it. */
export function CentreNames() {
  const w = useWords(centreWords).names;
  const may = useMay();
  const labels = useAnswer(officeApi.centreLabels);
  const [changing, setChanging] = useState(false);
  if (!labels.value) return <NotYet problem={labels.problem} />;
  const own = Object.entries(labels.value);
  return (
    <Section
      heading={w.heading}
      acts={
        may('policy.change') ? (
          <Button variant="default" onClick={() => setChanging(true)}>
            {w.change}
          </Button>
        ) : null
      }
    >
      {own.length === 0 ? (
        <p className="soft">{w.none}</p>
      ) : (
        <FactList>
          {own.map(([status, label]) => (
            <FactLine key={status} name={status}>
              {label}
            </FactLine>
          ))}
        </FactList>
      )}
      {changing ? <NamesDialog from={labels.value} onClose={() => setChanging(false)} /> : null}
    </Section>
  );
}

interface NamesDialogProps {
  readonly from: CentreLabels;
  readonly onClose: () => void;
}

function NamesDialog({ from, onClose }: NamesDialogProps) {
  const w = useWords(centreWords).names;
  const { statuses } = useWords(centreWords);
  const action = useAct();
  const [labels, setLabels] = useState<CentreLabels>(from);
  const submit = () => {
    void action.run(() => call(officeApi.setCentreLabels, { body: labels }), onClose);
  };
  return (
    <FormDialog heading={w.heading} onClose={onClose} wide action={action} onSubmit={submit} act={w.action}>
      <p>{w.lead}</p>
      {centreStatuses.map((status) => (
        <TextInput
          key={status}
          label={status}
          placeholder={statuses[status]}
          maxLength={60}
          autoComplete="off"
          value={labels[status] ?? ''}
          onChange={(event) => setLabels({ ...labels, [status]: event.target.value })}
        />
      ))}
    </FormDialog>
  );
}
