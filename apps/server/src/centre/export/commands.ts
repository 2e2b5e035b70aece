import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import {
  type CentreExportId,
  dayAt,
  decideExport,
  decideSending,
  type ExportFinding,
  type ExportForm,
  findCentreStatus,
  type Instant,
  judgeCandidate,
  type PlainDate,
  saysSent,
  timeZones,
} from '@rekam/domain';
import { centreExportManifest } from '@rekam/protocol/packet/centre-export.ts';
import { appendFact, byOf } from '../../audit/index.ts';
import { newId, nowOf } from '../../ports/clock.ts';
import type { Queryable } from '../../ports/database.ts';
import type { Permitted } from '../../ports/permit.ts';
import { getValue, Refused } from '../../ports/refused.ts';
import { type CentreDeps, todayOf } from '../commands.ts';
import { insertWords, listLastSaid, lockWords } from '../store.ts';
import type { MosipCentre } from './mosip-packet.ts';
import { listStanding } from './sink.ts';
import {
  type ChosenExport,
  type ExportRow,
  finishExport,
  insertExport,
  listCandidates,
  listExportedNiks,
  lockExport,
  lockExports,
  noteSent,
  numberRecordings,
} from './store.ts';
import type { Written } from './write.ts';

/** What somebody asked an export to be. */
export interface ExportOrder {
  readonly form: ExportForm;
  readonly recipient: string | null;
  readonly open: boolean;
  readonly againBecause: string | null;
  /** PEM of the centre's public RSA key. */
  readonly centre: { readonly center: string; readonly machine: string; readonly keyPem: string } | null;
  /** At most as many recordings, the oldest first; null: all. */
  readonly most: number | null;
}

/** The export's recordings and the centre they are packed for. */
export interface Chosen {
  readonly chosen: ChosenExport;
  readonly centre: MosipCentre | null;
}

/**
 * CTR40, CTR41, CTR43: chooses what goes into an export and writes that down; the next one takes the same again until
 * this one is finished.
 * @throws Refused
 */
export async function chooseExport(
  deps: CentreDeps,
  { officer, permittedBy }: Permitted,
  order: ExportOrder,
): Promise<Chosen> {
  const { form, recipient, againBecause } = order;
  const hasKey = order.centre !== null;
  getValue(decideExport({ ...order, centre: order.centre && { ...order.centre, hasKey } }));
  const centre = form === 'mosip' ? mosipCentreOf(order.centre!) : null;
  const sealedTo = centre ? fingerprintOf(centre.key) : recipient;
  const { offsetMinutes } = timeZones[await deps.timeZone()];
  return deps.database.transact(async (tx) => {
    await lockExports(tx);
    const { packetIds, counts } = await weigh(tx, order);
    const id = newId('centre-export', deps.clock);
    const madeAt = nowOf(deps.clock);
    const facts = { id, form, sealedTo, againBecause, leftOut: counts, madeAt, madeBy: officer.id };
    await insertExport(tx, facts, packetIds);
    const numbers = await numberRecordings(tx, packetIds);
    await appendFact(tx, {
      at: madeAt,
      noun: 'centre',
      subjectId: id,
      kind: 'centre-export-begun',
      ...byOf({ officer, permittedBy }),
      details: { form, recordings: packetIds.length, sealed: sealedTo !== null, ...reasonOf(againBecause) },
    });
    const recordings = packetIds.map((packetId) => ({ packetId, number: numbers.get(packetId)! }));
    return { chosen: { ...facts, madeOn: dayAt(madeAt, offsetMinutes), recordings }, centre };
  });
}

const reasonOf = (reason: string | null) => (reason === null ? {} : { reason });

/** @throws Refused CENTRE_EXPORT_EMPTY */
async function weigh(tx: Queryable, { againBecause, most }: ExportOrder) {
  const counts: Partial<Record<ExportFinding, number>> = {};
  const packetIds: string[] = [];
  for (const candidate of await listCandidates(tx)) {
    const finding = judgeCandidate(candidate, againBecause !== null);
    if (finding === 'taken') packetIds.push(candidate.packetId);
    else if (finding !== null) counts[finding] = (counts[finding] ?? 0) + 1;
  }
  if (packetIds.length === 0) {
    const { sent = 0, exported = 0, held = 0 } = counts;
    throw new Refused('CENTRE_EXPORT_EMPTY', { sent, exported, held });
  }
  return { packetIds: most === null ? packetIds : packetIds.slice(0, most), counts };
}

