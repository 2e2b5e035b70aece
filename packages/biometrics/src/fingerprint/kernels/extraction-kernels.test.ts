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

  it('take the same waves as their twin', () => {
    const shape = fc.record({
      columns: fc.integer({ min: 1, max: 6 }),
      rows: fc.integer({ min: 1, max: 6 }),
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
        taps: int16(2 * 3 * 64, 1024),
      });
    });
    fc.assert(
      fc.property(scenario, ({ half, grid, taps }) => {
        const waves = { periods: 2, orientations: 4, taps, perfect: 12345.678 };
        expect(compiledKernels.ridgePower(half, grid, waves, 0.4)).toEqual(
          readableKernels.ridgePower(half, grid, waves, 0.4),
        );
      }),
      { seed: 1, numRuns: 60 },
    );
  });

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

  it('thin the same ink as their twin', () => {
    const scenario = fc.record({
      ink: fc.uint8Array({ minLength: 400, maxLength: 400, max: 3 }),
      table: fc.uint8Array({ minLength: 256, maxLength: 256, max: 3 }),
    });
    fc.assert(
      fc.property(scenario, ({ ink, table }) => {
        const rimmed = ink.map((value, i) =>
          i % 20 === 0 || i % 20 === 19 || i < 20 || i >= 380 || value === 0 ? 0 : 1,
        );
        expect(compiledKernels.thinned(rimmed, 20, table)).toEqual(
          readableKernels.thinned(rimmed, 20, table),
        );
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});
