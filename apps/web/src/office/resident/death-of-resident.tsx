import { Button, Textarea, TextInput } from '@mantine/core';
import type { DeathView } from '@rekam/protocol/http/death-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { addressOf, call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/language.tsx';
import { deathWords } from '../../words/office/death.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAct, useAnswer } from '../asking.ts';
import { Upload } from '../equipment/upload.tsx';
import { DialogEnd } from '../frame/dialog-end.tsx';
import { NotYet } from '../frame/pieces.tsx';
import { useMoment, useToday } from '../session.tsx';

interface OfResident {
  readonly nik: string;
  readonly name: string;
}

/** Writing down that a resident died, with what ends at once; and taking that back where it was wrong. */
export function DeathOfResident({ nik, name, died }: OfResident & { readonly died: boolean }) {
  const w = useWords(deathWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        aria-label={died ? w.seeOf(name) : w.noteOf(name)}
        onClick={() => setOpen(true)}
      >
        {died ? w.see : w.note}
      </Button>
      {open ? <DeathDialog nik={nik} name={name} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function DeathDialog({ nik, name, onClose }: OfResident & { readonly onClose: () => void }) {
  const w = useWords(deathWords);
  const view = useAnswer(officeApi.deathOfResident, { body: { nik } });
  const [ended, setEnded] = useState<DeathView['ends'] | null>(null);
  return (
    <Dialog heading={w.heading(name)} onClose={onClose}>
      {ended ? <Ended ends={ended} onClose={onClose} /> : null}
      {ended || view.value ? null : <NotYet problem={view.problem} />}
      {!ended && view.value?.death ? <Noted nik={nik} death={view.value.death} onClose={onClose} /> : null}
      {!ended && view.value && !view.value.death ? (
        <NoteForm nik={nik} ends={view.value.ends} onEnded={setEnded} onClose={onClose} />
      ) : null}
    </Dialog>
  );
}

interface NoteFormProps {
  readonly nik: string;
  readonly ends: DeathView['ends'];
  readonly onEnded: (ends: DeathView['ends']) => void;
  readonly onClose: () => void;
}

function NoteForm({ nik, ends, onEnded, onClose }: NoteFormProps) {
  const w = useWords(deathWords);
  const action = useAct();
  const today = useToday();
  const [diedOn, setDiedOn] = useState<string>(today);
  const [paper, setPaper] = useState('');
  const [scan, setScan] = useState<string | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(
      () => call(officeApi.noteDeath, { body: { nik, diedOn, paper, scan } }),
      (view) => onEnded(view.ends),
    );
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>{w.lead}</p>
      <TextInput
        label={w.diedOn}
        type="date"
        max={today}
        value={diedOn}
        onChange={(event) => setDiedOn(event.target.value)}
      />
      <TextInput
        label={w.paper}
        description={w.paperHint}
        maxLength={120}
        autoComplete="off"
        value={paper}
        onChange={(event) => setPaper(event.target.value)}
      />
      <Upload label={w.scan} accept="image/jpeg,image/png,application/pdf" onUploaded={setScan} />
      <Notice kind={isNothing(ends) ? 'calm' : 'warn'}>
        <Ends ends={ends} tense="will" />
      </Notice>
      <DialogEnd action={action} onClose={onClose} grave>
        {w.action}
      </DialogEnd>
    </form>
  );
}

interface NotedProps {
  readonly nik: string;
  readonly death: NonNullable<DeathView['death']>;
  readonly onClose: () => void;
}

function Noted({ nik, death, onClose }: NotedProps) {
  const w = useWords(deathWords);
  const moment = useMoment();
  const action = useAct();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run(() => call(officeApi.takeDeathBack, { body: { nik, reason } }), onClose);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <p>
        {w.noted(formatDate(death.diedOn), death.paper)}
        <br />
        <span className="soft">{w.notedBy(death.notedBy, moment(death.notedAt))}</span>
        {death.scanned ? (
          <>
            <br />
            <a
              href={addressOf(officeApi.deathPaper, { params: { id: death.id } })}
              target="_blank"
              rel="noreferrer"
            >
              {w.openScan}
            </a>
          </>
        ) : null}
      </p>
      <Textarea
        label={w.reason}
        description={w.reasonHint}
        rows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <DialogEnd action={action} onClose={onClose} grave>
        {w.takeBack}
      </DialogEnd>
    </form>
  );
}

function Ended({ ends, onClose }: { readonly ends: DeathView['ends']; readonly onClose: () => void }) {
  const w = useWords(deathWords);
  const f = useWords(frameWords);
  return (
    <div className="dialog-body">
      <Notice kind="good" alert>
        <p>{w.done}</p>
        <Ends ends={ends} tense="did" />
      </Notice>
      <div className="dialog-actions">
        <Button onClick={onClose}>{f.close}</Button>
      </div>
    </div>
  );
}

const isNothing = ({ letter, card }: DeathView['ends']): boolean => letter === null && card === 'none';

function Ends({ ends, tense }: { readonly ends: DeathView['ends']; readonly tense: 'will' | 'did' }) {
  const w = useWords(deathWords)[tense];
  if (isNothing(ends)) return <p>{w.nothing}</p>;
  return (
    <ul>
      {ends.letter === null ? null : <li>{w.letter(ends.letter)}</li>}
      {ends.card === 'none' ? null : <li>{w.card[ends.card]}</li>}
    </ul>
  );
}
