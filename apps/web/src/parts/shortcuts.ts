import { useEffect, useLayoutEffect, useRef } from 'react';

/** What a key does on this screen, by `KeyboardEvent.key`; undefined leaves the key alone. */
export type Shortcuts = Readonly<Record<string, (() => void) | undefined>>;

const interactive = 'a[href], button, input, select, textarea, summary, [contenteditable]';

/**
 * Listens for keys while the screen is shown. An open dialog has the keyboard to itself, and Enter or Space on a
 * control stay with that control. Only keys that type nothing are used (Enter, Space, Escape, F2 …), so that no
 * character shortcut stands in the way of speech input (WCAG 2.1.4).
 */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (document.querySelector('dialog[open]')) return;
      const act = latest.current[event.key];
      if (!act) return;
      const onControl = event.target instanceof Element && event.target.closest(interactive) !== null;
      if (onControl && (event.key === 'Enter' || event.key === ' ')) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
