/** Stations built wrong on purpose, so that the fault harness can prove that it would notice. */
import type { StationSabotage } from '@rekam/protocol/process/fault-agent.ts';
import type { FileSystemPort } from '../storage/file-system.ts';

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
