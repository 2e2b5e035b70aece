/** The whole way, stage by stage. */
import { officeApi } from '@rekam/protocol';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import { countBoxed } from './boxes.ts';
import { type CentreHeard, hearCentre } from './centre-words.ts';
import { countToExport, type Exported, exportAll } from './exporting.ts';
import { type HandedOver, handOverAll } from './handing-over.ts';
import { checkLetters, issueLetters, type LettersChecked, type LettersIssued } from './letters.ts';
import type { PrinterFault, SimulatedPrinter } from './printer.ts';
import { type PrintedDay, printEverything } from './printing.ts';
import { startWay } from './progress.ts';
import { askForCards, expectQueue } from './queue.ts';
import { recordAll } from './recordings.ts';
import { isReady, registerApplicants } from './residents.ts';
import type { Stage } from './result.ts';
import { type Book, type Consignment, readBook, receiveBlanks } from './stock.ts';

/** What was done, what it met, and what the office says of it in the end. */
export interface Played {
  readonly residents: number;
  readonly stages: readonly Stage[];
  readonly exported: Exported;
  readonly heard: CentreHeard;
  readonly letters: LettersIssued;
  /** Those who asked for a letter and must not get one without a decision. */
  readonly doublesAsking: number;
  readonly blanks: Consignment;
  readonly day: PrintedDay;
  readonly printerFaults: Readonly<Record<PrinterFault | 'media-empty', number>>;
  readonly handedOver: HandedOver;
  readonly checked: LettersChecked;
  readonly book: Book;
}

/** More blanks than residents by so much: some are spoiled on the way. */
const piecesFor = (residents: number): number => Math.ceil(residents * 1.2);

/** A small run is to meet every fault, too. */
const isSmall = (residents: number): boolean => residents < 300;
const cardsOfOrder = (residents: number): number => (isSmall(residents) ? 8 : 100);

/** What goes wrong at which job of which printer. */
export function faultPlans(residents: number): ReadonlyMap<number, PrinterFault>[] {
  const kinds = ['cover-open', 'jam', 'break-off'] as const;
  const every = isSmall(residents) ? 4 : 25;
  return Array.from({ length: isSmall(residents) ? 1 : 5 }, (_, printer) => {
    const faults = Array.from({ length: Math.floor(residents / every) }, (_, turn) => turn);
    return new Map(faults.map((turn) => [3 + printer + turn * every, kinds[(printer + turn) % 3]!]));
  });
}

export async function play(
  office: RunningOffice,
  printers: readonly SimulatedPrinter[],
  residents: number,
): Promise<Played> {
  const way = startWay();
  const administrator = await office.signedIn('administrator');
  const storekeeper = await office.signedIn('storekeeper');
  const officer = await office.signedIn('printing-officer');
  const places = await administrator.call(officeApi.listPlaces, {});
  const placeId = places.find(({ kind }) => kind === 'disdukcapil')!.id;
  const applicants = await registerApplicants(administrator, residents);
  const ready = applicants.filter(isReady);
  const asking = applicants.filter(({ wantsLetter }) => wantsLetter);
  const doublesAsking = asking.filter(({ word }) => word === 'DUPLICATE_RECORD').length;

  const toExport = await countToExport(office);
  await way.through('recorded', residents, async (say) => ({
    done: await recordAll(office, placeId, applicants, say),
  }));
  const exported = await way.through('exported', residents, async () => {
    const made = await exportAll(office, toExport);
    return { ...made, done: made.whole };
  });
  const askedOn = await askForCards(office, applicants);
  const heard = await way.through('heard-of', residents, async () => {
    const said = await hearCentre(administrator, applicants);
    return { ...said, done: said.noted };
  });
  const letters = await way.through('letters', asking.length - doublesAsking, async (say) => {
    const issued = await issueLetters(office, applicants, say);
    return { ...issued, done: issued.issued };
  });
  const blanks = await way.through('blanks', piecesFor(residents), async () => {
    const consignment = await receiveBlanks(storekeeper, placeId, piecesFor(residents));
    return { ...consignment, done: consignment.pieces.length };
  });
  const { queue } = await way.through('queued', ready.length, async () => {
    const expected = await expectQueue(office, applicants, { ...letters, askedOn });
    return { queue: expected, done: (await officer.call(officeApi.cardQueue, {})).waiting };
  });
  const day = await way.through('printed', ready.length, async (say) => {
    const orderOf = cardsOfOrder(residents);
    const printed = await printEverything(office, queue, { printers, placeId, orderOf, onProgress: say });
    return { ...printed, done: ready.length - queue.waiting() };
  });
  await way.through('boxed', ready.length, async () => ({ done: await countBoxed(officer, queue) }));
  const fetchers = [...queue.cards]
    .filter(([, { fetching }]) => fetching !== 'not')
    .map(([cardId, applicant]) => ({
      cardId,
      applicant,
      holdsLetter: letters.lettersOn.has(applicant.biodata.nik),
    }));
  const handedOver = await way.through('handed-over', fetchers.length, async (say) => {
    const given = await handOverAll(office, placeId, fetchers, say);
    return { ...given, done: given.cards.size };
  });
  const checked = await way.through('letters-checked', letters.issued, async (say) => {
    const seen = await checkLetters(office, say);
    return { ...seen, done: seen.letters - seen.misjudged };
  });
  const niks = ready.map(({ biodata }) => biodata.nik);
  const book = await readBook(storekeeper, officer, niks);
  const printerFaults = faultsOf(printers);
  const { stages } = way;
  return {
    residents,
    stages,
    exported,
    heard,
    letters,
    doublesAsking,
    blanks,
    day,
    printerFaults,
    handedOver,
    checked,
    book,
  };
}

function faultsOf(printers: readonly SimulatedPrinter[]): Played['printerFaults'] {
  const count = (name: PrinterFault | 'media-empty') =>
    printers.reduce((sum, printer) => sum + printer.faults()[name], 0);
  return {
    'media-empty': count('media-empty'),
    jam: count('jam'),
    'cover-open': count('cover-open'),
    'break-off': count('break-off'),
  };
}
