/** Reads one PDF dictionary into its entries, each value as it is written with blanks made even; enough to compare. */

const token = /\s+|<<|>>|\[|\]|<[0-9A-Fa-f\s]*>|\/[^\s<>[\]()/%{}]*|[^\s<>[\]()/%{}]+/y;
const opens = new Set(['<<', '[']);
const closes = new Set(['>>', ']']);

/** @throws for anything that is not one dictionary */
export function parseDictionary(text: string): ReadonlyMap<string, string> {
  const tokens = tokensOf(text.trim());
  if (tokens[0] !== '<<' || tokens.at(-1) !== '>>') throw new SyntaxError('no dictionary');
  const entries = new Map<string, string>();
  let at = 1;
  const last = tokens.length - 1;
  while (at < last) {
    const key = tokens[at]!;
    if (!key.startsWith('/') || entries.has(key)) throw new SyntaxError('no entry');
    const end = endOfValue(tokens, at + 1, last);
    entries.set(key, tokens.slice(at + 1, end).join(' '));
    at = end;
  }
  return entries;
}

function tokensOf(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const next = text[at] === '(' ? stringAt(text, at) : tokenAt(text, at);
    at += next.length;
    if (next.trim() !== '') found.push(next);
  }
  return found;
}

function tokenAt(text: string, at: number): string {
  token.lastIndex = at;
  const match = token.exec(text);
  if (!match) throw new SyntaxError('no PDF');
  return match[0];
}

/** A string in parentheses, which may be nested and escaped. */
function stringAt(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(from, at + 1);
  }
  throw new SyntaxError('a string without an end');
}

/** Where the value that begins at `from` ends: at the next key of this dictionary. */
function endOfValue(tokens: readonly string[], from: number, last: number): number {
  let depth = 0;
  let at = from;
  do {
    if (at >= last) throw new SyntaxError('no value');
    const one = tokens[at]!;
    if (opens.has(one)) depth += 1;
    if (closes.has(one)) depth -= 1;
    if (depth < 0) throw new SyntaxError('no value');
    at += 1;
  } while (depth > 0 || (at < last && !tokens[at]!.startsWith('/')));
  return at;
}
