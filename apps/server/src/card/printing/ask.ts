/** How the printer that the register calls so says it stands, now: its turn in a self-test (EQP56). */
import type { IppPrinter } from '@rekam/devices/printer/ipp-printer.ts';
import type { Queryable } from '../../ports/database.ts';
import { hindrancesOf } from './complaints.ts';
import { type CardPrinter, listPrinters } from './store.ts';

export interface PrinterSaid {
  readonly outcome: 'passed' | 'failed';
  /** Keywords of its troubles, or why it said nothing. */
  readonly detail: string;
}

/** @returns null where no printer with an address is that component */
export async function askPrinter(
  database: Queryable,
  connect: (printer: CardPrinter) => IppPrinter,
  componentId: string,
): Promise<PrinterSaid | null> {
  const printer = (await listPrinters(database)).find((one) => one.componentId === componentId);
  if (!printer) return null;
  const said = await connect(printer).condition();
  if (!said.ok) return { outcome: 'failed', detail: said.code };
  const hindrances = hindrancesOf(said);
  const named = hindrances.length > 0 ? hindrances : said.value.troubles;
  return {
    outcome: hindrances.length > 0 ? 'failed' : 'passed',
    detail: named.map(({ reason }) => reason).join(', '),
  };
}
