import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decodePng,
  encodeFingerImageRecord,
  encodePng,
  impressionOf,
  synthesizeFinger,
} from '@rekam/biometrics';
import { writeWsq } from '@rekam/biometrics/hostile/wsq-picture.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../programs.ts';

let dir = '';
const file = (name: string) => join(dir, name);

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'rekam-compare-'));
  const [finger, other] = [
    synthesizeFinger({ seed: 'compared', finger: 'R2' }),
    synthesizeFinger({ seed: 'another', finger: 'L3' }),
  ];
  writeFileSync(file('first.png'), encodePng(impressionOf(finger, { seed: 1, quality: 85 })));
  writeFileSync(file('again.png'), encodePng(impressionOf(finger, { seed: 2, quality: 80 })));
  writeFileSync(file('other.png'), encodePng(impressionOf(other, { seed: 3, quality: 85 })));
  const record = { position: 'R2', impression: 'live-plain', quality: 80, capturedAt: null } as const;
  const image = impressionOf(finger, { seed: 1, quality: 85 });
  writeFileSync(
    file('record.fir'),
    encodeFingerImageRecord({ images: [{ ...record, image, compression: 'png' }] }),
  );
  writeFileSync(file('small.wsq'), writeWsq(impressionOf(finger, { seed: 2, quality: 80 }), 20));
  const white = new Uint8Array(300 * 400).fill(255);
  writeFileSync(file('white.png'), encodePng({ width: 300, height: 400, dpi: 500, pixels: white }));
  writeFileSync(file('words.png'), 'these are words');
  writeFileSync(file('cut.png'), readFileSync(file('first.png')).subarray(0, 900));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function rekam(...words: string[]) {
  const run = spawnSync(process.execPath, [join(root, 'apps/cli/src/main.ts'), 'fingerprint', ...words], {
    cwd: dir,
    encoding: 'utf8',
  });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

interface Facts {
  score: number;
  falseMatchRate: number;
  pairs: { number: number; a: { x: number; y: number }; b: { x: number; y: number } }[];
  transform: { turnDegrees: number; shiftX: number; shiftY: number };
}

describe('fingerprint compare', () => {
  it('says that two touches are of one finger, at which rate, and which points pair under which transform', () => {
    const { code, out } = rekam('compare', file('first.png'), file('again.png'), '--json');
    expect(code).toBe(0);
    const facts: Facts = JSON.parse(out);
    expect(facts).toMatchObject({ verdict: 'same', reason: null, falseMatchRateAsked: 1 / 10_000 });
    expect(facts.score).toBeGreaterThanOrEqual(40);
    expect(-10 * Math.log10(facts.falseMatchRate)).toBeCloseTo(facts.score, 1);
    expect(facts.pairs.map((pair) => pair.number)).toEqual(facts.pairs.map((_, i) => i + 1));
    expect(facts.pairs.length).toBeGreaterThan(8);
    const { turnDegrees, shiftX, shiftY } = facts.transform;
    const turn = (turnDegrees * Math.PI) / 180;
    const offs = facts.pairs.map(({ a, b }) =>
      Math.hypot(
        Math.cos(turn) * a.x - Math.sin(turn) * a.y + shiftX - b.x,
        Math.sin(turn) * a.x + Math.cos(turn) * a.y + shiftY - b.y,
      ),
    );
    expect(Math.max(...offs)).toBeLessThan(45);
  });

  it("takes a device's ISO record for a picture, at the resolution that it states", () => {
    const { code, out } = rekam('compare', file('first.png'), file('record.fir'), '--dpi-b', '900', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ verdict: 'same', transform: { turnDegrees: 0 } });
  });

  it('takes a WSQ picture, at the resolution that its comment states', () => {
    const { code, out } = rekam('compare', file('first.png'), file('small.wsq'), '--dpi-b', '900', '--json');
    expect(code).toBe(0);
    const lossless = rekam('compare', file('first.png'), file('again.png'), '--json');
    expect(JSON.parse(out).verdict).toBe('same');
    expect(JSON.parse(out).score).toBeGreaterThan(JSON.parse(lossless.out).score / 2);
  });

  it('says that two fingers are not one', () => {
    const { code, out } = rekam('compare', file('first.png'), file('other.png'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).verdict).not.toBe('same');
    expect(JSON.parse(out).score).toBeLessThan(30);
  });

  it.each(['again.png', 'other.png'])('draws a line to %s for each pair, between the prints', (second) => {
    const { code, out } = rekam('compare', file('first.png'), file(second), '--out', 'page.png', '--json');
    expect(code).toBe(0);
    const { pairs }: Facts = JSON.parse(out);
    const page = decodePng(readFileSync(file('page.png')), 500);
    if (!page.ok) throw new Error(page.reason);
    const { width, height, pixels } = page.image;
    const between = Array.from({ length: height }, (_, y) => pixels[y * width + (width >> 1)]!).slice(185);
    const coloured = between.filter((grey) => grey < 245).length;
    expect(coloured).toBeGreaterThanOrEqual(pairs.length / 2);
    expect(coloured).toBeLessThanOrEqual(6 * pairs.length);
  });

  it('tells in both languages what was found, and where the page is', () => {
    const { out } = rekam('compare', file('first.png'), file('again.png'));
    expect(out).toMatch(/Jari yang sama: skor \d+,\d, \d+ pasang minutia; .* → first-again-pairs\.png/);
    expect(out).toMatch(/Same finger: score \d+\.\d, \d+ pairs of minutiae/);
    expect(existsSync(file('first-again-pairs.png'))).toBe(true);
  });

  it.each([
    ['absent.png', 66, /absent\.png tidak ada\. Periksa/, /absent\.png does not exist\. Check/],
    ['words.png', 65, /bukan gambar yang dikenal\. Simpan/, /no picture known here\. Save/],
    ['cut.png', 65, /tidak dapat dibuka.*Simpan ulang/, /cannot be opened: .*Save it again/],
    ['white.png', 65, /gambar ini ditolak\. Periksa/, /No template of .*: too little .*\. Check/],
    ['.', 66, /tidak dapat dibaca/, /cannot be read \(EISDIR\)/],
  ])('refuses %s, says what to do, and writes no page', (name, exitCode, id, en) => {
    for (const order of [
      ['first.png', name],
      [name, 'first.png'],
    ]) {
      const { code, out, err } = rekam('compare', ...order, '--json', '--out', 'none.png');
      expect({ code, out }).toEqual({ code: exitCode, out: '' });
      expect(err).toMatch(id);
      expect(err).toMatch(en);
      expect(existsSync(file('none.png'))).toBe(false);
    }
  });

  it('asks for two prints and a rate that means something', () => {
    expect(rekam('compare', file('first.png')).code).toBe(64);
    expect(rekam('compare', file('first.png'), file('again.png'), '--one-in', 'many').code).toBe(64);
  });
});

describe('fingerprint show', () => {
  it('refuses a file that is not there like the comparison does', () => {
    const { code, err } = rekam('show', file('absent.png'));
    expect(code).toBe(66);
    expect(err).toMatch(/does not exist/);
  });

  it('counts the minutiae and draws the stages', () => {
    const { code, out } = rekam('show', file('first.png'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out).minutiae).toBeGreaterThan(15);
    expect(existsSync(file('first-stages.png'))).toBe(true);
  });
});
