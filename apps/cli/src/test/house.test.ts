import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../programs.ts';
import { checks } from './check-house.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A small tree under the project's own rules, holding just `files`. */
function treeOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'rekam-house-'));
  folders.push(folder);
  for (const config of ['tsconfig.json', 'biome.json', '.dependency-cruiser.cjs', 'knip.json'])
    cpSync(join(root, config), join(folder, config));
  mkdirSync(join(folder, '.git'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  for (const part of ['packages', 'apps']) mkdirSync(join(folder, part), { recursive: true });
  return folder;
}

const manifest = (name: string) =>
  JSON.stringify({ name, version: '0.1.0', type: 'module', exports: { '.': './src/index.ts' } });

describe('the house holds its rules', () => {
  for (const [name, check] of Object.entries(checks)) {
    it(`${name}: the whole tree passes`, () => {
      const verdict = check(root);
      expect(verdict.ok, verdict.output).toBe(true);
    });
  }
});

describe('each check can fail', () => {
  it('types: a string where a number is wanted', () => {
    const tree = treeOf({ 'packages/domain/src/index.ts': "export const count: number = 'one';\n" });
    const verdict = checks.types(tree);
    expect(verdict.ok).toBe(false);
    expect(verdict.output).toContain('TS2322');
  });

  it('format: a line out of shape and a careless any', () => {
    expect(checks.format(treeOf({ 'packages/domain/src/index.ts': 'export   const a = 1\n' })).ok).toBe(
      false,
    );
    expect(checks.format(treeOf({ 'packages/domain/src/index.ts': 'export const a: any = 1;\n' })).ok).toBe(
      false,
    );
  });

  it.each([
    [
      'the domain reads an app',
      'packages/domain/src/kernel/clock.ts',
      '../../../../apps/server/src/main.ts',
      'apps/server/src/main.ts',
    ],
    [
      'an app reads another app',
      'apps/cli/src/main.ts',
      '../../server/src/main.ts',
      'apps/server/src/main.ts',
    ],
    [
      'the protocol reads devices',
      'packages/protocol/src/a.ts',
      '../../devices/src/b.ts',
      'packages/devices/src/b.ts',
    ],
    [
      'a noun reads one it may not',
      'packages/domain/src/place/a.ts',
      '../enrolment/b.ts',
      'packages/domain/src/enrolment/b.ts',
    ],
    [
      'production reads the testkit',
      'apps/server/src/a.ts',
      '../../../packages/testkit/src/b.ts',
      'packages/testkit/src/b.ts',
    ],
  ])('imports: %s', (_what, from, specifier, to) => {
    const tree = treeOf({
      [from]: `import { b } from '${specifier}';\nconsole.log(b);\n`,
      [to]: 'export const b = 1;\n',
    });
    const verdict = checks.imports(tree);
    expect(verdict.ok).toBe(false);
    expect(verdict.output).toContain('not-in-allowed');
  });

  it('imports: nothing cruised is not a pass', () => {
    expect(checks.imports(treeOf({})).ok).toBe(false);
  });

  it('dead: an export that nobody uses', () => {
    const tree = treeOf({
      'package.json': JSON.stringify({
        name: 'rekam',
        private: true,
        type: 'module',
        workspaces: ['packages/*', 'apps/*'],
      }),
      'packages/domain/package.json': manifest('@rekam/domain'),
      'packages/domain/src/index.ts': "export { used } from './used.ts';\n",
      'packages/domain/src/used.ts': 'export const used = 1;\nexport const forgotten = 2;\n',
    });
    const verdict = checks.dead(tree);
    expect(verdict.ok).toBe(false);
    expect(verdict.output).toContain('forgotten');
  });

  const fetching = (name: string) => `export const z = await import('${name}');\n`;
  it.each([
    ['one that is named nowhere', "import { z } from 'zod';\n", 'a.ts imports zod'],
    ['one that an office does not install', "export * from 'fast-check';\n", 'a.ts imports fast-check'],
    ['one that is fetched when it is wanted', fetching('zod/v4'), 'a.ts imports zod'],
  ])('packages: %s', (_what, text, named) => {
    const house = { name: 'rekam', workspaces: ['packages/*'], devDependencies: { 'fast-check': '4.0.0' } };
    const files = {
      'package.json': JSON.stringify(house),
      'packages/domain/package.json': manifest('@rekam/domain'),
      'packages/domain/src/a.test.ts': "import fc from 'fast-check';\n",
      'packages/domain/src/b.ts': "import { join } from 'node:path';\nimport type { T } from 'zod';\n",
    };
    expect(checks.packages(treeOf(files))).toMatchObject({ ok: true });
    const verdict = checks.packages(treeOf({ ...files, 'packages/domain/src/a.ts': text }));
    expect(verdict.ok).toBe(false);
    expect(verdict.output).toContain(named);
  });

  const letters = {
    'packages/domain/src/letter/SPEC.md': '- **LET1** One letter.\n- **LET2** Six months.\n',
    'packages/domain/src/letter/letter.test.ts': "it('LET1 is one', () => {});\nit('LET2 ends', () => {});\n",
  };
  it.each([
    ['a rule that no test names', { 'apps/a/SPEC.md': '- **QUE1** First come.\n' }, 'QUE1'],
    ['one number for two rules', { 'apps/a/SPEC.md': '- **LET2** Five months.\n' }, 'LET2 is two rules'],
    ['a test of a rule that is gone', { 'apps/a/a.test.ts': "it('LET3 …', () => {});\n" }, 'LET3'],
    ['a table that no test reads', { 'apps/a/SPEC.md': '| **TAB1** | a | b |\n' }, 'TAB1'],
  ])('rules: %s', (_what, files, named) => {
    expect(checks.rules(treeOf(letters))).toMatchObject({ ok: true });
    const verdict = checks.rules(treeOf({ ...letters, ...files }));
    expect(verdict.ok).toBe(false);
    expect(verdict.output).toContain(named);
  });

  it('refusals: one that nobody gives', () => {
    const refusals = 'export const letter = {\n  LETTER_GONE: {\n  },\n  LETTER_LATE: {\n  },\n};\n';
    const tree = treeOf({
      'packages/protocol/src/refusals/letter.ts': refusals,
      'packages/domain/src/letter/decide.ts': "refuse('LETTER_LATE');\n",
      'packages/domain/src/letter/decide.test.ts': "expect('LETTER_GONE');\n",
    });
    expect(checks.refusals(tree)).toEqual({ ok: false, output: 'LETTER_GONE' });
  });
});
