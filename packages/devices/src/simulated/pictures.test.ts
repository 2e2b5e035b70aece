import { describe, expect, it } from 'vitest';
import { scaledTo, sideBySide, worn } from './pictures.ts';

const image = { width: 4, height: 2, dpi: 500, pixels: Uint8Array.from([0, 50, 100, 150, 200, 250, 0, 255]) };
const contrast = (pixels: Uint8Array): number => Math.max(...pixels) - Math.min(...pixels);

describe('the lens of a simulated device', () => {
  it('loses contrast with wear, the same way every time', () => {
    expect(worn(image, 0)).toBe(image);
    expect(contrast(worn(image, 90).pixels)).toBeLessThan(contrast(image.pixels) / 2);
    expect(worn(image, 40)).toEqual(worn(image, 40));
  });

  it('puts pictures beside each other in their order', () => {
    const both = sideBySide([image, scaledTo({ ...image, width: 8, height: 1 }, 2)], 1, [[0, 0]]);
    expect([both.width, both.height]).toEqual([1 + 4 + 1 + 16 + 1, 2]);
    expect([...both.pixels.subarray(0, 6)]).toEqual([255, 0, 50, 100, 150, 255]);
  });

  it('moves a picture without touching its neighbours', () => {
    const moved = sideBySide([image], 1, [[1, 1]]);
    expect([...moved.pixels]).toEqual([255, 255, 255, 255, 255, 255, 255, 255, 0, 50, 100, 150]);
  });
});
