/**
 * `bin/rekam simulate issuance`: from recorded to card in hand, in a real office that is spoken to through its HTTP API
 * alone, on real IPP printers that jam, run out, stand open and break off. What the office says in the end is held
 * against what the printers did and who fetched a card.
 */
import { printerRuns } from '@rekam/devices/printer/testing/paper-printer.ts';
import { startRunningOffice } from '@rekam/testkit/running-office.ts';
import { numberOption, readOptions } from '../../options.ts';
import { tell } from '../../start/words.ts';
import { faultPlans, type Played, play } from './play.ts';
import { type SimulatedPrinter, startPrinter } from './printer.ts';
import { holds, printIssuance } from './result.ts';
import { judge } from './verdict.ts';

/** Fewer than these would not meet every fault. */
const fewest = 24;

export async function simulateIssuance(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, { residents: { type: 'string' }, json: { type: 'boolean' } });
  const residents = numberOption('residents', values.residents, 2000, fewest, 5000);
  if (!printerRuns) {
    process.stderr.write(
      '✗ Printer IPP tidak dapat dijalankan: sudo apt-get install cups-ipp-utils avahi-daemon dbus, lalu jalankan dbus dan avahi-daemon\n' +
        '  No IPP printer can be run: sudo apt-get install cups-ipp-utils avahi-daemon dbus, then start dbus and avahi-daemon\n',
    );
    return 69;
  }
  const result = judge(await playIssuance(residents));
  printIssuance(result, values.json === true);
  return holds(result) ? 0 : 1;
}

/** Plays the whole way with an office and printers of its own. */
export async function playIssuance(residents: number): Promise<Played> {
  tell('Menyiapkan kantor dan printer …', 'Preparing an office and printers …');
  const office = await startRunningOffice({ errors: 'inherit', devices: false });
  const printers: SimulatedPrinter[] = [];
  try {
    for (const [index, plan] of faultPlans(residents).entries())
      printers.push(await startPrinter(`Printer ${index + 1}`, plan));
    return await play(office, printers, residents);
  } finally {
    for (const printer of printers) await printer.stop();
    await office.stop();
  }
}
