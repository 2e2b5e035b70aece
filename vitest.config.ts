import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'apps/*/src/**/*.test.tsx'],
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // What a page shows is waited for, and a loaded machine may take long to show it.
    expect: { poll: { timeout: 30_000 } },
    pool: 'forks',
    // Half of the tests' time is waiting: as many files at once as there are cores, and never just one.
    maxWorkers: Math.max(2, availableParallelism()),
  },
});
