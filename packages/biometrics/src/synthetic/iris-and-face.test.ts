import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../grey-image.ts';
import { eye as shape } from '../parameters.ts';
import { faceQuality, irisQuality } from '../quality.ts';
import { drawFace } from './face.ts';
import { type IrisOptions, synthesizeIris } from './iris.ts';

const calm = { gaze: { x: 0, y: 0 }, eyelids: 0, noise: 0, blur: 0, dilation: 0.3 };
const look = (over: Partial<IrisOptions>): GreyImage =>
  synthesizeIris({ seed: 'a', eye: 'IR', ...calm, ...over });

/** Greys on a ring between pupil and rim, at a part of the way outwards. */
function ringOf(image: GreyImage, dilation: number, out: number): number[] {
  const pupil = shape.irisRadius * (shape.pupilNarrow + (shape.pupilWide - shape.pupilNarrow) * dilation);
  const radius = pupil + (shape.irisRadius - pupil) * out;
  return Array.from({ length: 720 }, (_, i) => {
    const angle = (i * Math.PI) / 360;
    const x = Math.floor(320 + radius * Math.cos(angle));
    const y = Math.floor(240 + radius * Math.sin(angle));
    return image.pixels[y * 640 + x]!;
  });
}

function correlation(a: number[], b: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i]! - mb);
    aa += (value - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}

describe('a synthetic iris', () => {
  it('is the same for the same seed', () => {
    expect(synthesizeIris({ seed: 1, eye: 'IL', impression: 2 })).toEqual(
      synthesizeIris({ seed: 1, eye: 'IL', impression: 2 }),
    );
  });

  it('keeps its texture while the pupil opens, and shares it with no other eye', () => {
    const mine = ringOf(look({}), 0.3, 0.5);
    expect(correlation(mine, ringOf(look({ dilation: 0.7 }), 0.7, 0.5))).toBeGreaterThan(0.7);
    for (const other of [look({ seed: 'b' }), look({ eye: 'IL' }), look({ seed: 'c' })])
      expect(Math.abs(correlation(mine, ringOf(other, 0.3, 0.5)))).toBeLessThan(0.35);
  });

  it('has a dark pupil that grows, and moves with the gaze', () => {
    const dark = (image: GreyImage): number => image.pixels.filter((value) => value < 40).length;
    expect(dark(look({ dilation: 1 }))).toBeGreaterThan(dark(look({ dilation: 0 })) * 2.5);
    const at = (image: GreyImage, x: number): number => image.pixels[255 * 640 + x]!;
    expect(at(look({}), 320)).toBeLessThan(40);
    expect(at(look({ gaze: { x: 0.7, y: 0 } }), 320)).toBeGreaterThan(50);
  });

  it('is judged worse when blurred and when noisy', () => {
    const blurs = [1, 2, 4].map((blur) => irisQuality(look({ blur })));
    const noises = [0, 0.3, 0.6, 1].map((noise) => irisQuality(look({ noise })));
    for (const scores of [blurs, noises]) {
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores[0]! - scores.at(-1)!).toBeGreaterThan(30);
    }
  });
});

describe('a drawn face', () => {
  it('is the same for the same seed, differs between seeds, and moves a little between frames', () => {
    const still = drawFace({ seed: 'a', background: 'red' });
    expect(drawFace({ seed: 'a', background: 'red' })).toEqual(still);
    const changed = (other: { rgb: Uint8Array }): number =>
      other.rgb.filter((value, i) => Math.abs(value - still.rgb[i]!) > 10).length / still.rgb.length;
    expect(changed(drawFace({ seed: 'b', background: 'red' }))).toBeGreaterThan(0.02);
    const frame = changed(drawFace({ seed: 'a', background: 'red', frame: 10 }));
    expect(frame).toBeGreaterThan(0);
    expect(frame).toBeLessThan(0.05);
  });

  it('stands before the colour of the birth year', () => {
    const corner = (background: 'red' | 'blue') => drawFace({ seed: 1, background }).rgb.subarray(0, 3);
    const [red, blue] = [corner('red'), corner('blue')];
    expect(red[0]!).toBeGreaterThan(red[2]! * 2);
    expect(blue[2]!).toBeGreaterThan(blue[0]! * 2);
  });

  it('is judged by sharpness and light', () => {
    const face = drawFace({ seed: 'a', background: 'blue', width: 300, height: 400 });
    const dim = { ...face, rgb: face.rgb.map((value) => value / 8) };
    const flat = { ...face, rgb: face.rgb.map(() => 128) };
    expect(faceQuality(face)).toBeGreaterThan(60);
    expect(faceQuality(dim)).toBeLessThan(faceQuality(face) - 30);
    expect(faceQuality(flat)).toBe(0);
  });
});
