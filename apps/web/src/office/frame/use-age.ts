import { formatAge } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

/** How long ago something was, by this computer's clock: `12 menit`. */
export function useAge(): (instant: string) => string {
  const { ago } = useWords(frameWords);
  return (instant) => formatAge(Math.max(0, Date.now() - Date.parse(instant)), ago);
}
