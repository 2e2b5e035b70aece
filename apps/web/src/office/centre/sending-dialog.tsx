import { TextInput } from '@mantine/core';
import type { CentreExportRow } from '@rekam/protocol/http/centre-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { call } from '../../parts/client.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { centreExportWords } from '../../words/office/centre-export.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useToday } from '../session.tsx';

interface SendingDialogProps {
  readonly one: CentreExportRow;
  readonly onClose: () => void;
}

/** That an export has gone, as somebody saw it: on which day, by what means. */
export function SendingDialog({ one, onClose }: SendingDialogProps) {
  const w = useWords(centreExportWords).sending;
  const say = useAnnouncer();
  const { language } = useLanguage();
  const today = useToday();
  const action = useAct();
  const [sentOn, setSentOn] = useState<string>(today);
  const [means, setMeans] = useState('');
  const submit = () => {
    void action.run(
      () => call(officeApi.noteCentreSending, { params: { id: one.id }, body: { sentOn, means } }),
      ({ residents }) => {
        say(w.saved(residents.toLocaleString(language)));
        onClose();
      },
    );
  };
  return (
    <FormDialog heading={w.heading} onClose={onClose} action={action} onSubmit={submit} act={w.action}>
      <p>{w.lead}</p>
      <TextInput
        label={w.on}
        type="date"
        value={sentOn}
        onChange={(event) => setSentOn(event.target.value)}
      />
      <TextInput
        label={w.means}
        description={w.meansHint}
        autoComplete="off"
        maxLength={60}
        value={means}
        onChange={(event) => setMeans(event.target.value)}
      />
    </FormDialog>
  );
}
