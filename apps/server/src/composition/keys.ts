/** Keys of this office: believed only when they belong to its data, and taken anew where one was added beside it. */
import { statSync } from 'node:fs';
import { adoptKeys } from '../office/index.ts';
import { type Keyring, loadKeyring } from '../office-keys/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';

interface Deps {
  readonly keysDir: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly emit: (event: string, facts: Readonly<Record<string, unknown>>) => void;
}

export async function composeKeys({ keysDir, database, clock, emit }: Deps) {
  let keys: Keyring = loadKeyring(keysDir);
  let changedMs = statSync(keysDir).mtimeMs;
  await adoptKeys(database, clock, keys);
  return {
    keyring: (): Keyring => keys,
    /** A key added beside the running office is taken into use; keys that are not this data's change nothing. */
    takeNew: async (): Promise<void> => {
      const nowMs = statSync(keysDir).mtimeMs;
      if (nowMs === changedMs) return;
      const found = loadKeyring(keysDir);
      const adopted = await adoptKeys(database, clock, found);
      [keys, changedMs] = [found, nowMs];
      if (adopted !== null) emit('office-key-adopted', { key: adopted });
    },
  };
}
