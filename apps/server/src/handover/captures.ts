/** The finger that a counter sends: believed, compared at once or kept (HND2, HND5, HND7). */
import { provesRecord } from '@rekam/devices';
import {
  decideAccess,
  decideOpen,
  decideTry,
  findHandoverCode,
  type HandoverCaptureId,
  handoverStateOn,
  type OfficerId,
} from '@rekam/domain';
import type { HandoverCapture } from '@rekam/protocol/sync/handover-capture.ts';
import { theOffice } from '../audit/index.ts';
import { destroyPart, writePart } from '../packet/index.ts';
import { nowOf } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import type { StationCaller } from '../ports/people.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { type HandoverDeps, note, todayOf } from './deps.ts';
import { evidenceOf, holdOpen } from './evidence.ts';
import {
  type Capture,
  findByCode,
  findHandover,
  type Handover,
  insertCapture,
  listCaptures,
  listOutlived,
  setAgreed,
  setDestroyed,
} from './store.ts';

/** The rule by which an officer at a counter may take a finger for a hand-over. @throws Refused ACCESS_DENIED */
export async function permitAtCounter(
  { findOfficer }: Pick<HandoverDeps, 'findOfficer'>,
  { placeId }: StationCaller,
  officerId: string,
): Promise<string> {
  const officer = await findOfficer(officerId);
  if (!officer?.active) throw new Refused('ACCESS_DENIED', { action: 'handover.give' });
  return getValue(decideAccess({ action: 'handover.give', officer, placeId })).permittedBy;
}

/** @throws Refused HANDOVER_CODE_UNKNOWN */
export async function getByCode(
  deps: Pick<HandoverDeps, 'database' | 'clock' | 'timeZone'>,
  typed: string,
): Promise<Handover> {
  const code = findHandoverCode(typed);
  const found = code && (await findByCode(deps.database, code, await todayOf(deps)));
  if (!found) throw new Refused('HANDOVER_CODE_UNKNOWN');
  return found;
}

/** Takes a capture that its station is known to have signed; told twice it counts once. @throws Refused */
export async function takeCapture(
  deps: HandoverDeps,
  station: StationCaller,
  capture: HandoverCapture,
): Promise<Handover> {
  const permittedBy = await permitAtCounter(deps, station, capture.officerId);
  const record = Buffer.from(capture.record, 'base64');
  if (!provesRecord(capture.signatureParts, record)) throw new Refused('HANDOVER_CAPTURE_UNPROVEN');
  const { database } = deps;
  const handover = await findHandover(database, capture.handoverId);
  if (!handover) throw new Refused('HANDOVER_NOT_FOUND');
  const before = await listCaptures(database, [handover.id]);
  if (before.some(({ id }) => id === capture.id)) return handover;
  getValue(decideOpen(handoverStateOn(handover, await todayOf(deps))));
  const recorded = await deps.fingers.open(handover.receiverNik);
  if (recorded.length > 0)
    getValue(decideTry(evidenceOf(handover, before, recorded.length), handover.policy));
  const { finger } = capture;
  const verdict =
    recorded.length === 0 ? null : await deps.comparing.ask({ taken: { finger, record }, recorded });
  const taken: Capture = {
    id: capture.id as HandoverCaptureId,
    handoverId: handover.id,
    at: nowOf(deps.clock),
    stationId: station.id,
    officerId: capture.officerId as OfficerId,
    deviceSerial: capture.deviceSerialNo,
    finger,
    quality: capture.qualityScore,
    verdict: verdict?.verdict ?? null,
    doubt: verdict?.reason ?? null,
    looksLike: verdict?.looksLike ?? null,
    score: verdict?.score ?? null,
  };
  await database.transact((tx) => keep(deps, tx, taken, { record, permittedBy }));
  return handover;
}

async function keep(
  deps: HandoverDeps,
  tx: Queryable,
  taken: Capture,
  { record, permittedBy }: { readonly record: Uint8Array; readonly permittedBy: string },
): Promise<void> {
  const handover = await holdOpen(deps, tx, taken.handoverId);
  const before = await listCaptures(tx, [handover.id]);
  if (taken.verdict !== null) getValue(decideTry(evidenceOf(handover, before, 1), handover.policy));
  if (!(await insertCapture(tx, taken))) return;
  if (taken.verdict === null) {
    const key = deps.keyring().unwrap(handover.kekVersion, handover.wrapped);
    await writePart(deps.files, taken.id, 'print', record, key);
  }
  await setAgreed(tx, handover.id, null);
  const { stationId, officerId, finger, verdict, doubt, looksLike, deviceSerial } = taken;
  const by = { actor: { kind: 'officer', id: officerId } as const, permittedBy };
  const where = { station: stationId, device: deviceSerial, finger };
  if (verdict === null) await note(tx, deps, by, handover.id, 'handover-print-kept', where);
  else
    await note(tx, deps, by, handover.id, 'handover-finger-compared', {
      ...where,
      verdict,
      doubt,
      looksLike,
    });
}

/** HND14: destroys kept prints whose days are over. */
export async function destroyOutlived(deps: HandoverDeps): Promise<void> {
  const { database, clock, files } = deps;
  for (const { id, handoverId, finger } of await listOutlived(database, nowOf(clock))) {
    // The file first: a crash between the two does it once more, and never says destroyed of one that is there.
    await destroyPart(files, id, 'print');
    await database.transact(async (tx) => {
      await setDestroyed(tx, id, nowOf(clock));
      const by = { actor: theOffice, permittedBy: null };
      await note(tx, deps, by, handoverId, 'handover-print-destroyed', { finger });
    });
  }
}
