import { useId, useState } from 'react';
import { FileChoice } from './file-choice.tsx';
import { shrinkPhoto } from './shrink-photo.ts';

/** A JPEG for a print of 3 × 4 cm is a tenth of this; as base64 it must fit the office's limit of a request. */
export const largestPhotoBytes = 170_000;

interface PhotoFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly wrong: string | undefined;
  readonly onChoose: (photo: File | null) => void;
}

/** Takes a JPEG from a file, or from the camera of a phone or tablet, whose photos are made smaller first. */
export function PhotoField({ label, hint, wrong, onChoose }: PhotoFieldProps) {
  const id = useId();
  const [name, setName] = useState<string | null>(null);
  const choose = async (photo: File | null) => {
    onChoose(null);
    const small = photo && (await shrinkPhoto(photo, largestPhotoBytes));
    setName(small?.name ?? null);
    onChoose(small);
  };
  return (
    <div className="upload">
      <label htmlFor={id}>{label}</label>
      <p className="soft" id={`${id}-hint`}>
        {hint}
      </p>
      <FileChoice
        id={id}
        accept="image/jpeg"
        aria-describedby={`${id}-hint`}
        aria-invalid={wrong ? true : undefined}
        chosen={name}
        onChosen={(photo) => void choose(photo)}
      />
      {wrong ? <p role="alert">{wrong}</p> : null}
    </div>
  );
}

export async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
