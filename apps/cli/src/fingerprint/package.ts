/** `bin/rekam fingerprint package DIR`: the fingerprint engine as a package of its own, ready for `npm publish`. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readOptions, UsageError } from '../options.ts';

const root = join(import.meta.dirname, '../../../..');
const source = join(root, 'packages/biometrics');

export async function packageEngine(argv: string[]): Promise<number> {
  const { values, positionals } = readOptions(argv, { json: { type: 'boolean' } });
  const [dir] = positionals;
  if (!dir) throw new UsageError('DIR');
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new UsageError(`${dir}: folder tidak kosong / the folder is not empty`);
  const compiled = compile(join(dir, 'dist'));
  if (compiled) {
    process.stderr.write(`✗ ${compiled}\n`);
    return 1;
  }
  for (const name of ['README.md', 'PERFORMANCE.md', 'det.svg', 'distributions.svg'])
    cpSync(join(source, name), join(dir, name));
  cpSync(join(root, 'LICENSE'), join(dir, 'LICENSE'));
  const manifest = manifestOf();
  writeFileSync(join(dir, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  const { name, version } = manifest;
  process.stderr.write(`✓ ${name} ${version}: cd ${dir} && npm publish\n`);
  if (values.json) process.stdout.write(`${JSON.stringify({ dir, name, version })}\n`);
  return 0;
}

/** Compiles to JavaScript with types; answers what went wrong. Node runs no TypeScript out of node_modules. */
function compile(out: string): string | undefined {
  mkdirSync(out, { recursive: true });
  const compiler = join(root, 'node_modules/tsc7/bin/tsc');
  if (!existsSync(compiler))
    return 'kompilator tidak terpasang: npm install / the compiler is not installed: npm install';
  const run = spawnSync(
    process.execPath,
    [compiler, '-p', join(source, 'tsconfig.package.json'), '--outDir', out],
    { encoding: 'utf8' },
  );
  if (run.status !== 0) return run.stdout || run.stderr;
  // The compiler renames what is imported, not what a thread is started from.
  const threads = join(out, 'fingerprint/gallery/search-threads.js');
  writeFileSync(
    threads,
    readFileSync(threads, 'utf8').replace("'./gallery-worker.ts'", "'./gallery-worker.js'"),
  );
  return undefined;
}

function manifestOf() {
  const { name, version, dependencies } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    dependencies: Record<string, string>;
  };
  const { license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { license: string };
  const entry = (file: string) => ({ types: `./dist/${file}.d.ts`, default: `./dist/${file}.js` });
  return {
    name,
    version,
    description:
      'Fingerprints: picture to template, comparison, persons, search. TypeScript and WebAssembly.',
    license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22' },
    exports: { '.': entry('engine'), './node': entry('node') },
    dependencies,
  };
}
