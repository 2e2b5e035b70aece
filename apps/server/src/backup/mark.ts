import type { Instant } from '@rekam/domain';
import type pg from 'pg';
import { appendFacts, theOffice } from '../audit/index.ts';
import { applyFacts } from '../packet/index.ts';
import { queryableOf } from '../shell/database.ts';

/** Packets in one fact: a fact stays small enough to read. */
const packetsPerFact = 500;

/** Writes down that there is a verified backup, and which packets it is the first to hold: from then on stations may let go of them. */
export async function markBackedUp(
  client: pg.ClientBase,
  packetIds: readonly string[],
  backupName: string,
  at: Instant,
): Promise<void> {
  const tx = queryableOf(client);
  await client.query('begin');
  const { rows } = await tx.query<{ packetId: string }>(
    'select packet_id as "packetId" from recording where packet_id = any($1) and backed_up_at is null order by packet_id',
    [packetIds],
  );
  const fresh = rows.map((row) => row.packetId);
  const pieces = Array.from({ length: Math.ceil(fresh.length / packetsPerFact) }, (_, i) =>
    fresh.slice(i * packetsPerFact, (i + 1) * packetsPerFact),
  );
  await appendFacts(tx, [
    {
      at,
      noun: 'backup',
      subjectId: backupName,
      kind: 'backup-made',
      actor: theOffice,
      details: { packets: packetIds.length, newPackets: fresh.length },
    },
  ]);
  const seqs = await appendFacts(
    tx,
    pieces.map((piece) => ({
      at,
      noun: 'backup',
      subjectId: backupName,
      kind: 'packets-backed-up',
      actor: theOffice,
      details: { packetIds: piece },
    })),
  );
  if (seqs.length > 0) await applyFacts(tx, seqs, ['packets-backed-up']);
  await client.query('commit');
}
