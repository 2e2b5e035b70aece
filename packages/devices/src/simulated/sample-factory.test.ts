import {
  decodeFaceImage,
  decodeFingerImage,
  decodeIrisImage,
  parseFaceImageRecord,
  parseFingerImageRecord,
  parseIrisImageRecord,
} from '@rekam/biometrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRecordFlaw } from '../sbi/records.ts';
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

  it('are refused, not awaited for ever, when the devices stop', async () => {
    const stopping = await startSampleWorker({});
    const waiting = stopping.make(order({}));
    await Promise.all([expect(waiting).rejects.toThrow('stopped'), stopping.close()]);
    await expect(stopping.make(order({}))).rejects.toThrow('stopped');
  });
});
