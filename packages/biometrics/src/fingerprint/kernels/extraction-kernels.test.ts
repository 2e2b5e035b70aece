import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileKernel, kernelNames, moduleOf } from './build-kernels.ts';
import { compiledKernels } from './extraction-compiled.ts';
import { readableKernels } from './extraction-twin.ts';

describe('the compiled kernels', () => {
  it.each(kernelNames)('%s stands in the tree as its source compiles', async (name) => {
    const stands = readFileSync(join(import.meta.dirname, `${name}.wasm.ts`), 'utf8');
    expect(moduleOf(name, await compileKernel(name))).toBe(stands);
  });

  const int16 = (length: number, most: number) =>
    fc.int16Array({ minLength: length, maxLength: length, min: -most, max: most });

  it('even out the same pictures as their twin', () => {
    const scenario = fc
      .record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) })
      .chain(({ width, height }) =>
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          pixels: fc.uint8Array({ minLength: width * height, maxLength: width * height }),
          scale: fc.record({
            radius: fc.integer({ min: 1, max: 12 }),
            unit: fc.constant(128),
            floor: fc.integer({ min: 1, max: 9 }),
          }),
        }),
      );
    fc.assert(
      fc.property(scenario, ({ pixels, width, height, scale }) => {
        expect(compiledKernels.evenOut(pixels, width, height, scale)).toEqual(
          readableKernels.evenOut(pixels, width, height, scale),
        );
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it('find the same waves strongest as their twin', () => {
    const shape = fc.record({
      columns: fc.integer({ min: 1, max: 11 }),
      rows: fc.integer({ min: 1, max: 9 }),
    });
    const scenario = shape.chain(({ columns, rows }) => {
      const [width, height] = [4 * columns + 12, 4 * rows + 12];
      return fc.record({
        grid: fc.record({
          columns: fc.constant(columns),
          rows: fc.constant(rows),
          skin: fc.uint8Array({ minLength: columns * rows, maxLength: columns * rows, max: 1 }),
        }),
        half: fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          values: int16(width * height, 1024),
        }),
        across: int16(2 * 3 * 16, 1024),
        down: int16(2 * 3 * 32, 1024),
      });
    });
    const turns = Float64Array.of(1, 0, 0.25, 0.75, -1, 0.125, -0.25, -0.75);
    const logPeriods = Float64Array.of(1.75, 2.25);
    fc.assert(
      fc.property(scenario, ({ half, grid, across, down }) => {
        const taps = wavesWithHalves(across, down);
        const waves = { taps, turns, logPeriods, perfect: 12345.678 };
        expect(compiledKernels.strongestWaves(half, grid, waves, 0.4)).toEqual(
          readableKernels.strongestWaves(half, grid, waves, 0.4),
        );
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  /** Waves across from their first halves, cosines mirrored and sines turned; waves down as they come. */
  function wavesWithHalves(across: Int16Array, down: Int16Array): Int16Array {
    const count = down.length / 32;
    return Int16Array.from({ length: count * 64 }, (_, i) => {
      const [wave, part, tap] = [i >> 6, (i >> 4) & 3, i & 15];
      if (part >= 2) return down[wave * 32 + (part - 2) * 16 + tap]!;
      const half = across[wave * 16 + part * 8 + Math.min(tap, 15 - tap)]!;
      return part === 1 && tap >= 8 ? -half : half;
    });
  }

  it('filter the same pixels as their twin', () => {
    const scenario = fc
      .record({ width: fc.integer({ min: 1, max: 30 }), height: fc.integer({ min: 1, max: 30 }) })
      .chain(({ width, height }) => {
        const cells = Math.ceil(width / 4) * Math.ceil(height / 4);
        return fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          framed: int16((width + 16) * (height + 16), 512),
          filters: int16(3 * 256, 2048),
          chosen: fc.int16Array({ minLength: cells, maxLength: cells, min: -1, max: 2 }),
        });
      });
    fc.assert(
      fc.property(scenario, ({ framed, width, height, filters, chosen }) => {
        expect(compiledKernels.filterCells(framed, width, height, filters, chosen)).toEqual(
          readableKernels.filterCells(framed, width, height, filters, chosen),
        );
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it('thin the same lines as their twin', () => {
    const scenario = fc
      .record({
        width: fc.integer({ min: 1, max: 150 }),
        height: fc.integer({ min: 1, max: 30 }),
        /** Side of the blots of which the ink is made: single pixels leave little to thin. */
        blot: fc.integer({ min: 1, max: 6 }),
      })
      .chain(({ width, height, blot }) => {
        const across = Math.ceil(width / blot);
        return fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          enhanced: int16(across * Math.ceil(height / blot), 9).map((blots) =>
            Int16Array.from(
              { length: width * height },
              (_, i) =>
                blots[Math.floor(Math.floor(i / width) / blot) * across + Math.floor((i % width) / blot)]!,
            ),
          ),
          corners: fc.uint8Array({ minLength: 256, maxLength: 256, max: 1 }),
        });
      });
    fc.assert(
      fc.property(scenario, ({ enhanced, width, height, corners }) => {
        expect(compiledKernels.ridgeLines(enhanced, width, height, corners)).toEqual(
          readableKernels.ridgeLines(enhanced, width, height, corners),
        );
      }),
      { seed: 3, numRuns: 150 },
    );
  });
});
