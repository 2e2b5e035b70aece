/** `bin/rekam centre export DIR`, `centre exports` and `centre sent EXPORT`: in the name of an officer who signs in. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportForms, findPlainDate, type PlainDate } from '@rekam/domain';
import { openOfficeDatabase } from '../../backup/office-database.ts';
import { exportDepsOf } from '../../composition/centre.ts';
import { getOffice } from '../../office/index.ts';
import { keysDirOf, loadKeyring } from '../../office-keys/index.ts';
import { makeSessions } from '../../officer/index.ts';
import { openPacketFiles } from '../../packet/index.ts';
import { systemClock } from '../../ports/clock.ts';
import { type Permitted, permit } from '../../ports/permit.ts';
import { Refused } from '../../ports/refused.ts';
import { residentsOf } from '../../resident/index.ts';
import { askPassphrase, officeFolderOf, runCommand } from '../../shell/command.ts';
import { openPool } from '../../shell/database.ts';
import { todayOf } from '../commands.ts';
import { adoptStanding, chooseExport, type ExportOrder, noteFinished, noteSending } from './commands.ts';
import type { ExportDeps } from './routes.ts';
import { openFolderSink } from './sink.ts';
import { listExports } from './store.ts';
import { type MadeExport, tellExport, tellList, tellSent } from './tell.ts';
import { folderNameOf, writeExport } from './write.ts';

const usage = `centre export DIR --by NAME (--to age1… | --open) [--again REASON] [--data DIR] [--json]
centre export DIR --by NAME --form mosip --center N --machine N --centre-key FILE.pem [--again REASON]
centre sent EXPORT --by NAME --means TEXT [--on YYYY-MM-DD]
centre exports --by NAME
`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string' },
    by: { type: 'string' },
    form: { type: 'string', default: 'records' },
    to: { type: 'string' },
    open: { type: 'boolean', default: false },
    again: { type: 'string' },
    center: { type: 'string' },
    machine: { type: 'string' },
    'centre-key': { type: 'string' },
    means: { type: 'string' },
    on: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});
const [verb, subject] = positionals;
const form = exportForms.find((known) => known === values.form);

if (!values.by || !form || (verb !== 'exports' && !subject)) misused();
else if (verb === 'export') await runCommand(values.json, () => asOfficer(exportInto), tellExport);
else if (verb === 'sent' && values.means) await runCommand(values.json, () => asOfficer(send), tellSent);
else if (verb === 'exports') await runCommand(values.json, () => asOfficer(list), tellList);
else misused();

function misused(): void {
  process.stderr.write(usage);
  process.exitCode = 64;
}

/** Signs the officer in, asks whether they may, works, and ends the session. @throws Refused */
async function asOfficer<T>(work: (deps: ExportDeps, by: Permitted) => Promise<T>): Promise<T> {
  const dataDir = officeFolderOf(values.data);
  const database = await openOfficeDatabase(dataDir);
  const pool = openPool(database.connection, () => undefined);
  try {
    const sessions = makeSessions(pool, systemClock);
    const { token, officer } = await sessions.signIn(values.by!, await askPassphrase(false), 'command');
    try {
      const by = permit(officer, 'centre.export', null);
      const keys = loadKeyring(keysDirOf(dataDir));
      const deps = exportDepsOf({
        database: pool,
        clock: systemClock,
        timeZone: async () => (await getOffice(pool)).timeZone,
        residents: residentsOf(pool),
        files: await openPacketFiles(dataDir),
        keyring: () => keys,
        keysDir: keysDirOf(dataDir),
      });
      return await work(deps, by);
    } finally {
      await sessions.signOut(token);
    }
  } finally {
    await pool.close();
    await database.close();
  }
}

async function exportInto(deps: ExportDeps, by: Permitted): Promise<MadeExport> {
  const target = resolve(subject!);
  await adoptStanding(deps, by, target);
  const { chosen, centre } = await chooseExport(deps, by, orderOf());
  const name = folderNameOf(chosen);
  const written = await writeExport(deps, chosen, centre, await openFolderSink(target, name));
  await noteFinished(deps, by, chosen.id, written);
  const { packetIds, leftOut, bytes, manifestSha256 } = written;
  return {
    export: chosen.id,
    folder: join(target, name),
    recordings: packetIds.length,
    leftOut,
    bytes,
    manifestSha256,
    sealed: chosen.sealedTo !== null,
  };
}

function orderOf(): ExportOrder {
  const { center, machine, 'centre-key': keyFile } = values;
  return {
    form: form!,
    recipient: values.to ?? null,
    open: values.open,
    againBecause: values.again ?? null,
    centre: center && machine && keyFile ? { center, machine, keyPem: keyText(keyFile) } : null,
    most: null,
  };
}

function keyText(file: string): string {
  try {
    return readFileSync(resolve(file), 'utf8');
  } catch {
    throw new Refused('CENTRE_EXPORT_KEY_UNREADABLE');
  }
}

async function send(deps: ExportDeps, by: Permitted) {
  return noteSending(deps, by, { export: subject!, sentOn: await dayOf(deps), means: values.means! });
}

/** @throws Refused REQUEST_MALFORMED */
async function dayOf(deps: ExportDeps): Promise<PlainDate> {
  if (values.on === undefined) return todayOf(deps);
  const day = findPlainDate(values.on);
  if (!day) throw new Refused('REQUEST_MALFORMED', { field: '--on' });
  return day;
}

async function list(deps: ExportDeps) {
  return { exports: await listExports(deps.database) };
}
