/**
 * Whether a signed PDF is the one that was sent, and nothing but an invisible signature was appended to it.
 *
 * The bytes that were sent must stand at the beginning, unchanged. What follows is one revision that may add a form with
 * one signature field to the catalogue, its widget to one page, and new objects that only these reach. Whatever else it
 * replaces could put other words on the page, and is refused; so is everything that cannot be read.
 */
import { parseDictionary } from './pdf-dictionary.ts';

/** True only for the document that was sent. */
export function isOnlySigned(sent: Buffer, answered: Buffer): boolean {
  if (answered.length <= sent.length || !answered.subarray(0, sent.length).equals(sent)) return false;
  try {
    checkRevision(sent.toString('latin1'), answered.toString('latin1'));
    return true;
  } catch {
    return false;
  }
}

function requireThat(sound: boolean): void {
  if (!sound) throw new SyntaxError('more than a signature');
}

function checkRevision(sent: string, answered: string): void {
  const before = tableOf(sent);
  const after = tableOf(answered);
  const old = parseDictionary(before.trailer);
  const trailer = parseDictionary(after.trailer);
  requireThat(after.place > sent.length);
  requireThat(trailer.get('/Prev') === String(before.place) && trailer.get('/Root') === old.get('/Root'));
  requireThat([...trailer.keys()].every((key) => ['/Size', '/Root', '/Info', '/ID', '/Prev'].includes(key)));
  requireThat((trailer.get('/Info') ?? old.get('/Info')) === old.get('/Info'));
  const size = Number(old.get('/Size'));
  const appended = objectsIn(answered, after, sent.length);
  const root = numberIn(old.get('/Root'));
  const replaced = [...appended.keys()].filter((number) => number < size);
  const pages = replaced.filter((number) => number !== root);
  requireThat(replaced.includes(root) && pages.length === 1);
  const page = pages[0]!;
  const widget = addedTo(objectIn(sent, page), appended.get(page)!, '/Annots', /^\[ (\d+) 0 R \]$/);
  const form = addedTo(objectIn(sent, root), appended.get(root)!, '/AcroForm', /^(<< .* >>)$/);
  requireThat(parseDictionary(objectIn(sent, page)).get('/Type') === '/Page');
  checkForm(form, widget);
  checkWidget(parseDictionary(appended.get(Number(widget)) ?? ''), page);
}

interface Table {
  /** Where the table of references begins. */
  readonly place: number;
  /** Its text up to the trailer. */
  readonly entries: string;
  readonly trailer: string;
}

/** The last table of references. Tables in streams are not read. */
function tableOf(text: string): Table {
  const place = Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1]);
  const match = /^xref\s+([\d\s nf]*?)trailer\s*(<<[\s\S]*>>)\s*startxref\s+\d+\s+%%EOF\s*$/.exec(
    text.slice(place),
  );
  if (!Number.isInteger(place) || !match) throw new SyntaxError('no table');
  return { place, entries: match[1]!, trailer: match[2]! };
}

/** The objects that a table places, by number; all of them must stand after `from`, and none may be freed. */
function objectsIn(text: string, { entries }: Table, from: number): ReadonlyMap<number, string> {
  const objects = new Map<number, string>();
  const words = entries.trim().split(/\s+/);
  for (let at = 0; at < words.length; ) {
    const [first, count] = [Number(words[at]), Number(words[at + 1])];
    at += 2;
    for (let number = first; number < first + count; number++, at += 3) {
      const [place, generation, state] = words.slice(at, at + 3);
      // The head of the list of free objects may be written again.
      if (number === 0 && state === 'f') continue;
      requireThat(state === 'n' && generation === '00000' && Number(place) >= from);
      objects.set(number, bodyAt(text, Number(place), number));
    }
  }
  return objects;
}

/** An object of a file with one revision. */
function objectIn(text: string, number: number): string {
  const object = objectsIn(text, tableOf(text), 0).get(number);
  if (object === undefined) throw new SyntaxError('no object');
  return object;
}

function bodyAt(text: string, place: number, number: number): string {
  const head = `${number} 0 obj`;
  requireThat(text.startsWith(head, place));
  const end = text.indexOf('endobj', place);
  requireThat(end > place);
  return text.slice(place + head.length, end).trim();
}

const numberIn = (reference: string | undefined): number => Number(/^(\d+) 0 R$/.exec(reference ?? '')?.[1]);

/** What a dictionary was given under one new key; nothing else of it may differ. */
function addedTo(old: string, fresh: string, key: string, shape: RegExp): string {
  const [before, after] = [parseDictionary(old), parseDictionary(fresh)];
  requireThat(!before.has(key) && after.size === before.size + 1);
  for (const [name, value] of before) requireThat(after.get(name) === value);
  const found = shape.exec(after.get(key) ?? '')?.[1];
  if (found === undefined) throw new SyntaxError('another entry');
  return found;
}

function checkForm(form: string, widget: string): void {
  const entries = parseDictionary(form);
  requireThat([...entries.keys()].every((key) => ['/SigFlags', '/Fields', '/DA', '/DR'].includes(key)));
  requireThat(entries.get('/Fields') === `[ ${widget} 0 R ]`);
}

/** Invisible: whatever it would draw has no room. */
function checkWidget(widget: ReadonlyMap<string, string>, page: number): void {
  requireThat(widget.get('/Subtype') === '/Widget' && widget.get('/FT') === '/Sig');
  requireThat(/^\[ 0(\.0+)? 0(\.0+)? 0(\.0+)? 0(\.0+)? \]$/.test(widget.get('/Rect') ?? ''));
  requireThat(numberIn(widget.get('/P')) === page);
  requireThat(!['/A', '/AA', '/Kids', '/Parent'].some((key) => widget.has(key)));
}
