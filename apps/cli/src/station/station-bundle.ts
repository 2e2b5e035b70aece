/**
 * `bin/rekam station bundle DIR`: everything a counter needs, Node included, as one archive and a script beside it.
 * An archive, because sticks are usually FAT, which knows no symbolic links and no file modes.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
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
const archiveName = 'rekam-loket.tar.gz';

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
    if (tar.status !== 0) return 74;
    renameSync(unfinished, join(target, archiveName));
    writeFileSync(join(target, 'pasang-loket.sh'), installScript);
    chmodSync(join(target, 'pasang-loket.sh'), 0o755);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  process.stdout.write(
    `\n  ${join(target, archiveName)}\n\n  Di komputer loket / on the counter's computer:\n    sh pasang-loket.sh --office URL --code KODE\n`,
  );
  return 0;
}

function gather(into: string): void {
  cpSync(join(root, 'bin'), join(into, 'bin'), { recursive: true });
  cpSync(join(root, 'package.json'), join(into, 'package.json'));
  cpSync(join(root, 'apps', 'web', 'dist'), join(into, 'apps', 'web', 'dist'), { recursive: true });
  const isSource = (path: string) => !path.includes('.test.') && !path.endsWith('/node_modules');
  for (const part of parts) {
    cpSync(join(root, part), join(into, part), { recursive: true, filter: isSource });
    const name = packageOf(join(root, part)).name;
    mkdirSync(join(into, 'node_modules', '@rekam'), { recursive: true });
    symlinkSync(join('..', '..', part), join(into, 'node_modules', name));
  }
  for (const name of [...neededPackages(), `node-${process.platform}-${process.arch}`])
    cpSync(join(root, 'node_modules', name), join(into, 'node_modules', name), {
      recursive: true,
      verbatimSymlinks: true,
    });
}

interface PackageFile {
  name: string;
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

const installScript = `#!/bin/sh
# Memasang loket Rekam di komputer ini, tanpa internet. / Installs a Rekam counter on this computer, without internet.
set -e
here=$(dirname "$(readlink -f "$0")")
target=\${REKAM_HOME:-$HOME/rekam}
mkdir -p "$(dirname "$target")"
rm -rf "$target.new"
mkdir "$target.new"
tar -xzf "$here/${archiveName}" -C "$target.new" --strip-components=1
rm -rf "$target.old"
if [ -d "$target" ]; then mv "$target" "$target.old"; fi
mv "$target.new" "$target"
rm -rf "$target.old"
exec "$target/bin/rekam" station "$@"
`;
