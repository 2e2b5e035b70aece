/** Whether each workspace names in its own package.json what it imports: packages are found without it only by chance. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Imports and re-exports of packages, also those fetched when wanted; not what is imported for its type alone. */
const imported =
  /^(?:import|export) (?!type\b)(?:[^;'"]*? from )?'([@a-z][^']*)'|\bimport\('([@a-z][^']*)'\)/gm;

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** @returns `file imports package`, for each package that its workspace does not name where it is needed */
export function unnamedPackages(folder: string): string[] {
  const houseTools = namesIn(manifestAt(join(folder, 'package.json')).devDependencies);
  return globSync('{packages,apps}/*/package.json', { cwd: folder }).flatMap((path) => {
    const workspace = dirname(path);
    const manifest = manifestAt(join(folder, path));
    const served = [manifest.name, ...namesIn(manifest.dependencies, manifest.optionalDependencies)];
    const tried = [...served, ...namesIn(manifest.devDependencies), ...houseTools];
    return globSync(`${workspace}/src/**/*.{ts,tsx}`, { cwd: folder }).flatMap((file) => {
      const named = isForDevelopers(file) ? tried : served;
      return packagesIn(readFileSync(join(folder, file), 'utf8'))
        .filter((name) => !named.includes(name))
        .map((name) => `${file} imports ${name}`);
    });
  });
}

/** Tests, their browser, and what only their makers run may lean on packages that an office does not install. */
const isForDevelopers = (file: string): boolean =>
  /\.test\.tsx?$|\/(testing|test)\/|\/(bench|build)-[^/]*$|\/testkit\/src\/chromium\.ts$/.test(file);

const packagesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(imported)].map(([, named, lazily]) => packageOf((named ?? lazily)!)))].filter(
    (name) => !name.startsWith('node:'),
  );

const manifestAt = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Manifest;

const namesIn = (...lists: (Readonly<Record<string, string>> | undefined)[]): string[] =>
  lists.flatMap((list) => Object.keys(list ?? {}));
