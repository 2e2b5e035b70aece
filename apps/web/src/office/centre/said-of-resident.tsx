import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';
import { frameWords } from '../../words/office/frame.ts';
import { useAnswer } from '../asking.ts';
import { NotYet } from '../frame/pieces.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { Words } from './standing.tsx';

interface SaidOfResidentProps {
  readonly nik: string;
  readonly name: string;
}

/** What the centre said of a resident of the register, and noting what it says now; also of who was recorded before Rekam. */
export function SaidOfResident({ nik, name }: SaidOfResidentProps) {
  const w = useWords(centreWords);
  const [open, setOpen] = useState<'no' | 'words' | 'note'>('no');
  return (
    <div>
      <Button variant="default" size="xs" aria-label={w.ofResident(name)} onClick={() => setOpen('words')}>
        {w.heading}
      </Button>
      {open === 'words' ? (
        <WordsDialog nik={nik} onNote={() => setOpen('note')} onClose={() => setOpen('no')} />
      ) : null}
      {open === 'note' ? <NoteOfResident nik={nik} onClose={() => setOpen('words')} /> : null}
    </div>
  );
}

interface WordsDialogProps {
  readonly nik: string;
  readonly onNote: () => void;
  readonly onClose: () => void;
}

function WordsDialog({ nik, onNote, onClose }: WordsDialogProps) {
  const w = useWords(centreWords);
  const f = useWords(frameWords);
  const record = useAnswer(officeApi.centreOfResident, { body: { nik } });
  return (
    <Dialog heading={w.heading} onClose={onClose}>
      <div className="dialog-body">
        <p>{w.lead}</p>
        {record.value ? <Words record={record.value} /> : <NotYet problem={record.problem} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {f.close}
          </Button>
          <Button onClick={onNote}>{w.note}</Button>
        </div>
      </div>
    </Dialog>
  );
}

function NoteOfResident({ nik, onClose }: { readonly nik: string; readonly onClose: () => void }) {
  const record = useAnswer(officeApi.centreOfResident, { body: { nik } });
  return <NoteDialog about={{ nik }} labels={record.value?.labels ?? {}} onClose={onClose} />;
}
