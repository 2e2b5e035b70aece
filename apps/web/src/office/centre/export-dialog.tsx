import { Radio, Textarea, TextInput } from '@mantine/core';
import { type ExportForm, exportForms } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { download } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/language.tsx';
import { centreExportWords } from '../../words/office/centre-export.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';

interface Wish {
  readonly form: ExportForm;
  readonly open: boolean;
  readonly recipient: string;
  readonly center: string;
  readonly machine: string;
  readonly keyPem: string;
  readonly again: string;
}

const blank: Wish = {
  form: 'records',
  open: false,
  recipient: '',
  center: '',
  machine: '',
  keyPem: '',
  again: '',
};

const textOrNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const isFiveDigits = (text: string): boolean => /^\d{5}$/.test(text.trim());

/** What the office is asked for; a half of a centre is none, and is refused there with what to do. */
function bodyOf({ form, open, recipient, center, machine, keyPem, again }: Wish) {
  const named = form === 'mosip' && isFiveDigits(center) && isFiveDigits(machine) && keyPem.trim() !== '';
  return {
    form,
    open: form === 'records' && open,
    recipient: form === 'records' && !open ? textOrNull(recipient) : null,
    againBecause: textOrNull(again),
    centre: named ? { center: center.trim(), machine: machine.trim(), keyPem } : null,
  };
}

/** Asks for form and encryption, then hands the export over as a download. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(centreExportWords);
  const w = words.making;
  const say = useAnnouncer();
  const action = useAct();
  const [wish, setWish] = useState(blank);
  const change = (part: Partial<Wish>) => setWish((before) => ({ ...before, ...part }));
  const submit = () => {
    const day = new Date().toISOString().slice(0, 10);
    void action.run(
      () => download(officeApi.makeCentreExport, { body: bodyOf(wish) }, `rekam-${day}.zip`),
      () => {
        say(w.done);
        onClose();
      },
    );
  };
  return (
    <FormDialog heading={w.heading} onClose={onClose} action={action} onSubmit={submit} act={w.action}>
      <p>{w.lead}</p>
      <Radio.Group label={w.form} value={wish.form} onChange={(form) => change({ form: form as ExportForm })}>
        <div className="stack choices">
          {exportForms.map((form) => (
            <Radio key={form} value={form} label={words.forms[form]} description={w.explains[form]} />
          ))}
        </div>
      </Radio.Group>
      {wish.form === 'records' ? (
        <Sealing wish={wish} change={change} />
      ) : (
        <Centre wish={wish} change={change} />
      )}
      <TextInput
        label={w.again}
        description={w.againHint}
        autoComplete="off"
        maxLength={500}
        value={wish.again}
        onChange={(event) => change({ again: event.target.value })}
      />
    </FormDialog>
  );
}

interface PartProps {
  readonly wish: Wish;
  readonly change: (part: Partial<Wish>) => void;
}

function Sealing({ wish, change }: PartProps) {
  const w = useWords(centreExportWords).making;
  return (
    <>
      <Radio.Group
        label={w.sealing}
        value={wish.open ? 'open' : 'sealed'}
        onChange={(value) => change({ open: value === 'open' })}
      >
        <div className="stack choices">
          <Radio value="sealed" label={w.seal} description={w.sealHint} />
          <Radio value="open" label={w.leaveOpen} description={w.openHint} />
        </div>
      </Radio.Group>
      {wish.open ? (
        <Notice kind="bad">
          <p>{w.openWarning}</p>
        </Notice>
      ) : (
        <TextInput
          label={w.recipient}
          description={w.recipientHint}
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={wish.recipient}
          onChange={(event) => change({ recipient: event.target.value })}
        />
      )}
    </>
  );
}

function Centre({ wish, change }: PartProps) {
  const w = useWords(centreExportWords).making;
  return (
    <>
      {(['center', 'machine'] as const).map((name) => (
        <TextInput
          key={name}
          label={w[name]}
          description={w.digits}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          value={wish[name]}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      ))}
      <Textarea
        label={w.key}
        description={w.keyHint}
        rows={4}
        spellCheck={false}
        maxLength={10_000}
        value={wish.keyPem}
        onChange={(event) => change({ keyPem: event.target.value })}
      />
    </>
  );
}
