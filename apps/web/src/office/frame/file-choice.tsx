import type { InputHTMLAttributes } from 'react';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

interface FileChoiceProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'type'> {
  /** The field's own label points here. */
  readonly id: string;
  /** Name of the chosen file; null: none yet. */
  readonly chosen: string | null;
  readonly onChosen: (file: File | null) => void;
}

/** The choice of one file in the language of the screen: the browser's own button speaks the browser's. */
export function FileChoice({ id, chosen, onChosen, ...input }: FileChoiceProps) {
  const w = useWords(frameWords).file;
  return (
    <label className="file-choice" htmlFor={id}>
      <span className="plain-button">{w.choose}</span>
      <span className="soft">{chosen ?? w.none}</span>
      <input
        {...input}
        id={id}
        className="unseen"
        type="file"
        onChange={(event) => onChosen(event.target.files?.[0] ?? null)}
      />
    </label>
  );
}
