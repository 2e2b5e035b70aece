import { Button } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import type { Answered } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { useAct } from '../asking.ts';
import { CsvChoice } from './csv-choice.tsx';

interface ReadFileDialogProps<Seen> {
  readonly heading: string;
  readonly words: {
    readonly lead: string;
    readonly choose: string;
    readonly noneChosen: string;
    readonly preview: string;
  };
  /** Shows what the file would do; with what was shown, does exactly that. */
  readonly read: (file: File, shown: Seen | null) => Promise<Answered<Seen>>;
  /** What the button says that does it; null: nothing to be done, or done already. */
  readonly applying: (seen: Seen) => string | null;
  readonly show: (seen: Seen) => ReactNode;
  readonly onClose: () => void;
}

/** A CSV file is chosen, looked at line by line, then taken as it was shown. */
export function ReadFileDialog<Seen>(props: ReadFileDialogProps<Seen>) {
  const { heading, words, read, applying, show, onClose } = props;
  const f = useWords(frameWords);
  const action = useAct();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);
  const [seen, setSeen] = useState<Seen | null>(null);
  const send = (shown: Seen | null) => {
    const file = input.current?.files?.[0];
    if (file) void action.run(() => read(file, shown), setSeen);
  };
  const apply = seen === null ? null : applying(seen);
  return (
    <Dialog heading={heading} onClose={onClose} wide>
      <div className="dialog-body">
        <p>{words.lead}</p>
        <CsvChoice
          input={input}
          words={words}
          name={name}
          onChosen={(chosen) => {
            setSeen(null);
            setName(chosen);
          }}
        />
        <ProblemNotice problem={action.problem} />
        {seen === null ? null : show(seen)}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {f.close}
          </Button>
          {apply === null ? (
            <Button loading={action.busy} disabled={name === null} onClick={() => send(null)}>
              {words.preview}
            </Button>
          ) : (
            <Button loading={action.busy} onClick={() => send(seen)}>
              {apply}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}
