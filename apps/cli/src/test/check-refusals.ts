/** A refusal that nobody gives is a sentence that grows old unread. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const refusalsFolder = 'packages/protocol/src/refusals';

/** The codes of refusals that no code gives, in the order in which they are written down. */
export function refusalsNobodyGives(folder: string): readonly string[] {
  const read = (path: string) => readFileSync(join(folder, path), 'utf8');
  const find = (pattern: string) =>
    globSync(pattern, { cwd: folder }).filter((path) => !/\.test\.ts|node_modules/.test(path));
  const written = find(`${refusalsFolder}/*.ts`).flatMap(
    (path) => read(path).match(/^ {2}[A-Z]+(_[A-Z]+)+(?=: \{)/gm) ?? [],
  );
  const given = new Set(
    find('{packages,apps}/**/*.{ts,tsx}')
      .filter((path) => !path.startsWith(refusalsFolder))
      .flatMap((path) => read(path).match(/\b[A-Z]+(_[A-Z]+)+\b/g) ?? []),
  );
  return written.map((code) => code.trim()).filter((code) => !given.has(code));
}
