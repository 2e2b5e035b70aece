import { formatDate, groupNik } from '../../parts/format.ts';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { useRecording } from './open-recording.tsx';

/** Always in sight: whose recording this is. */
export function ResidentStrip() {
  const w = useWords(counterWords);
  const { view } = useRecording();
  const { biodata, grounds, cardFrom } = view;
  return (
    <section className="strip" aria-label={w.recording.resident}>
      <strong>{biodata.name}</strong>
      <span className="digits">{groupNik(biodata.nik)}</span>
      <span>
        {formatDate(biodata.birthDate)} · {w.years(view.ageYears)}
      </span>
      {w.recording.grounds[grounds] ? (
        <span className="tag tag-calm">{w.recording.grounds[grounds]}</span>
      ) : null}
      {cardFrom ? <span className="tag tag-warn">{w.recording.cardFrom(formatDate(cardFrom))}</span> : null}
      {view.known ? null : <span className="tag tag-calm">{w.recording.typedIn}</span>}
    </section>
  );
}
