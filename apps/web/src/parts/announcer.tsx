import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';

const AnnouncerContext = createContext<(text: string) => void>(() => undefined);

/** Lets screens say a change aloud to screen readers without moving the focus. */
export function AnnouncerProvider({ children }: { readonly children: ReactNode }) {
  const [said, setSaid] = useState({ text: '', count: 0 });
  const say = useCallback((text: string) => setSaid(({ count }) => ({ text, count: count + 1 })), []);
  return (
    <AnnouncerContext value={say}>
      {children}
      <div className="unseen" role="status" aria-live="polite">
        <span key={said.count}>{said.text}</span>
      </div>
    </AnnouncerContext>
  );
}

export const useAnnouncer = (): ((text: string) => void) => useContext(AnnouncerContext);
