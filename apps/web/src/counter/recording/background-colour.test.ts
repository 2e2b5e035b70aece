import { describe, expect, it } from 'vitest';
import { seenBackground } from './background-colour.ts';

type Rgb = readonly [number, number, number];
const [width, height] = [48, 64];

/** A portrait: the given colour behind a face-coloured middle, with noise from a fixed seed. */
function portrait(background: Rgb, face: Rgb = [196, 140, 110]): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  let seed = 7;
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const colour = Math.abs(x - width / 2) < width * 0.28 && y > height * 0.15 ? face : background;
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    const noise = (seed % 21) - 10;
    rgba.set([colour[0] + noise, colour[1] + noise, colour[2] + noise, 255], i * 4);
  }
  return rgba;
}

const seen = (background: Rgb) => seenBackground(portrait(background), width, height);

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
    expect(reds.map(seen)).toEqual(['red', 'red', 'red']);
    expect(blues.map(seen)).toEqual(['blue', 'blue', 'blue']);
  });

  it('calls neither a wall, nor the dark, nor wood', () => {
    const others: Rgb[] = [
      [225, 220, 210],
      [10, 8, 9],
      [150, 110, 60],
      [60, 130, 70],
    ];
    expect(others.map(seen)).toEqual(['other', 'other', 'other', 'other']);
  });

  it('looks beside the face, not at it', () => {
    expect(seenBackground(portrait([30, 60, 180], [200, 40, 40]), width, height)).toBe('blue');
  });
});
