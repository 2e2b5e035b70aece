/**
 * `bin/rekam simulate issuance`: from recorded to a card that lies in its box, in a real office that is spoken to through
 * its HTTP API alone, on real IPP printers that jam, run out, stand open and break off. What the office says in the end
 * is held against what the printers did.
 */
import { printerRuns } from '@rekam/devices/printer/testing/paper-printer.ts';
import { officeApi } from '@rekam/protocol';
import { type RunningOffice, startRunningOffice } from '@rekam/testkit/running-office.ts';
import { numberOption, readOptions } from '../../options.ts';
import { tell } from '../../start/words.ts';
import { countBoxed } from './boxes.ts';
import { hearCentre } from './centre-words.ts';
import { countDoublePrinted, countOrderViolations, countUnaccounted, deriveWhereabouts } from './judge.ts';
import { checkLetters, issueLetters } from './letters.ts';
import { type PrinterFault, type SimulatedPrinter, startPrinter } from './printer.ts';
import { printEverything } from './printing.ts';
import { startWay } from './progress.ts';
import { askForCards, expectQueue } from './queue.ts';
import { recordAll } from './recordings.ts';
import { isReady, registerApplicants } from './residents.ts';
import { holds, type IssuanceResult, printIssuance } from './result.ts';
import { readBook, receiveBlanks } from './stock.ts';

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
  const result = await playIssuance(residents);
  printIssuance(result, values.json === true);
  return holds(result) ? 0 : 1;
}

/** More blanks than residents by so much: some are spoiled on the way. */
const piecesFor = (residents: number): number => Math.ceil(residents * 1.2);

/** A small run is to meet every fault, too. */
const isSmall = (residents: number): boolean => residents < 300;
const cardsOfOrder = (residents: number): number => (isSmall(residents) ? 8 : 100);

/** What goes wrong at which job of which printer. */
function faultPlans(residents: number): ReadonlyMap<number, PrinterFault>[] {
  const kinds = ['cover-open', 'jam', 'break-off'] as const;
  const every = isSmall(residents) ? 4 : 25;
  return Array.from({ length: isSmall(residents) ? 1 : 3 }, (_, printer) => {
    const faults = Array.from({ length: Math.floor(residents / every) }, (_, turn) => turn);
    return new Map(faults.map((turn) => [3 + printer + turn * every, kinds[(printer + turn) % 3]!]));
  });
}

/** Plays the whole way with an office and printers of its own. */
export async function playIssuance(residents: number): Promise<IssuanceResult> {
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

async function play(
  office: RunningOffice,
  printers: readonly SimulatedPrinter[],
  residents: number,
): Promise<IssuanceResult> {
  const way = startWay();
  const administrator = await office.signedIn('administrator');
  const storekeeper = await office.signedIn('storekeeper');
  const officer = await office.signedIn('printing-officer');
  const places = await administrator.call(officeApi.listPlaces, {});
  const placeId = places.find(({ kind }) => kind === 'disdukcapil')!.id;
  const applicants = await registerApplicants(administrator, residents);
  const ready = applicants.filter(isReady);
  // Nobody gets a letter whom the centre calls double, without a decision about it.
  const asking = applicants.filter(({ wantsLetter }) => wantsLetter);
  const lettersWanted = asking.filter(({ word }) => word !== 'DUPLICATE_RECORD').length;

  await way.through('recorded', residents, async (say) => ({
    done: await recordAll(office, placeId, applicants, say),
  }));
  await askForCards(office, applicants);
  const heard = await way.through('heard-of', residents, async () => {
    const said = await hearCentre(administrator, applicants);
    return { ...said, done: said.noted };
  });
  const letters = await way.through('letters', lettersWanted, async (say) => {
    const issued = await issueLetters(office, applicants, say);
    return { ...issued, done: issued.issued };
  });
  const blanks = await way.through('blanks', piecesFor(residents), async () => {
    const consignment = await receiveBlanks(storekeeper, placeId, piecesFor(residents));
    return { ...consignment, done: consignment.pieces.length };
  });
  const { queue } = await way.through('queued', ready.length, async () => {
    const expected = await expectQueue(office, applicants, letters.lettersOn);
    return { queue: expected, done: (await officer.call(officeApi.cardQueue, {})).waiting };
  });
  const day = await way.through('printed', ready.length, async (say) => {
    const played = await printEverything(office, queue, {
      printers,
      placeId,
      orderOf: cardsOfOrder(residents),
      onProgress: say,
    });
    return { ...played, done: ready.length - queue.waiting() };
  });
  await way.through('boxed', ready.length, async () => ({ done: await countBoxed(officer, queue) }));
  const checked = await way.through('letters-checked', letters.issued, async (say) => {
    const seen = await checkLetters(office, say);
    return { ...seen, done: seen.letters - seen.misjudged };
  });

  const book = await readBook(
    storekeeper,
    officer,
    ready.map(({ biodata }) => biodata.nik),
  );
  const truth = deriveWhereabouts({ ...day, pieces: blanks.pieces, handedOver: new Set() });
  const printsUsed = book.printsLeft.every((left) => left === blanks.pieces.length - day.touches.length);
  const faults = (name: PrinterFault | 'media-empty') =>
    printers.reduce((sum, printer) => sum + printer.faults()[name], 0);
  return {
    residents,
    stages: way.stages,
    ledgerBalanced: book.balanced && printsUsed,
    piecesUnaccounted: countUnaccounted(book.pieces, truth),
    orderViolations: countOrderViolations(day.orders),
    lettersValid: checked.valid,
    lettersVoid: checked.voided,
    doublePrinted: countDoublePrinted(day.touches, day.setAside),
    misfortunes: {
      mediaEmpty: faults('media-empty'),
      jams: faults('jam'),
      coversOpen: faults('cover-open'),
      brokenOff: faults('break-off'),
      smeared: day.setAside.size,
      officeKilled: day.officeKilled,
      refused: blanks.overlapsRefused + Number(heard.backwardsRefused) + day.secondClicksRefused,
    },
    complaints: [
      ...day.complaints,
      ...(letters.refused === asking.length - lettersWanted
        ? []
        : ['letters were refused to others than doubles']),
      ...(blanks.overlapsRefused === 2 ? [] : ['a consignment with overlapping serials was taken']),
      ...(heard.backwardsRefused ? [] : ['words of the centre that go back were taken']),
      ...(checked.valid === letters.issued ? [] : ['a letter is not valid although nothing ended it']),
    ],
  };
}
