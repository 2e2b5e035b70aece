import type { StepView } from '@rekam/protocol/http/counter-views.ts';
import type { Shot } from '../../parts/camera.ts';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { useRecording } from './open-recording.tsx';
import { Picture } from './picture.tsx';

interface PhotoChoiceProps {
  readonly shots: readonly Shot[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  /** What the station holds from an earlier try. */
  readonly kept: StepView['captures'][number] | null;
}

/** The shots side by side: the resident may choose, arrow keys move. */
export function PhotoChoice({ shots, chosen, onChoose, kept }: PhotoChoiceProps) {
  const w = useWords(counterWords).recording.photo;
  const { view } = useRecording();
  if (shots.length === 0) {
    if (!kept?.imageName) return null;
    return (
      <div className="shots">
        <figure className="shot">
          <Picture enrolmentId={view.id} name={kept.imageName} alt={w.shot(kept.attempt)} />
          <figcaption>{w.quality(Math.round(kept.qualityScore), kept.threshold)}</figcaption>
        </figure>
      </div>
    );
  }
  return (
    <fieldset className="shots">
      <legend className="unseen">{w.shots}</legend>
      {shots.map((shot, index) => (
        <label key={shot.takenAtMs} className="shot shot-choice">
          <input
            type="radio"
            name="shot"
            className="unseen"
            checked={index === chosen}
            onChange={() => onChoose(index)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              document.querySelector<HTMLElement>('.acts .button-primary')?.click();
            }}
          />
          <img src={`data:image/jpeg;base64,${shot.jpegBase64}`} alt="" />
          <span>{w.shot(index + 1)}</span>
        </label>
      ))}
    </fieldset>
  );
}
