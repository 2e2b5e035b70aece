import { type AnchorHTMLAttributes, type MouseEvent, useMemo, useSyncExternalStore } from 'react';

/** Where in the office screens one is: the path and its filters, as the address bar shows them. */
export interface Address {
  readonly path: string;
  readonly query: URLSearchParams;
}

const current = (): string => location.pathname + location.search;

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed);
  return () => window.removeEventListener('popstate', changed);
}

/** Goes to another screen; the browser's own way back leads here again unless `replace` is true. */
export function go(to: string, replace = false): void {
  if (to === current()) return;
  if (replace) history.replaceState(null, '', to);
  else history.pushState(null, '', to);
  window.dispatchEvent(new PopStateEvent('popstate'));
  if (!replace) window.scrollTo(0, 0);
}

export function useAddress(): Address {
  const text = useSyncExternalStore(subscribe, current);
  return useMemo(() => {
    const [path = '/', search = ''] = text.split('?');
    return { path, query: new URLSearchParams(search) };
  }, [text]);
}

/** `path?…` with the filters that say something. */
export function addressWith(path: string, filters: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) query.set(name, value);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

interface LinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly to: string;
}

/** A link to another screen of the office; opens in a new tab as any link does. */
export function Link({ to, onClick, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event);
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a {...rest} href={to} onClick={follow}>
      {children}
    </a>
  );
}
