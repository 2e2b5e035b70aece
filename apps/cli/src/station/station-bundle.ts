/**
 * `bin/rekam station bundle DIR`: everything a counter needs, Node included, as one archive and a script beside it.
 * An archive, because sticks are usually FAT, which knows no symbolic links and no file modes.
 */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readOptions, UsageError } from '../options.ts';
import { root } from '../programs.ts';
import { tell } from '../start/words.ts';

const parts = [
  'packages/domain',
  'packages/protocol',
  'packages/biometrics',
  'packages/devices',
  'apps/station',
  'apps/cli',
];
const platform = `${process.platform}-${process.arch}`;
/** A stick may carry one for each kind of computer. */
const archiveName = `rekam-loket-${platform}.tar.gz`;
const installer = 'pasang-loket.sh';
/** What the installer may replace as a whole carries this file. */
const mark = 'from-stick';

export async function bundleStation(argv: string[]): Promise<number> {
  const { positionals } = readOptions(argv, {});
  if (positionals[0] === undefined) throw new UsageError('station bundle DIR');
  const target = resolve(positionals[0]);
  if (!existsSync(join(root, 'apps', 'web', 'dist', 'counter.html')))
    throw new UsageError(
      'Layar belum dibangun: jalankan npm start sekali / The screens are not built: run npm start once',
    );
  tell('Mengumpulkan loket …', 'Gathering the counter …');
  const staging = mkdtempSync(join(tmpdir(), 'rekam-bundle-'));
  try {
    gather(join(staging, 'rekam'));
    mkdirSync(target, { recursive: true });
    const unfinished = join(target, `.${archiveName}`);
    // Lightly packed: the stick has room, and old laptops have little time.
    const tar = spawnSync('tar', ['-C', staging, '-I', 'gzip -1', '-cf', unfinished, 'rekam'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    if (tar.status !== 0) {
      rmSync(unfinished, { force: true });
      return 74;
    }
    renameSync(unfinished, join(target, archiveName));
    copyFileSync(join(import.meta.dirname, installer), join(target, installer));
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  process.stdout.write(
    `\n  ${join(target, archiveName)}\n\n  Di komputer loket / on the counter's computer:\n    sh ${installer} --office URL --code KODE\n`,
  );
  return 0;
}

function gather(into: string): void {
  cpSync(join(root, 'bin'), join(into, 'bin'), { recursive: true });
  cpSync(join(root, 'package.json'), join(into, 'package.json'));
  cpSync(join(root, 'apps', 'web', 'dist'), join(into, 'apps', 'web', 'dist'), { recursive: true });
  writeFileSync(join(into, mark), `${packageOf(root).version}\n`);
  const isSource = (path: string) => !path.includes('.test.') && !path.endsWith('/node_modules');
  for (const part of parts) {
    cpSync(join(root, part), join(into, part), { recursive: true, filter: isSource });
    const name = packageOf(join(root, part)).name;
    mkdirSync(join(into, 'node_modules', '@rekam'), { recursive: true });
    symlinkSync(join('..', '..', part), join(into, 'node_modules', name));
  }
  for (const name of [...neededPackages(), `node-${platform}`])
    cpSync(join(root, 'node_modules', name), join(into, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
      filter: isRun,
    });
}

/** Half of what packages bring along is for developers: headers, maps, types, tools of their own. */
const isRun = (path: string): boolean =>
  !/\.(map|d\.[cm]?ts)$|\/\.yarn$|\/node-linux-\w+\/(include|share|CHANGELOG\.md)$/.test(path);

interface PackageFile {
  name: string;
  version: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

const packageOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFile;

/** Top-level packages that the parts need, directly or through others; a nested copy travels inside its parent. */
function neededPackages(): Set<string> {
  const needed = new Set<string>();
  const visit = (folder: string) => {
    const { dependencies = {}, optionalDependencies = {} } = packageOf(folder);
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      if (name.startsWith('@rekam/') || needed.has(name)) continue;
      const own = join(folder, 'node_modules', name);
      const hoisted = join(root, 'node_modules', name);
      if (existsSync(own)) visit(own);
      else if (existsSync(hoisted)) {
        needed.add(name);
        visit(hoisted);
      }
    }
  };
  for (const part of parts) visit(join(root, part));
  return needed;
}
