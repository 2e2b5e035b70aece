/** HTML as text in which everything that comes from outside is escaped, because only a tag can leave it out. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | false | undefined | readonly Piece[];

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const textOf = (piece: Piece): string => {
  if (piece === null || piece === undefined || piece === false) return '';
  if (piece instanceof Html) return piece.text;
  if (typeof piece === 'object') return piece.map(textOf).join('');
  return String(piece).replace(/[&<>"']/g, (character) => escapes[character]!);
};

/** html`<p>${anything}</p>` */
export const html = (strings: TemplateStringsArray, ...pieces: readonly Piece[]): Html =>
  new Html(
    strings.map((text, index) => text + (index < pieces.length ? textOf(pieces[index]) : '')).join(''),
  );

/** Style sheets of ours, which are never escaped, as the element of a page's head. */
export const styleTag = (...sheets: readonly string[]): Html => new Html(`<style>${sheets.join('')}</style>`);
