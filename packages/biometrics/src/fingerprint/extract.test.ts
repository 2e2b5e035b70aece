import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../grey-image.ts';
import { openPrintsFolder } from '../prints-folder.ts';
import { impressionOf, synthesizeFinger } from '../synthetic/finger.ts';
import { pixelNoise } from '../synthetic/smooth-noise.ts';
import { comparePrints } from './comparison/compare.ts';
import { prepareTemplate } from './comparison/prepared-template.ts';
import { extractTemplate } from './extract.ts';
import { kernelMemory } from './kernels/extraction-compiled.ts';
import { readableKernels } from './kernels/extraction-twin.ts';
import { type FingerprintTemplate, positionUnits } from './template.ts';
import { encodeTemplate } from './template-bytes/template-bytes.ts';

function templateOf(image: GreyImage): FingerprintTemplate {
  const extracted = extractTemplate(image);
  if (!extracted.ok) throw new Error(extracted.reason);
  return extracted.template;
}

const scoreOf = (a: FingerprintTemplate, b: FingerprintTemplate) =>
  comparePrints(prepareTemplate(a), prepareTemplate(b)).score;

function drawn(width: number, height: number, grey: (x: number, y: number) => number, dpi = 500): GreyImage {
  const pixels = new Uint8ClampedArray(width * height);
  for (let i = 0; i < pixels.length; i++) pixels[i] = grey(i % width, Math.floor(i / width));
  return { width, height, dpi, pixels: new Uint8Array(pixels.buffer) };
}

