// Runs under any Node from 20 on: installs what is missing, builds the screens when they changed, then hands over
// to the pinned Node, which runs apps/cli.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(root, 'node_modules', '.rekam');
const [command = 'help', ...rest] = process.argv.slice(2);
const quiet = rest.includes('--json');

const say = (id, en) => {
  if (!quiet) process.stderr.write(`  ${id}\n  \x1b[2m${en}\x1b[0m\n`);
};

function refuse(id, en, status = 69) {
  process.stderr.write(`✗ ${id}\n  ${en}\n`);
  process.exit(status);
}

const needsWeb = new Set(['start', 'test', 'station', 'simulate']);
const needsDevelopment = new Set(['test', 'check', 'bench letter-check']);

if (Number(process.versions.node.split('.')[0]) < 20)
  refuse(
    `Node.js ${process.versions.node} terlalu lama; pasang versi 20 atau lebih baru.`,
    'Node.js is too old; install version 20 or newer.',
  );

installPackages(needsDevelopment.has(command) || needsDevelopment.has(`${command} ${rest[0]}`));
const pinnedNode = findPinnedNode();
if (needsWeb.has(command) && !rest.includes('--help')) buildScreens();
handOver();

/** Installs from the lock file when it changed since the last time, or when development packages are now needed. */
function installPackages(development) {
  if (process.env.REKAM_NO_INSTALL) return;
  const lock = join(root, 'package-lock.json');
  if (!existsSync(lock)) {
    if (existsSync(join(root, 'node_modules'))) return; // a bundle brings its packages along
    refuse(
      'package-lock.json tidak ada; salin ulang folder Rekam.',
      'package-lock.json is missing; copy the Rekam folder again.',
    );
  }
  const digest = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const stamp = join(cache, 'installed');
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim() : '';
  if (installed === `${digest} development` || (installed === `${digest} production` && !development)) return;
  say(
    'Memasang paket (sekali saja, biasanya kurang dari setengah menit) …',
    'Installing packages (once, usually under half a minute) …',
  );
  // `ci` begins by removing what is there. Packages that served once are brought up to the lock file instead:
  // npm puts them back as they were when one cannot be fetched, and an office without a line starts as before.
  const command = installed === '' ? ['ci'] : ['install', '--no-save'];
  const npm = spawnSync(
    'npm',
    [...command, '--no-fund', '--no-audit', '--loglevel=error', ...(development ? [] : ['--omit=dev'])],
    {
      cwd: root,
      stdio: quiet ? ['ignore', 'ignore', 'inherit'] : ['ignore', 2, 2],
    },
  );
  if (npm.status !== 0)
    refuse(
      'Paket tidak dapat dipasang. Periksa sambungan internet lalu ulangi; yang sudah terpasang tidak rusak.',
      'Packages could not be installed. Check the network and run the command again; nothing was harmed.',
    );
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, `${digest} ${development ? 'development' : 'production'}`);
}

function findPinnedNode() {
  const candidate = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(candidate)) return candidate;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return refuse(
    `Tidak ada Node 24 siap pakai untuk ${process.platform}-${process.arch}; pasang Node.js 24 sendiri lalu ulangi.`,
    'There is no bundled Node 24 for this kind of computer; install Node.js 24 yourself and run again.',
  );
}

/** Builds apps/web when its sources, or those it shows, differ from the last build. */
function buildScreens() {
  const web = join(root, 'apps', 'web');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  if (!existsSync(join(web, 'vite.config.ts')) || !existsSync(vite)) return;
  const digest = digestOf(
    ['apps/web', 'packages/biometrics/src', 'packages/domain/src', 'packages/protocol/src'].map((folder) =>
      join(root, folder),
    ),
  );
  const stamp = join(cache, 'web');
  const built = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
  if (built === digest && existsSync(join(web, 'dist', 'counter.html'))) return;
  say('Membangun layar …', 'Building the screens …');
  // A bundler's advice is for who develops, not for who starts an office; a build that fails still says why.
  const build = spawnSync(pinnedNode, [vite, 'build', '--logLevel', 'error'], {
    cwd: web,
    stdio: quiet ? 'ignore' : ['ignore', 2, 2],
    env: withPinnedNode(),
  });
  if (build.status !== 0)
    refuse(
      'Layar tidak dapat dibangun; pesan di atas menyebut sebabnya.',
      'The screens could not be built; the message above says why.',
    );
  mkdirSync(cache, { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(folders) {
  const hash = createHash('sha256');
  const visit = (path) => {
    for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const full = join(path, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== 'dist' && entry.name !== 'node_modules') visit(full);
      } else if (!entry.name.includes('.test.')) {
        hash.update(entry.name).update(readFileSync(full));
      }
    }
  };
  for (const folder of folders) if (existsSync(folder) && statSync(folder).isDirectory()) visit(folder);
  return hash.digest('hex');
}

/** Every program below us is this Node, and keeps what it compiled for the next start. */
function withPinnedNode() {
  return {
    NODE_COMPILE_CACHE: join(cache, 'compiled'),
    ...process.env,
    PATH: `${dirname(pinnedNode)}:${process.env.PATH ?? ''}`,
  };
}

/** The pinned Node takes over; signals are passed on, so that Ctrl-C ends everything in its own order. */
function handOver() {
  const child = spawn(pinnedNode, [join(root, 'apps', 'cli', 'src', 'main.ts'), command, ...rest], {
    stdio: 'inherit',
    env: withPinnedNode(),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
