import { Button } from '@mantine/core';
import type { BlankDocumentView } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { addressOf } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { frameWords } from '../../words/office/frame.ts';

interface DoneProps {
  readonly document: BlankDocumentView;
  readonly heading: string;
  readonly onClose: () => void;
}

/** An act is in the book: the number of its paper. */
export function Done({ document, heading, onClose }: DoneProps) {
  const w = useWords(blankWords);
  const f = useWords(frameWords);
  const { kind, year, serial, number } = document;
  return (
    <Dialog heading={heading} onClose={onClose}>
      <div className="stack">
        <p role="status">
          <strong>{w.done}.</strong> {w.doneLead(number)}
        </p>
        <p>
          <a href={addressOf(officeApi.blankDocument, { params: { kind, year, serial } })}>
            {w.openPaper(w.documents[kind], number)}
          </a>
        </p>
        <div className="dialog-actions">
          <Button data-takes-focus onClick={onClose}>
            {f.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
