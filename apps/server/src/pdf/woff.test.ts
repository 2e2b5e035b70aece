import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { expect, it } from 'vitest';
import { truetypeOf } from './woff.ts';

const require = createRequire(import.meta.url);

it('unpacks the typeface to the same glyphs', () => {
  const woff = readFileSync(require.resolve('@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff'));
  const [packed, open] = [create(woff), create(truetypeOf(woff))] as [Font, Font];
  for (const text of ['SURAT KETERANGAN', 'Kelurahan/Desa 0123456789', 'é ‘ ’ …'])
    expect(shapesOf(open, text)).toEqual(shapesOf(packed, text));
});

const shapesOf = (font: Font, text: string) =>
  font.layout(text).glyphs.map(({ id, advanceWidth, path }) => [id, advanceWidth, path.toSVG()]);
