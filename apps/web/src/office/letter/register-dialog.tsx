import { NativeSelect, TextInput } from '@mantine/core';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { download } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { letterWords } from '../../words/office/letter.ts';
import { useAct } from '../asking.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';

type Wish = BodyOf<typeof officeApi.takeLetterRegister>;

const choices = <T extends string>(labels: Readonly<Record<T, string>>) =>
  (Object.entries(labels) as [T, string][]).map(([value, label]) => ({ value, label }));

/** Asks for whom, which letters and what kind of file, then hands the register over as a download. */
export function RegisterDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(letterWords).handing;
  const action = useAct();
  const [wish, setWish] = useState<Wish>({ format: 'xlsx', scope: 'valid', recipient: '' });
  const change = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fileName = `buku-suket.${wish.format}`;
    void action.run(() => download(officeApi.takeLetterRegister, { body: wish }, fileName), onClose);
  };
  return (
    <Dialog heading={w.heading} onClose={onClose}>
      <form className="stack" onSubmit={submit} noValidate>
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
        <DialogEnd action={action} onClose={onClose}>
          {w.action}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