describe('extraction', () => {
  const [finger, other] = ['R2', 'L3'].map((code) =>
    synthesizeFinger({ seed: `extraction ${code}`, finger: code as 'R2' | 'L3' }),
  );
  const touch = impressionOf(finger!, { seed: 1, quality: 85 });

  it('finds the same finger again, and no other', () => {
    const [first, second] = [templateOf(touch), templateOf(impressionOf(finger!, { seed: 2, quality: 80 }))];
    const stranger = templateOf(impressionOf(other!, { seed: 3, quality: 85 }));
    expect(first.minutiae.count).toBeGreaterThan(15);
    expect(scoreOf(first, second)).toBeGreaterThan(50);
    expect(scoreOf(first, stranger)).toBeLessThan(30);
  });

  it('says the same with its readable kernels, bit for bit', () => {
    const readable = extractTemplate(touch, undefined, readableKernels);
    expect(readable.ok && encodeTemplate(readable.template)).toEqual(encodeTemplate(templateOf(touch)));
  });

  it('says the same each time, and whether or not anybody listens', () => {
    const heard: string[] = [];
    const listened = extractTemplate(touch, (stage) => heard.push(stage));
    expect(listened).toEqual(extractTemplate(touch));
    expect(heard).toEqual([
      'resampled',
      'contrast',
      'orientation',
      'segmentation',
      'enhanced',
      'thinned',
      'skeleton',
      'minutiae',
      'minutiae.removed',
      'template',
    ]);
  });

  it('gives what this version always gave: where this changes, the version of templates must rise', () => {
    // Waves that are torn at six places: each is an ending, whichever computer draws it.
    const tears = [
      [120, 110, 1],
      [200, 150, -1],
      [150, 230, 1],
      [230, 260, -1],
      [110, 300, -1],
      [190, 330, 1],
      [260, 180, 1],
    ] as const;
    const picture = drawn(340, 420, (x, y) => {
      const torn = tears.reduce((sum, [cx, cy, way]) => sum + way * Math.atan2(y - cy, x - cx), 0);
      return Math.round(128 + 90 * Math.cos((2 * Math.PI * (y + 0.15 * x)) / 9 + torn));
    });
    const template = templateOf(picture);
    const found = Array.from({ length: template.minutiae.count }, (_, i) => [
      template.minutiae.x[i]! / positionUnits,
      template.minutiae.y[i]! / positionUnits,
    ]);
    for (const [cx, cy] of tears)
      expect(Math.min(...found.map(([x, y]) => Math.hypot(x! - cx, y! - cy)))).toBeLessThan(6);
    expect({
      version: template.version,
      sha256: createHash('sha256').update(encodeTemplate(template)).digest('hex'),
    }).toEqual({ version: 1, sha256: '58826bf2d70adb833eb109041750a3a1da06caf64f7e3ba541d94686d80f05ce' });
  });

  it('gives positions at 500 dpi whatever the resolution of the picture', () => {
    const twice = drawn(
      touch.width * 2,
      touch.height * 2,
      (x, y) => touch.pixels[(y >> 1) * touch.width + (x >> 1)]!,
      1000,
    );
    const [here, there] = [templateOf(touch), templateOf(twice)];
    expect([there.width, there.height]).toEqual([here.width, here.height]);
    expect(scoreOf(here, there)).toBeGreaterThan(60);
  });

  it('turns with the picture', () => {
    const { width, height, pixels } = touch;
    const turned = drawn(height, width, (x, y) => pixels[x * width + (width - 1 - y)]!);
    expect(scoreOf(templateOf(touch), templateOf(turned))).toBeGreaterThan(60);
  });

  it('refuses what is no finger, and says why', () => {
    const blocks = (size: number) => (x: number, y: number) =>
      128 + 127 * pixelNoise(Math.floor(y / size) * 1000 + Math.floor(x / size), 1);
    const pictures = {
      white: () => 255,
      black: () => 0,
      slope: (x: number) => x / 2,
      noise: blocks(1),
      'coarse noise': blocks(4),
      'blocks of noise': blocks(8),
      stripes: (x: number) => (x % 9 < 5 ? 0 : 255),
      chequers: (x: number, y: number) => ((x >> 3) + (y >> 3)) % 2 && 255,
      grid: (x: number, y: number) => (x % 9 < 3 || y % 9 < 3 ? 0 : 255),
    };
    for (const [name, grey] of Object.entries(pictures)) {
      const answer = extractTemplate(drawn(320, 400, grey as (x: number, y: number) => number));
      expect(answer.ok ? `${name}: ${answer.template.minutiae.count} points` : answer.reason).toMatch(
        /^(too little|what the picture|hardly)/,
      );
    }
  });

  it('refuses sizes and resolutions that it does not know, before it looks at anything', () => {
    const good = drawn(320, 400, () => 9);
    const wrong: Partial<GreyImage>[] = [
      { width: 0 },
      { width: -320 },
      { height: 400.5 },
      { width: 321 },
      { dpi: 0 },
      { dpi: Number.NaN },
      { dpi: 299 },
      { dpi: 1001 },
      { width: 1e9, height: 1e9 },
      { pixels: new Uint8Array(3) },
    ];
    for (const change of wrong) expect(extractTemplate({ ...good, ...change })).toMatchObject({ ok: false });
    expect(extractTemplate(drawn(60, 400, () => 9))).toMatchObject({ ok: false });
    expect(extractTemplate(drawn(3000, 900, () => 9))).toMatchObject({ ok: false });
  });

  it('takes the largest picture that it admits with less than 384 MB of kernel memory', () => {
    const answer = extractTemplate(drawn(2048, 2048, (x, y) => 128 + 127 * pixelNoise(y * 2048 + x, 2)));
    expect(answer.ok).toBe(false);
    expect(kernelMemory.buffer.byteLength).toBeLessThan(384 << 20);
  });

  it('never throws on pictures torn, cut, painted over and salted', () => {
    const injury = fc.record({
      left: fc.nat({ max: 200 }),
      top: fc.nat({ max: 200 }),
      width: fc.integer({ min: 1, max: 260 }),
      height: fc.integer({ min: 1, max: 260 }),
      salt: fc.nat({ max: 255 }),
      dpi: fc.integer({ min: 250, max: 1050 }),
      noise: fc.nat({ max: 255 }),
    });
    fc.assert(
      fc.property(injury, ({ left, top, width, height, salt, dpi, noise }) => {
        const picture = drawn(
          width,
          height,
          (x, y) =>
            (touch.pixels[(top + y) * touch.width + left + x] ?? salt) +
            noise * pixelNoise(y * width + x, salt),
          dpi,
        );
        const answer = extractTemplate(picture);
        if (answer.ok) expect(answer.template.minutiae.count).toBeGreaterThan(0);
        else expect(answer.reason).toMatch(/\w{3}/);
      }),
      { seed: 11, numRuns: 1000 },
    );
  });
});

const folder = process.env.REKAM_PRINTS;

describe.skipIf(!folder)('extraction of real prints', () => {
  it('lets low quality foretell failed comparisons', () => {
    const opened = openPrintsFolder(folder!);
    if (!opened.ok) throw new Error(opened.reason);
    const judged: { quality: number; score: number }[] = [];
    for (const set of opened.folder.sets) {
      for (const { finger, impressions } of set.fingers.slice(0, 5)) {
        const templates = impressions.map((impression) => {
          const loaded = opened.folder.load(set.name, finger, impression);
          const extracted = loaded.ok ? extractTemplate(loaded.image) : loaded;
          return extracted.ok ? extracted.template : undefined;
        });
        templates.forEach((a, i) => {
          for (const b of templates.slice(i + 1))
            judged.push({
              quality: Math.min(a?.quality ?? 0, b?.quality ?? 0),
              score: a && b ? scoreOf(a, b) : 0,
            });
        });
      }
    }
    judged.sort((a, b) => a.quality - b.quality);
    const failed = (part: typeof judged) => part.filter(({ score }) => score < 30).length / part.length;
    const third = Math.floor(judged.length / 3);
    expect(failed(judged.slice(0, third))).toBeGreaterThan(2 * failed(judged.slice(-third)));
  });
});
