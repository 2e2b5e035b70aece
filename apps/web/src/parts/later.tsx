import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useWords } from '../words/language.tsx';
import { laterWords } from '../words/later.ts';
import { Button } from './button.tsx';

/** A screen whose program is fetched when it is first shown; to be shown inside `Later`. */
export const later = <Props extends object>(fetchScreen: () => Promise<ComponentType<Props>>) =>
  lazy<ComponentType<Props>>(async () => ({ default: await fetchScreen().catch(() => DidNotCome) }));

/** Around screens that come later: says that one is on its way. */
export function Later({ children }: { readonly children: ReactNode }) {
  const w = useWords(laterWords);
  return <Suspense fallback={<p role="status">{w.loading}</p>}>{children}</Suspense>;
}

/** The line was cut, or the office was updated since this page was opened: a page loaded anew helps in both. */
function DidNotCome() {
  const w = useWords(laterWords);
  return (
    <div role="alert" className="did-not-come">
      <p>{w.didNotCome}</p>
      <Button kind="primary" focusKey="reload" onClick={() => location.reload()}>
        {w.loadAgain}
      </Button>
    </div>
  );
}
