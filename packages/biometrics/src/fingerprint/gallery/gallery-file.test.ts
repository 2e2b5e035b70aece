import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticFingers } from '../../synthetic/minutiae-person.ts';
import { Gallery } from './gallery.ts';
import { loadGallery, saveGallery } from './gallery-file.ts';

describe('a saved gallery', () => {
  const people = 20;
  const gallery = new Gallery({ threads: 0, shard: 8 });
  let folder: string;
  let path: string;
  let saved: Buffer;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rekam-gallery-'));
    path = join(folder, 'all.gallery');
    for (let person = 0; person < people; person++)
      gallery.add(`warga ${person} ñ`, syntheticFingers(person, 'first'));
    await saveGallery(gallery, path);
    saved = await readFile(path);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const load = () => loadGallery(path, { threads: 0, shard: 32 });

  it('loads with the same people and answers the same', async () => {
    const loaded = await load();
    if (!loaded.ok) throw new Error(loaded.reason);
    expect([...loaded.gallery.entries()]).toEqual([...gallery.entries()]);
    const probe = syntheticFingers(4, 'second');
    expect(await loaded.gallery.search(probe, 0.01)).toEqual(await gallery.search(probe, 0.01));
    expect(await readdir(folder)).toEqual(['all.gallery']);
  });

  it('is refused when any bit is flipped or any end is missing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(saved.length - 1), fc.nat(7), fc.boolean(), async (at, bit, cut) => {
        const hurt = Buffer.from(cut ? saved.subarray(0, at) : saved);
        if (!cut) hurt[at]! ^= 1 << bit;
        await writeFile(path, hurt);
        const loaded = await load();
        expect(loaded.ok).toBe(false);
      }),
      {
        seed: 7,
        numRuns: 150,
        examples: [
          [0, 0, true],
          [12, 1, false],
          [saved.length - 1, 0, false],
        ],
      },
    );
    await writeFile(path, Buffer.concat([saved, Buffer.of(0)]));
    expect(await load()).toMatchObject({ ok: false });
  });

  it('is refused with a reason when it is none, not there, or of another version', async () => {
    expect(await loadGallery(join(folder, 'none'))).toMatchObject({
      ok: false,
      reason: expect.stringContaining('cannot be opened'),
    });
    await writeFile(path, 'something else that is long enough to hold a header, but is none of ours');
    expect(await load()).toEqual({ ok: false, reason: 'this is no gallery' });
    const later = Buffer.from(saved);
    later.writeUInt32LE(9, 12);
    await writeFile(path, later);
    expect(await load()).toEqual({ ok: false, reason: 'the gallery has version 9, not 1' });
  });
});
