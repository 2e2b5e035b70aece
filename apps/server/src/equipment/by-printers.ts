/** What card printers say of themselves, as faults of the components that the register knows. */
import { type ComponentId, type PrinterComplaint, reportOfComplaint, untoldComplaints } from '@rekam/domain';
import { theOffice } from '../audit/index.ts';
import type { Database } from '../ports/database.ts';
import { unlessRefused } from '../ports/refused.ts';
import type { Equipment } from './commands.ts';
import { findOpenFault, lockEquipment } from './store.ts';

export interface PrinterReports {
  /** EQP43; a printer that was written off is passed over. */
  readonly complain: (componentId: ComponentId, complaints: readonly PrinterComplaint[]) => Promise<void>;
  /** Ends the fault only where the printer alone had told of it. */
  readonly heal: (componentId: ComponentId) => Promise<void>;
}

const by = { actor: theOffice, permittedBy: null };

/** @param say a reason in the words of the letters that go out, Indonesian */
export function makePrinterReports(
  database: Database,
  equipment: Equipment,
  say: (reason: string) => string,
): PrinterReports {
  return {
    complain: (componentId, complaints) =>
      unlessRefused(() =>
        database.transact(async (tx) => {
          await lockEquipment(tx);
          const open = (await findOpenFault(tx, componentId)) ?? null;
          for (const complaint of untoldComplaints(complaints, open))
            await equipment.report(componentId, reportOfComplaint(complaint, say(complaint.reason)), by, tx);
        }),
      ),
    heal: (componentId) =>
      unlessRefused(() =>
        database.transact(async (tx) => {
          await lockEquipment(tx);
          const open = await findOpenFault(tx, componentId);
          if (open) await equipment.heal(open.id, null, by, tx);
        }),
      ),
  };
}
