import { useEffect, useRef } from 'react';

/** Minutes without a key or pointer after which the screen is locked; what was recorded is kept by the station. */
const idleAfterMs = 10 * 60_000;

export function useIdleLock(active: boolean, onIdle: () => void): void {
  const latest = useRef(onIdle);
  latest.current = onIdle;
  useEffect(() => {
    if (!active) return;
    let timer = setTimeout(() => latest.current(), idleAfterMs);
    const touch = () => {
      clearTimeout(timer);
      timer = setTimeout(() => latest.current(), idleAfterMs);
    };
    const events = ['keydown', 'pointerdown', 'pointermove'] as const;
    for (const name of events) window.addEventListener(name, touch, { passive: true });
    return () => {
      clearTimeout(timer);
      for (const name of events) window.removeEventListener(name, touch);
    };
  }, [active]);
}
