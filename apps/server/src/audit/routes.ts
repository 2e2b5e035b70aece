import type { officeApi } from '@rekam/protocol';
import type { Handlers } from '../ports/call.ts';
import type { Database } from '../ports/database.ts';
import { permit } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { findLastFact, listTrail } from './views.ts';

export function auditRoutes({
  database,
}: {
  readonly database: Database;
}): Handlers<typeof officeApi, 'auditTrail' | 'lastBackup'> {
  return {
    lastBackup: async ({ officer }) => {
      permit(officer, 'audit.view', null);
      const last = await findLastFact(database, 'backup', 'backup-made');
      const { packets, newPackets } = last?.details ?? {};
      return {
        last: last ? { at: last.at, packets: Number(packets), newPackets: Number(newPackets) } : null,
      };
    },
    auditTrail: async ({ officer, query }) => {
      permit(officer, 'audit.view', null);
      const before = query.cursor === undefined ? null : Number(query.cursor);
      if (before !== null && !Number.isSafeInteger(before))
        throw new Refused('REQUEST_MALFORMED', { field: 'cursor' });
      const rows = await listTrail(database, before, query.limit);
      return {
        rows: rows.map(({ seq: _, ...row }) => ({ ...row, details: withoutPerson(row.details) })),
        nextCursor: rows.length === query.limit ? String(rows.at(-1)!.seq) : null,
      };
    },
  };
}

/** The trail shows what was done, not to whom: who may see residents opens the recording itself. */
function withoutPerson(details: Record<string, unknown>): Record<string, unknown> {
  const { nik: _nik, name: _name, ...rest } = details;
  return rest;
}
