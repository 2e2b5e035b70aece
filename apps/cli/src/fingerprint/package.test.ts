import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng, impressionOf, synthesizeFinger } from '@rekam/biometrics';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageEngine } from './package.ts';

const modules = join(import.meta.dirname, '../../../../node_modules');
/** A folder outside of the repository that has the package and what it depends on, and nothing else. */
let place: string;

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'rekam-package-'));
  const installed = join(place, 'node_modules/@rekam/biometrics');
  expect(await packageEngine([installed])).toBe(0);
  mkdirSync(join(place, 'node_modules/@cornerstonejs'));
  for (const name of ['@cornerstonejs/codec-openjpeg', 'fast-png', 'fflate', 'jpeg-js'])
    symlinkSync(join(modules, name), join(place, 'node_modules', name));
  const skin = synthesizeFinger({ seed: 'packed', finger: 'R2' });
  writeFileSync(join(place, 'a.png'), encodePng(impressionOf(skin, { seed: 1 })));
  writeFileSync(join(place, 'b.png'), encodePng(impressionOf(skin, { seed: 2 })));
}, 120_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** Compares two pictures and answers the score. */
const comparing = `
  const templateOf = (bytes) => {
    const decoded = decodePng(bytes, 500);
    const extracted = extractTemplate(decoded.image);
    return prepareTemplate(decodeTemplate(encodeTemplate(extracted.template)).record);
  };
  const { score } = comparePrints(templateOf(a), templateOf(b));
`;
const names = 'comparePrints, decodePng, decodeTemplate, encodeTemplate, extractTemplate, prepareTemplate';

describe('the engine as a package of its own', () => {
  it('compares and searches in Node, installed in an empty folder', () => {
    writeFileSync(
      join(place, 'node.mjs'),
      `import { readFileSync } from 'node:fs';
       import { Gallery, ${names} } from '@rekam/biometrics/node';
       const [a, b] = ['a.png', 'b.png'].map((file) => new Uint8Array(readFileSync(file)));
       ${comparing}
       const gallery = new Gallery({ threads: 1 });
       const template = (bytes) => extractTemplate(decodePng(bytes, 500).image).template;
       gallery.add('somebody', { R2: template(a) });
       const { candidates } = await gallery.search({ R2: template(b) }, 0.001);
       await gallery.close();
       console.log(JSON.stringify({ score, found: candidates[0]?.id }));`,
    );
    const run = spawnSync(process.execPath, ['node.mjs'], { cwd: place, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    const said = JSON.parse(run.stdout) as { score: number; found: string };
    expect(said.score).toBeGreaterThan(100);
    expect(said.found).toBe('somebody');
  }, 60_000);

  it('is bundled for a browser and runs without anything of Node', () => {
    writeFileSync(
      join(place, 'browser.mjs'),
      `import { ${names} } from '@rekam/biometrics';
       export function scoreOf(a, b) { ${comparing} return score; }`,
    );
    writeFileSync(
      join(place, 'vite.config.mjs'),
      `export default { logLevel: 'error', build: { minify: false, lib: { entry: 'browser.mjs', formats: ['iife'], name: 'bundled', fileName: () => 'bundle.js' } } };`,
    );
    const built = spawnSync(process.execPath, [join(modules, 'vite/bin/vite.js'), 'build'], {
      cwd: place,
      encoding: 'utf8',
    });
    expect(built.status, built.stderr).toBe(0);
    const bundle = readFileSync(join(place, 'dist/bundle.js'), 'utf8');
    expect(bundle).not.toMatch(/__vite-browser-external|from ['"]node:|require\(['"]/);
    // A world that has what browsers have too, and no more.
    writeFileSync(
      join(place, 'bare.mjs'),
      `import { readFileSync } from 'node:fs';
       import { runInNewContext } from 'node:vm';
       const [bundle, a, b] = ['dist/bundle.js', 'a.png', 'b.png'].map((file) => readFileSync(file));
       const world = { a, b, WebAssembly, atob, performance, TextDecoder, TextEncoder };
       console.log(runInNewContext(bundle + '; bundled.scoreOf(new Uint8Array(a), new Uint8Array(b))', world));`,
    );
    const run = spawnSync(process.execPath, ['bare.mjs'], { cwd: place, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(Number(run.stdout)).toBeGreaterThan(100);
  }, 60_000);
});
