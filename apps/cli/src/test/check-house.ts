/** The checks of the house, each a tool with one verdict. `bin/rekam check` runs them; the tests also prove that each can fail. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../programs.ts';
import { unnamedPackages } from './check-packages.ts';
import { refusalsNobodyGives } from './check-refusals.ts';
import { faultsOfRules } from './check-rules.ts';

export interface Verdict {
  readonly ok: boolean;
  readonly output: string;
}

const tool = (...path: string[]) => join(root, 'node_modules', ...path);

function runTool(script: string, argv: string[], folder: string): Verdict {
  const run = spawnSync(process.execPath, [script, ...argv], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  return { ok: run.status === 0, output: `${run.stdout}${run.stderr}` };
}

export const checks = {
  /** TypeScript 7, the whole project. */
  types: (folder: string) => runTool(tool('tsc7', 'bin', 'tsc'), ['-p', 'tsconfig.json', '--noEmit'], folder),
  /** Formatter and linter. */
  format: (folder: string) =>
    runTool(tool('@biomejs', 'biome', 'bin', 'biome'), ['ci', '--error-on-warnings', '.'], folder),
  /**
   * Who may import whom. With a TypeScript that it cannot use, the tool checks nothing and is content:
   * a run over no modules is a failure.
   */
  imports(folder: string) {
    const verdict = runTool(
      tool('dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      ['--config', '.dependency-cruiser.cjs', 'packages', 'apps'],
      folder,
    );
    const modules = Number(/(\d+) modules/.exec(verdict.output)?.[1] ?? 0);
    return { ok: verdict.ok && modules > 0, output: verdict.output };
  },
  /** Files, exports and dependencies that nothing uses. */
  dead: (folder: string) => runTool(tool('knip', 'bin', 'knip.js'), ['--no-progress'], folder),
  /** Packages that a workspace imports and does not name. */
  packages(folder: string) {
    const unnamed = unnamedPackages(folder);
    return { ok: unnamed.length === 0, output: unnamed.join('\n') };
  },
  /** Rules of the SPEC.md files, and the tests that name them. */
  rules(folder: string) {
    const faults = faultsOfRules(folder);
    return { ok: faults.length === 0, output: faults.join('\n') };
  },
  /** Refusals that are written down and given nowhere. */
  refusals(folder: string) {
    const silent = refusalsNobodyGives(folder);
    return { ok: silent.length === 0, output: silent.join('\n') };
  },
} as const satisfies Record<string, (folder: string) => Verdict>;

export async function checkHouse(): Promise<number> {
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const verdict = check(root);
    process.stdout.write(verdict.ok ? `✓ ${name}\n` : `✗ ${name}\n${verdict.output}\n`);
    if (!verdict.ok) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}
