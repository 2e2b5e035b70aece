/** What JSON can carry. Instants and dates are text. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * The one text of a JSON value (RFC 8785): no blanks, keys in order of their UTF-16 code units, numbers as ECMAScript
 * writes them. Keys whose value is undefined are left out, as `JSON.stringify` does.
 * @throws TypeError for what JSON cannot carry: NaN, infinities, lone surrogates, functions, dates, byte arrays, bigints
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError('JSON carries finite numbers only');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isPlainObject(value)) {
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => `${quoted(key)}:${canonicalJson(value[key])}`);
    return `{${members.join(',')}}`;
  }
  throw new TypeError(`JSON cannot carry ${typeof value === 'object' ? 'this object' : typeof value}`);
}

function quoted(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('JSON cannot carry a lone surrogate');
  return JSON.stringify(text);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
