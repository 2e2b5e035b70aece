import { Button } from '@mantine/core';
import type { CardRow } from '@rekam/protocol/http/card-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { Problem } from '@rekam/protocol/http/parts.ts';
import { useEffect, useState } from 'react';
import { fetchFile } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { cardWords } from '../../words/office/card.ts';
import { frameWords } from '../../words/office/frame.ts';
import { NotYet } from '../frame/pieces.tsx';
import './card.css';

interface FaceDialogProps {
  readonly card: Pick<CardRow, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** Both sides of a card, from the very bytes that are printed. */
export function FaceDialog({ card, onClose }: FaceDialogProps) {
  const w = useWords(cardWords).face;
  const f = useWords(frameWords);
  const { address, problem } = useFace(card.id);
  return (
    <Dialog heading={w.heading(card.name)} onClose={onClose} wide>
      <p>{w.lead}</p>
      {address ? (
        <iframe className="card-face" src={`${address}#toolbar=0&navpanes=0&view=FitH`} title={w.title} />
      ) : (
        <NotYet problem={problem} />
      )}
      <div className="dialog-actions">
        {address ? (
          <Button component="a" href={address} target="_blank" rel="noreferrer" variant="default">
            {w.open}
          </Button>
        ) : null}
        <Button data-takes-focus onClick={onClose}>
          {f.close}
        </Button>
      </div>
    </Dialog>
  );
}

function useFace(id: string): { readonly address: string | null; readonly problem: Problem | null } {
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let gone = false;
    void fetchFile(officeApi.cardFace, { params: { id } }).then((file) => {
      if (gone) return;
      if (!file.ok) return setProblem(file.problem);
      made = URL.createObjectURL(file.value);
      setAddress(made);
    });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [id]);
  return { address, problem };
}
