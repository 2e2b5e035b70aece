/**
 * The set-up key that the start put into the address (`?setup=…`), taken out of it at once so that it stays neither in
 * the address bar nor in the browser's history. Empty when there is none.
 */
export function takeSetUpKey(): string {
  const query = new URLSearchParams(location.search);
  const key = query.get('setup') ?? '';
  if (!query.has('setup')) return '';
  query.delete('setup');
  const rest = query.toString();
  history.replaceState(null, '', location.pathname + (rest === '' ? '' : `?${rest}`));
  return key;
}
