import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { Upload } from './upload.tsx';

export interface PaperEntry {
  readonly number: string;
  readonly date: string;
  readonly fileId: string | null;
}

interface PaperFieldsProps {
  readonly onChange: (paper: PaperEntry | null) => void;
}

/** Number, date and scan of the paper behind an act; nothing where no number was written. */
export function PaperFields({ onChange }: PaperFieldsProps) {
  const w = useWords(componentWords).moving;
  const [paper, setPaper] = useState<PaperEntry>({ number: '', date: '', fileId: null });
  const set = (change: Partial<PaperEntry>) => {
    const next = { ...paper, ...change };
    setPaper(next);
    onChange(next.number.trim() === '' || next.date === '' ? null : next);
  };
  return (
    <fieldset className="roles">
      <legend>{w.paper}</legend>
      <p className="soft">{w.paperHint}</p>
      <div className="row">
        <TextInput
          className="grow"
          label={w.number}
          maxLength={80}
          autoComplete="off"
          value={paper.number}
          onChange={(event) => set({ number: event.target.value })}
        />
        <TextInput
          type="date"
          label={w.date}
          value={paper.date}
          onChange={(event) => set({ date: event.target.value })}
        />
      </div>
      <Upload
        label={w.file}
        accept="image/jpeg,image/png,application/pdf"
        onUploaded={(fileId) => set({ fileId })}
      />
    </fieldset>
  );
}
