import { describe, expect, it } from 'vitest';
import type { RgbImage } from './grey-image.ts';
import { type ColourPicture, seenBackground, seenFace } from './portrait.ts';
import { drawFace } from './synthetic/face.ts';

type Rgb = readonly [number, number, number];

/** A picture whose colour is known everywhere, with noise from a fixed seed. */
function painted(colourAt: (x: number, y: number) => Rgb, width = 60, height = 80): ColourPicture {
  const pixels = new Uint8Array(width * height * 3);
  let seed = 7;
  for (let i = 0; i < width * height; i++) {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    const noise = (seed % 21) - 10;
    const colour = colourAt((i % width) / width, Math.floor(i / width) / height);
    pixels.set(
      colour.map((value) => Math.max(0, Math.min(255, value + noise))),
      i * 3,
    );
  }
  return { width, height, channels: 3, pixels };
}

const wall = (colour: Rgb): ColourPicture => painted(() => colour);

/** The face `zoom` times as large, moved by shares of the picture; beyond its edge the background goes on. */
function moved({ width, height, rgb }: RgbImage, zoom: number, across = 0, down = 0): ColourPicture {
  const from = (share: number, move: number, size: number) =>
    Math.max(0, Math.min(size - 1, Math.round(((share - 0.5 - move) / zoom + 0.5) * size)));
  return painted((x, y) => {
    const at = (from(y, down, height) * width + from(x, across, width)) * 3;
    return [rgb[at]!, rgb[at + 1]!, rgb[at + 2]!];
  });
}

const people = Array.from({ length: 12 }, (_, seed) =>
  drawFace({ seed, background: seed % 2 === 0 ? 'red' : 'blue', width: 150, height: 200 }),
);

describe('the colour behind the face', () => {
  it('knows the red and the blue of the card under warm, cold and dim light', () => {
    const reds: Rgb[] = [
      [190, 30, 40],
      [210, 60, 50],
      [110, 18, 26],
    ];
    const blues: Rgb[] = [
      [30, 60, 180],
      [60, 110, 200],
      [20, 35, 96],
    ];
    expect(reds.map(wall).map(seenBackground)).toEqual(['red', 'red', 'red']);
    expect(blues.map(wall).map(seenBackground)).toEqual(['blue', 'blue', 'blue']);
  });

  it('calls neither a wall, nor the dark, nor wood', () => {
    const others: Rgb[] = [
      [225, 220, 210],
      [10, 8, 9],
      [150, 110, 60],
      [60, 130, 70],
    ];
    expect(others.map(wall).map(seenBackground)).toEqual(['other', 'other', 'other', 'other']);
  });

  it('looks beside the face, not at it', () => {
    const blueBehindRed = painted((x) => (Math.abs(x - 0.5) < 0.28 ? [200, 40, 40] : [30, 60, 180]));
    expect(seenBackground(blueBehindRed)).toBe('blue');
    expect(people.map((face) => seenBackground(moved(face, 1)))).toEqual(
      people.map((_, seed) => (seed % 2 === 0 ? 'red' : 'blue')),
    );
  });
});

describe('the face in the frame', () => {
  it('is seen whatever the skin, veiled or not, before red and before blue', () => {
    expect(people.map((face) => seenFace(moved(face, 1)))).toEqual(people.map(() => 'framed'));
  });

  it('is called far, near and aside', () => {
    const seen = (zoom: number, across = 0, down = 0) => [
      ...new Set(people.map((face) => seenFace(moved(face, zoom, across, down)))),
    ];
    expect(seen(0.5, 0, 0.03)).toContain('far');
    expect(seen(0.5, 0, 0.03)).not.toContain('framed');
    expect(seen(1, 0.25)).toEqual(['aside']);
    expect(seen(1, -0.25)).toEqual(['aside']);
    expect(seen(1, 0, 0.25)).toEqual(['aside']);
    for (const word of seen(2)) expect(['near', 'unclear']).toContain(word);
  });

  it('is missed before an empty cloth, a wall or in the dark, and nothing is claimed before wood', () => {
    const empty: Rgb[] = [
      [190, 30, 40],
      [30, 60, 180],
      [225, 220, 210],
      [10, 8, 9],
    ];
    expect(empty.map(wall).map(seenFace)).toEqual(['none', 'none', 'none', 'none']);
    expect(seenFace(wall([170, 120, 90]))).toBe('unclear');
  });
});
