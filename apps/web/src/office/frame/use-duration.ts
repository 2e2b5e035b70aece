import { formatDuration } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

/** Below this, minutes and seconds would say too little, ms. */
const briefMs = 10_000;

/** How long something took: `2:07`, or `2,6 dtk` when it was brief. */
export function useDuration(): (ms: number) => string {
  const { seconds } = useWords(frameWords);
  const { language } = useLanguage();
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return (ms) => (ms < briefMs ? seconds((ms / 1000).toLocaleString(language, digits)) : formatDuration(ms));
}
