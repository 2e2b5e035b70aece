import { NativeSelect, TextInput } from '@mantine/core';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { download } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

type Wish = BodyOf<typeof officeApi.takeLetterRegister>;

const choices = <T extends string>(labels: Readonly<Record<T, string>>) =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }));

/** Asks for whom, which letters and what kind of file, then hands the register over as a download. */
export function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(letterWords).handing;
  const action = useAct();
  const [wish, setWish] = useState<Wish>({ format: 'xlsx', scope: 'valid', recipient: '' });
  const change = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }));
  const submit = () => {
    const fileName = `buku-suket.${wish.format}`;
    void action.run(() => download(officeApi.takeLetterRegister, { body: wish }, fileName), onClose);
  };
  return (
    <FormDialog heading={w.heading} onClose={onClose} action={action} onSubmit={submit} act={w.action}>
      <p>{w.lead}</p>
      <TextInput
        label={w.recipient}
        description={w.recipientHint}
        autoComplete="off"
        maxLength={100}
        value={wish.recipient}
        onChange={(event) => change({ recipient: event.target.value })}
      />
      <NativeSelect
        label={w.scope}
        value={wish.scope}
        onChange={(event) => change({ scope: event.target.value as Wish['scope'] })}
        data={choices(w.scopes)}
      />
      <NativeSelect
        label={w.format}
        value={wish.format}
        onChange={(event) => change({ format: event.target.value as Wish['format'] })}
        data={choices(w.formats)}
      />
    </FormDialog>
  );
}
