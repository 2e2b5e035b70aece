import type { RefObject } from 'react';

interface CsvChoiceProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly words: { readonly choose: string; readonly noneChosen: string };
  /** Name of the chosen file; null: none yet. */
  readonly name: string | null;
  readonly onChosen: (name: string | null) => void;
}

/** The choice of one CSV file, with its name beside it. */
export const CsvChoice = ({ input, words, name, onChosen }: CsvChoiceProps) => (
  <label className="file-choice">
    <span className="plain-button">{words.choose}</span>
    <span className="soft">{name ?? words.noneChosen}</span>
    <input
      ref={input}
      className="unseen"
      type="file"
      accept=".csv,text/csv"
      onChange={(event) => onChosen(event.target.files?.[0]?.name ?? null)}
    />
  </label>
);
