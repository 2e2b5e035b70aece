import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { descriptor } from '../../parameters.ts';
import { compiledDescriptorKernels } from './descriptor-compiled.ts';
import { readableDescriptorKernels } from './descriptor-twin.ts';
import { evidenceRow } from './evidence.ts';
import { featureCount } from './finger-features.ts';
import { personCodeBytes } from './person-record.ts';
import { CompiledScanner, readableScanner } from './scan-kernel.ts';
import { newShardMemory, ShardWriter } from './shard.ts';
import { trainedProjection } from './trained-projection.ts';

describe('the compiled kernels of a gallery', () => {
  it('project the same features and spin the same code as their twin', () => {
    const features = fc.int16Array({
      minLength: featureCount,
      maxLength: featureCount,
      min: -256,
      max: 4096,
    });
    fc.assert(
      fc.property(features, (from) => {
        const z = readableDescriptorKernels.projected(from, trainedProjection);
        expect(compiledDescriptorKernels.projected(from, trainedProjection)).toEqual(z);
        expect(compiledDescriptorKernels.spun(z)).toEqual(readableDescriptorKernels.spun(z));
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('take a projection that changed', () => {
    const features = Int16Array.from({ length: featureCount }, (_, i) => (i * 37) % 256);
    const other = { ...trainedProjection, gain: trainedProjection.gain.map((gain) => gain >> 1) };
    for (const projection of [trainedProjection, other])
      expect(compiledDescriptorKernels.projected(features, projection)).toEqual(
        readableDescriptorKernels.projected(features, projection),
      );
  });

  it('find the same people as their twin, whoever lives and lacks which finger', () => {
    const people = 40;
    const bytes = fc.uint8Array({ minLength: personCodeBytes, maxLength: personCodeBytes });
    const rows = (bits: number) => {
      const length = 40 * evidenceRow(bits);
      return fc.int16Array({ minLength: length, maxLength: length, min: -768, max: 768 });
    };
    const scenario = fc.record({
      persons: fc.array(
        fc.record({ codes: bytes, kinds: fc.integer({ min: 1, max: 2 ** 20 - 1 }), leaves: fc.boolean() }),
        { minLength: 1, maxLength: people },
      ),
      codes: bytes,
      glanceLeast: fc.integer({ min: -4000, max: 2000 }),
      glanceEvidence: rows(descriptor.glanceBits),
      evidence: rows(descriptor.bits),
      floor: fc.integer({ min: -4000, max: 2000 }),
    });
    fc.assert(
      fc.property(scenario, ({ persons, floor, ...probe }) => {
        const shard = new ShardWriter(newShardMemory(people));
        for (const { leaves, ...person } of persons) {
          const slot = shard.add({ ...person, prints: new Uint8Array(8) });
          if (leaves) shard.remove(slot);
        }
        const compiled = new CompiledScanner(shard, 3);
        compiled.prepare(probe);
        const [found, expected] = [compiled, readableScanner(shard, probe)].map((scanner) => {
          const { count, pairs } = scanner.scan(0, shard.used, floor);
          return Array.from(pairs.subarray(0, 2 * count));
        });
        expect(found).toEqual(expected);
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('have axes and bits that the kernels are written for', () => {
    expect([descriptor.axes, descriptor.bits, descriptor.glanceBits, featureCount % 8]).toEqual([
      128, 512, 64, 0,
    ]);
  });
});
