import { Button } from '@mantine/core';
import { useEffect, useId, useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { FileChoice } from './file-choice.tsx';
import { PhotoCamera } from './photo-camera.tsx';
import { shrinkPhoto } from './shrink-photo.ts';

/** A JPEG for a print of 3 × 4 cm is a tenth of this; as base64 it must fit the office's limit of a request. */
export const largestPhotoBytes = 170_000;

interface PhotoFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly wrong: string | undefined;
  readonly onChoose: (photo: File | null) => void;
}

/** A JPEG from this computer's camera or from a file; what a phone took is made smaller first. */
export function PhotoField({ label, hint, wrong, onChoose }: PhotoFieldProps) {
  const w = useWords(frameWords).photo;
  const id = useId();
  const [photo, setPhoto] = useState<File | null>(null);
  const [live, setLive] = useState(false);
  const choose = async (chosen: File | null) => {
    setLive(false);
    onChoose(null);
    const small = chosen && (await shrinkPhoto(chosen, largestPhotoBytes));
    setPhoto(small);
    onChoose(small);
  };
  return (
    <div className="upload">
      <label htmlFor={id}>{label}</label>
      <p className="soft" id={`${id}-hint`}>
        {hint}
      </p>
      <div className="row">
        {live ? null : (
          <Button variant="default" onClick={() => setLive(true)}>
            {w.open}
          </Button>
        )}
        <FileChoice
          id={id}
          accept="image/jpeg"
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong ? true : undefined}
          chosen={photo?.name ?? null}
          onChosen={(file) => void choose(file)}
        />
      </div>
      {live ? <PhotoCamera onTaken={(taken) => void choose(taken)} onClose={() => setLive(false)} /> : null}
      {photo && !live ? <Chosen photo={photo} /> : null}
      {wrong ? <p role="alert">{wrong}</p> : null}
    </div>
  );
}

/** The photo as it will be sent. */
function Chosen({ photo }: { readonly photo: File }) {
  const w = useWords(frameWords).photo;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  return address ? <img className="photo-chosen" src={address} alt={w.chosen} /> : null;
}

export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