/** @throws Refused CENTRE_EXPORT_KEY_UNREADABLE */
function mosipCentreOf({ center, machine, keyPem }: NonNullable<ExportOrder['centre']>): MosipCentre {
  try {
    const key = createPublicKey(keyPem);
    if (key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048)
      return { center, machine, key };
  } catch {
    // Said below, as for a key of another kind.
  }
  throw new Refused('CENTRE_EXPORT_KEY_UNREADABLE');
}

const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** CTR42: writes down that an export stands whole. */
export async function noteFinished(
  deps: Pick<CentreDeps, 'database' | 'clock'>,
  { officer }: Pick<Permitted, 'officer'>,
  id: CentreExportId,
  { manifestSha256, packetIds, leftOut }: Omit<Written, 'bytes'>,
): Promise<void> {
  await deps.database.transact(async (tx) => {
    const row = await lockExport(tx, id);
    if (!row || row.finishedAt !== null) return;
    const at = nowOf(deps.clock);
    await finishExport(tx, id, { at, manifestSha256, packetIds, leftOut });
    await appendFact(tx, {
      at,
      noun: 'centre',
      subjectId: id,
      kind: 'centre-export-finished',
      actor: { kind: 'officer', id: officer.id },
      details: { recordings: packetIds.length, manifestSha256, ...leftOut },
    });
  });
}

/** CTR42: exports that stand in a folder and whose end was not written down, after a crash between the two. */
export async function adoptStanding(
  deps: Pick<CentreDeps, 'database' | 'clock'>,
  by: Pick<Permitted, 'officer'>,
  folder: string,
): Promise<void> {
  for (const { exportId, manifest } of await listStanding(folder)) {
    const { counts, files } = centreExportManifest.parse(JSON.parse(manifest.toString('utf8')));
    await noteFinished(deps, by, exportId as CentreExportId, {
      manifestSha256: createHash('sha256').update(manifest).digest('hex'),
      packetIds: files.flatMap(({ packetId }) => (packetId === null ? [] : [packetId])),
      leftOut: counts.leftOut,
    });
  }
}

export interface Sending {
  /** The export's id, or the eight letters its folder's name ends in. */
  readonly export: string;
  readonly sentOn: PlainDate;
  readonly means: string;
}

/** CTR44, CTR45: writes down that an export was sent. @returns of how many residents that says something new */
export async function noteSending(
  deps: CentreDeps,
  { officer, permittedBy }: Permitted,
  { export: asked, sentOn, ...said }: Sending,
): Promise<{ readonly id: string; readonly residents: number; readonly silent: number }> {
  const today = await todayOf(deps);
  const means = said.means.trim();
  const { offsetMinutes } = timeZones[await deps.timeZone()];
  return deps.database.transact(async (tx) => {
    const row = await lockExport(tx, asked);
    if (!row) throw new Refused('CENTRE_EXPORT_NOT_FOUND');
    getValue(
      decideSending({
        madeOn: dayAt(row.madeAt, offsetMinutes),
        finished: row.finishedAt !== null,
        alreadySentOn: row.sentOn,
        sentOn,
        means,
        today,
      }),
    );
    const at = nowOf(deps.clock);
    await noteSent(tx, row.id, { on: sentOn, means, notedAt: at, notedBy: officer.id });
    const counts = await tellResidents(tx, deps, row, { sentOn, means, at, by: officer.id });
    await appendFact(tx, {
      at,
      noun: 'centre',
      subjectId: row.id,
      kind: 'centre-export-sent',
      ...byOf({ officer, permittedBy }),
      details: { sentOn, means, ...counts },
    });
    return { id: row.id, ...counts };
  });
}

/** CTR45. */
async function tellResidents(
  tx: Queryable,
  deps: CentreDeps,
  { id }: ExportRow,
  sent: { readonly sentOn: PlainDate; readonly means: string; readonly at: Instant; readonly by: string },
): Promise<{ residents: number; silent: number }> {
  await lockWords(tx);
  const niks = await listExportedNiks(tx, id);
  const told = (await listLastSaid(tx, niks))
    .filter(({ status, asOf }) => {
      const known = status === null ? undefined : findCentreStatus(status);
      return saysSent(known === undefined ? null : { status: known, asOf }, sent.sentOn);
    })
    .map(({ nik }) => nik);
  await insertWords(
    tx,
    told.map((nik) => ({
      id: newId('centre-word', deps.clock),
      nik,
      status: 'SENT_FOR_ENROLLMENT' as const,
      asOf: sent.sentOn,
      source: sent.means,
      notedAt: sent.at,
      notedBy: sent.by,
      fileSha256: null,
      decidedBecause: null,
    })),
  );
  await deps.holdRegister(tx);
  await deps.residentsChanged(tx, told);
  return { residents: told.length, silent: niks.length - told.length };
}
