/** Stations built wrong on purpose, so that the fault harness can prove that it would notice. */
import type { FileSystemPort } from '../spool/file-system.ts';

export const stationSabotages = ['acknowledged-before-fsync', 'no-folder-fsync'] as const;
export type StationSabotage = (typeof stationSabotages)[number];

const dropped = {
  'acknowledged-before-fsync': 'syncFile',
  'no-folder-fsync': 'syncFolder',
} as const satisfies Record<StationSabotage, keyof FileSystemPort>;

/** The file system with one operation that only pretends; itself when nothing is sabotaged. */
export function sabotaged(fs: FileSystemPort, sabotage: StationSabotage | null): FileSystemPort {
  if (sabotage === null) return fs;
  return new Proxy(fs, {
    get: (target, property: keyof FileSystemPort) =>
      property === dropped[sabotage] ? async () => undefined : target[property].bind(target as never),
  });
}
