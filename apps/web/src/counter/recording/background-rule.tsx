import type { SeenBackground, SeenFace } from '@rekam/biometrics/portrait.ts';
import { Icon } from '../../parts/icons.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { useRecording } from './open-recording.tsx';

/** The colour that belongs behind this resident, and what was measured of it; null where nothing can be measured. */
export function BackgroundRule({ seen }: { readonly seen: SeenBackground | null }) {
  const w = useWords(counterWords).recording.photo;
  const wanted = useRecording().view.photoBackground;
  const matches = seen === wanted;
  return (
    <div className="rule">
      <p className="rule-wanted">
        <span className={`rule-swatch rule-${wanted}`} aria-hidden="true" />
        <span>
          <strong>{w.background[wanted]}</strong>
          <br />
          {w.rule[wanted]}
        </span>
      </p>
      {seen ? (
        <p className={`tag ${matches ? 'tag-good' : 'tag-warn'}`}>
          <Icon name={matches ? 'check' : 'warning'} />
          <span>
            {w.seen[seen]}: {matches ? w.matches : w.differs}
          </span>
        </p>
      ) : null}
    </div>
  );
}

/** Whether a face fills the frame, as far as colours tell; it changes with the live picture, so it is not read aloud. */
export function FaceFraming({ seen }: { readonly seen: SeenFace }) {
  const w = useWords(counterWords).recording.photo;
  const good = seen === 'framed';
  return (
    <p className={`tag ${good ? 'tag-good' : 'tag-warn'}`}>
      <Icon name={good ? 'check' : 'warning'} />
      <span>{w.face[seen]}</span>
    </p>
  );
}
