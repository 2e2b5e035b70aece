import {
  decodeFaceImage,
  decodeFingerImage,
  decodeIrisImage,
  parseFaceImageRecord,
  parseFingerImageRecord,
  parseIrisImageRecord,
} from '@rekam/biometrics';
import { fingerQuality } from '@rekam/biometrics/quality.ts';
import { fingerCodes } from '@rekam/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRecordFlaw } from '../sbi/records.ts';
import { openRealPrints, type PrintSource } from './print-source.ts';
import type { SampleMaker, SampleOrder } from './sample-maker.ts';
import { startSampleWorker } from './worker-sample-maker.ts';

const order = (changes: Partial<SampleOrder>): SampleOrder => ({
  person: 'ani',
  subject: 'R5',
  impression: 0,
  wear: 0,
  takenAtMs: Date.UTC(2026, 10, 24),
  ...changes,
});

describe('the samples of simulated devices', () => {
  let samples: SampleMaker;
  beforeAll(async () => {
    samples = await startSampleWorker({});
  });
  afterAll(() => samples.close());

  it('are finger records of 500 dpi that open, differ from touch to touch and repeat from run to run', async () => {
    const [first, again, second] = await Promise.all([
      samples.make(order({})),
      samples.make(order({})),
      samples.make(order({ impression: 1 })),
    ]);
    expect(first.record).toEqual(again.record);
    expect(first.record).not.toEqual(second.record);
    expect(findRecordFlaw('R5', first.record)).toBeUndefined();
    const parsed = parseFingerImageRecord(first.record);
    if (!parsed.ok) throw new Error(parsed.reason);
    expect(parsed.record.images[0]).toMatchObject({
      position: 'R5',
      dpi: 500,
      compression: 'jpeg2000-lossless',
    });
    expect(decodeFingerImage(parsed.record.images[0]!)).toMatchObject({ ok: true });
  });

  it('are iris and face records that open', async () => {
    const iris = parseIrisImageRecord((await samples.make(order({ subject: 'IL' }))).record);
    const face = parseFaceImageRecord((await samples.make(order({ subject: 'FA' }))).record);
    if (!iris.ok || !face.ok) throw new Error('not parsed');
    expect(iris.record.images[0]).toMatchObject({ eye: 'IL', width: 640, height: 480 });
    expect(decodeIrisImage(iris.record.images[0]!)).toMatchObject({ ok: true });
    expect(decodeFaceImage(face.record.images[0]!)).toMatchObject({ ok: true });
  });

  it('show an empty glass at once and the finger when it has grown', async () => {
    const look = { person: 'ani', subjects: ['R5'] } as const;
    const empty = samples.preview(look);
    expect(empty).toHaveLength(1);
    // The thread answers in turn: after this capture the picture is there.
    await samples.make(order({ impression: 2 }));
    while (samples.preview(look).length === 1) await samples.make(order({ subject: 'FA' }));
    const pictures = samples.preview(look);
    expect(pictures.length).toBeGreaterThan(3);
    expect(pictures[0]).not.toEqual(pictures[1]);
  });

  it('lose points with the glass, never below zero', async () => {
    const clean = await samples.make(order({ subject: 'FA' }));
    expect((await samples.make(order({ subject: 'FA', wear: 10 }))).score).toBe(clean.score - 10);
    expect((await samples.make(order({ subject: 'FA', wear: 100 }))).score).toBe(0);
  });

  it('are refused, not awaited for ever, when the devices stop', async () => {
    const stopping = await startSampleWorker({});
    const waiting = stopping.make(order({}));
    await Promise.all([expect(waiting).rejects.toThrow('stopped'), stopping.close()]);
    await expect(stopping.make(order({}))).rejects.toThrow('stopped');
  });
});

describe.runIf(process.env.REKAM_PRINTS)('real prints', () => {
  let prints: PrintSource;
  beforeAll(() => {
    prints = openRealPrints(process.env.REKAM_PRINTS!);
  });
  const touch = { person: 'ani', finger: 'L2', impression: 0, quality: 80 } as const;

  it('are the same fingers for the same person and others for another finger', () => {
    expect(prints.print(touch)).toEqual(openRealPrints(process.env.REKAM_PRINTS!).print(touch));
    const all = fingerCodes.map((finger) =>
      Buffer.from(prints.print({ ...touch, finger }).pixels).toString('base64'),
    );
    expect(new Set(all).size).toBe(10);
  });

  it('change from touch to touch, and show a poor one when the touch goes wrong', () => {
    const good = prints.print(touch);
    expect(prints.print({ ...touch, impression: 1 })).not.toEqual(good);
    expect(fingerQuality(prints.print({ ...touch, quality: 20 }))).toBeLessThanOrEqual(fingerQuality(good));
  });
});
