import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodePng, impressionOf, synthesizeFinger } from '@rekam/biometrics';
import { launchChromium } from '@rekam/testkit/chromium.ts';
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

/** Answers what two pictures give: their templates as bytes, and the score. */
const comparing = `
  const bytesOf = (bytes) => encodeTemplate(extractTemplate(decodePng(bytes, 500).image).template);
  const templates = [bytesOf(a), bytesOf(b)];
  const { score } = comparePrints(...templates.map((bytes) => prepareTemplate(decodeTemplate(bytes).record)));
  const answer = { score, templates: templates.map((bytes) => [...bytes]) };
`;
const names = 'comparePrints, decodePng, decodeTemplate, encodeTemplate, extractTemplate, prepareTemplate';

interface Answer {
  score: number;
  templates: number[][];
}

/** What Node answers in that folder, and whom a gallery there finds. */
function answerOfNode(): Answer & { found: string } {
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
     console.log(JSON.stringify({ ...answer, found: candidates[0]?.id }));`,
  );
  const run = spawnSync(process.execPath, ['node.mjs'], { cwd: place, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  return JSON.parse(run.stdout);
}

describe('the engine as a package of its own', () => {
  it('compares and searches in Node, installed in an empty folder', () => {
    const { score, found } = answerOfNode();
    expect(score).toBeGreaterThan(100);
    expect(found).toBe('somebody');
  }, 60_000);

  it('does what its README shows', () => {
    const readme = readFileSync(join(place, 'node_modules/@rekam/biometrics/README.md'), 'utf8');
    const [, example] = readme.match(/```js\n(.*?)```/s)!;
    writeFileSync(join(place, 'readme.mjs'), example!);
    const run = spawnSync(process.execPath, ['readme.mjs'], { cwd: place, encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout).toMatch(
      /^score \d{3,}, \d+ points paired, \d{3} bytes\n\[ 'resident 7' \] .*few-fingers.*\ntrue\n$/,
    );
  }, 60_000);

  it('is bundled for a browser, without anything of Node, and gives the same bytes and score there', async () => {
    writeFileSync(
      join(place, 'browser.mjs'),
      `import { ${names} } from '@rekam/biometrics';
       export function compare(a, b) { ${comparing} return answer; }`,
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
    const { found: _, ...inNode } = answerOfNode();
    expect(await answerOfBrowser(bundle, 'a.png', 'b.png')).toEqual(inNode);
  }, 120_000);
});

async function answerOfBrowser(bundle: string, ...pictures: string[]): Promise<unknown> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: bundle });
    const files = pictures.map((name) => readFileSync(join(place, name)).toString('base64'));
    return await page.evaluate(
      `bundled.compare(...${JSON.stringify(files)}.map((file) => Uint8Array.from(atob(file), (c) => c.charCodeAt(0))))`,
    );
  } finally {
    await browser.close();
  }
}
