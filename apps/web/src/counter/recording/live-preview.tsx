import type { CaptureSlot } from '@rekam/domain/enrolment/capture.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useEffect, useRef, useState } from 'react';
import { addressOf } from '../../parts/client.ts';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { FaceGuide } from './face-guide.tsx';

const retryAfterMs = 3000;

/** What the device sees, as a stream of pictures; asked for again while it does not come. */
export function LivePreview({ slot }: { readonly slot: CaptureSlot }) {
  const w = useWords(counterWords).recording.capture;
  const [attempt, setAttempt] = useState(0);
  const [failed, setFailed] = useState(false);
  const image = useRef<HTMLImageElement>(null);
  useEffect(() => {
    const element = image.current;
    // An <img> that is only taken out of the page keeps its endless answer open.
    return () => element?.removeAttribute('src');
  }, []);
  useEffect(() => {
    if (!failed) return;
    const timer = setTimeout(() => setAttempt((n) => n + 1), retryAfterMs);
    return () => clearTimeout(timer);
  }, [failed]);
  const source = addressOf(counterApi.stream, { params: { slot } });
  return (
    <div className="preview">
      <div className="preview-picture" hidden={failed}>
        <img
          ref={image}
          key={attempt}
          src={`${source}?try=${attempt}`}
          alt={w.preview}
          onLoad={() => setFailed(false)}
          onError={() => setFailed(true)}
        />
        {slot === 'face' ? <FaceGuide /> : null}
      </div>
      {failed ? <p>{w.noPreview}</p> : null}
    </div>
  );
}
