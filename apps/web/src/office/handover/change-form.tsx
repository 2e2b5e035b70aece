import { Button, Radio } from '@mantine/core';
import { type PaperFate, paperFates } from '@rekam/domain';
import type { HandoverView } from '@rekam/protocol/http/handover-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { crossStrokes, type PointerKind, type Stroke, toDrawing } from '../../parts/drawing.ts';
import { formatDate } from '../../parts/format.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { SignaturePad } from '../../parts/signature-pad.tsx';
import { useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { useAct } from '../asking.ts';
import { base64Of, largestPhotoBytes, PhotoField } from '../frame/photo-field.tsx';
import { Section } from '../frame/pieces.tsx';

/** Letter and old card, signature, photo; then the card changes hands. */
export function ChangeForm({ handover }: { readonly handover: HandoverView }) {
  const w = useWords(handoverWords).change;
  const action = useAct();
  const { id, letter, way, needsSecond, agreed } = handover;
  const [letterFate, setLetterFate] = useState<PaperFate | null>(null);
  const [oldCard, setOldCard] = useState<PaperFate | null>(null);
  const [pen, setPen] = useState<Pen>(noPen);
  const [photo, setPhoto] = useState<File | null>(null);
  const [checked, setChecked] = useState(false);
  const said = letter === null ? 'none' : letterFate;
  const tooLarge = photo !== null && photo.size > largestPhotoBytes;
  const known = way !== null && (!needsSecond || agreed !== null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (said === null || oldCard === null || pen.strokes.length === 0 || tooLarge) return;
    const signature = toDrawing(pen.strokes, pen.pointer);
    const photoBase64 = photo ? await base64Of(photo) : null;
    const body = { letter: said, oldCard, signature, photoBase64 };
    await action.run(() => call(officeApi.handOverCard, { params: { id }, body }));
  };
  return (
    <Section heading={w.heading}>
      <form className="stack" onSubmit={(event) => void submit(event)} noValidate>
        {letter ? (
          <Fate
            label={w.letter(letter.number, formatDate(letter.validUntil))}
            fates={['taken-in', 'lost']}
            value={letterFate}
            unsaid={checked && letterFate === null}
            onChange={setLetterFate}
          />
        ) : (
          <p>{w.noLetter}</p>
        )}
        <Fate
          label={w.oldCard}
          fates={paperFates}
          value={oldCard}
          unsaid={checked && oldCard === null}
          onChange={setOldCard}
        />
        <Signature pen={pen} unsigned={checked && pen.strokes.length === 0} onPen={setPen} />
        <PhotoField
          label={w.photo}
          hint={w.photoHint}
          wrong={tooLarge ? w.photoLarge : undefined}
          onChoose={setPhoto}
        />
        <ProblemNotice problem={action.problem} />
        <div>
          <Button type="submit" loading={action.busy} disabled={!known}>
            {w.action}
          </Button>
        </div>
      </form>
    </Section>
  );
}

interface FateProps {
  readonly label: string;
  readonly fates: readonly PaperFate[];
  readonly value: PaperFate | null;
  readonly unsaid: boolean;
  readonly onChange: (fate: PaperFate) => void;
}

/** What became of a paper; nothing is chosen beforehand. */
function Fate({ label, fates, value, unsaid, onChange }: FateProps) {
  const w = useWords(handoverWords).change;
  return (
    <Radio.Group
      label={label}
      value={value}
      error={unsaid ? w.unsaid : undefined}
      onChange={(chosen) => onChange(chosen as PaperFate)}
    >
      {fates.map((fate) => (
        <Radio key={fate} value={fate} label={w.fates[fate]} mt="xs" />
      ))}
    </Radio.Group>
  );
}

interface Pen {
  readonly strokes: readonly Stroke[];
  readonly pointer: PointerKind;
}
const noPen: Pen = { strokes: [], pointer: 'unknown' };

interface SignatureProps {
  readonly pen: Pen;
  readonly unsigned: boolean;
  readonly onPen: (pen: Pen) => void;
}

function Signature({ pen, unsigned, onPen }: SignatureProps) {
  const w = useWords(handoverWords).change;
  return (
    <div className="stack signature-field">
      <span>{w.signature}</span>
      <SignaturePad
        label={w.signature}
        hint={w.signatureHint}
        strokes={pen.strokes}
        onStrokes={(strokes, pointer) => onPen({ strokes, pointer })}
      />
      {unsigned ? <p role="alert">{w.unsigned}</p> : null}
      <div className="row">
        <Button variant="default" size="compact-sm" onClick={() => onPen(noPen)}>
          {w.clear}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => onPen({ strokes: crossStrokes(), pointer: 'keyboard' })}
        >
          {w.cross}
        </Button>
      </div>
    </div>
  );
}
