import { screenProblems } from '../parts/client.ts';
import { Notice } from '../parts/notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useSentence, useWords } from '../words/language.tsx';

/** Before the station has answered for the first time; it is asked again by itself. */
export function Waiting({ lost }: { readonly lost: boolean }) {
  const w = useWords(counterWords);
  const sentence = useSentence();
  return (
    <main className="waiting">
      <h1>Rekam</h1>
      {lost ? (
        <Notice kind="bad" alert>
          <p>{sentence(screenProblems.SCREEN_NO_ANSWER)}</p>
        </Notice>
      ) : (
        <p>{w.loading}</p>
      )}
    </main>
  );
}
