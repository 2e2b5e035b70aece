/**
 * The day of the printing officer: orders the head of the queue at each printer, loads the blanks that the order names,
 * mends what the office says is wrong, settles doubts by looking at the printer, and checks what came out.
 */
import { officeApi } from '@rekam/protocol';
import { type ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import type { PlayedOrder, Touch } from './judge.ts';
import type { SimulatedPrinter, Trouble } from './printer.ts';
import type { ExpectedQueue } from './queue.ts';

/** How long nothing may come out of any printer, ms. */
const patienceMs = 180_000;
/** Between two rounds of the officer, ms. */
const roundMs = 100;
/** Of so many good prints one is seen to be bad. */
const smearedEvery = 30;
const firstSmeared = 6;
const pageOfBatch = 200;
/** By which words of the office the officer knows what to do. */
const words: Readonly<Record<Trouble, RegExp>> = {
  'media-empty': /blanks/,
  jam: /jammed/,
  'cover-open': /cover/,
};

export interface PrintedDay {
  readonly orders: readonly PlayedOrder[];
  readonly touches: readonly Touch[];
  /** Pieces that came out printed and were seen to be bad. */
  readonly setAside: ReadonlySet<string>;
  readonly officeKilled: number;
  /** Second clicks on the same order that were refused. */
  readonly secondClicksRefused: number;
  readonly complaints: readonly string[];
}

interface OpenOrder {
  readonly batchId: string;
  readonly expected: readonly string[];
  readonly pieces: readonly string[];
  /** Blanks of the order that lie beside the printer. */
  rest: readonly string[];
  /** What had gone through the printer before. */
  readonly touchedBefore: number;
}

interface Desk {
  readonly id: string;
  readonly printer: SimulatedPrinter;
  open: OpenOrder | null;
}

export interface PrintingWish {
  readonly printers: readonly SimulatedPrinter[];
  /** The place whose blanks are printed on. */
  readonly placeId: string;
  /** Cards of one order. */
  readonly orderOf: number;
  readonly onProgress: (cards: number) => void;
}

export async function printEverything(
  office: RunningOffice,
  queue: ExpectedQueue,
  { printers, placeId, orderOf, onProgress }: PrintingWish,
): Promise<PrintedDay> {
  const officer = await office.signedIn('printing-officer');
  const desks = await enterPrinters(officer, printers, placeId);
  const setAside = new Set<string>();
  const seen = new Set<string>();
  const orders: PlayedOrder[] = [];
  const complaints: string[] = [];
  let officeKilled = 0;
  let secondClicksRefused = 0;
  const goodPrints = () => printers.flatMap((printer) => printer.touches()).filter(isGood).length;

  async function order(desk: Desk): Promise<void> {
    const count = Math.min(orderOf, queue.waiting());
    const expected = queue.head(count);
    const { seal } = await officer.call(officeApi.chooseCards, { query: { printerId: desk.id, count } });
    const click = () => officer.call(officeApi.printCards, { body: { printerId: desk.id, count, seal } });
    const clicks = await Promise.allSettled([click(), click()]);
    const batches = clicks.flatMap((one) => (one.status === 'fulfilled' ? [one.value.batchId] : []));
    secondClicksRefused += clicks.filter(isRefusedClick).length;
    const [batchId] = batches;
    if (!batchId || batches.length > 1)
      throw new Error(`an order that was clicked twice was taken ${batches.length} times`);
    queue.take(expected);
    const pieces = (await readLines(officer, batchId)).map(({ piece }) => piece);
    const touchedBefore = desk.printer.touches().length;
    // Not all of them at once: the printer is to run out.
    const first = Math.ceil(pieces.length * 0.6);
    desk.printer.load(pieces.slice(0, first));
    desk.open = { batchId, expected, pieces, rest: pieces.slice(first), touchedBefore };
  }

  /** What the office says is wrong with a printer is mended; what it does not say, nobody knows. */
  async function mend({ id, printer, open }: Desk): Promise<void> {
    const trouble = printer.trouble();
    if (trouble === null) return;
    const view = (await officer.call(officeApi.cardPrinters, {})).find((one) => one.id === id);
    if (view?.state !== 'waits' || !view.troubles.some(({ en }) => words[trouble].test(en))) return;
    if (trouble !== 'media-empty') return printer.mend();
    if (!open || open.rest.length === 0) throw new Error('a printer asks for more blanks than were ordered');
    printer.load(open.rest);
    open.rest = [];
  }

  /** Looks at the printer, and says what lies there. */
  async function settle({ printer, open }: Desk): Promise<void> {
    for (const { cardId, attempt, state } of await readLines(officer, open!.batchId)) {
      if (state !== 'in-doubt') continue;
      const touch = printer.touches().find((one) => one.cardId === cardId && one.attempt === attempt);
      const sight = touch === undefined ? 'untouched' : touch.outcome === 'jammed' ? 'misprint' : 'printed';
      const reason = sight === 'misprint' ? 'Kartu tersangkut dan rusak' : '';
      await officer.call(officeApi.settleCardDoubt, { params: { id: cardId }, body: { sight, reason } });
      if (sight === 'misprint') queue.putBack(cardId);
    }
  }

  /** Looks at every card of an order that ended, sets the bad ones aside, and calls the others good. */
  async function check(desk: Desk): Promise<void> {
    const { batchId, expected, touchedBefore } = desk.open!;
    const touches = desk.printer.touches().slice(touchedBefore);
    for (const { cardId, piece } of touches.filter(isGood)) {
      seen.add(piece);
      if (seen.size % smearedEvery !== firstSmeared) continue;
      const body = { good: false, reason: 'Cetakan buram dan bergaris' };
      await officer.call(officeApi.checkCard, { params: { id: cardId }, body });
      setAside.add(piece);
      queue.putBack(cardId);
    }
    await officer.call(officeApi.checkBatch, { params: { id: batchId } });
    orders.push({ expected, printed: [...new Set(touches.map(({ cardId }) => cardId))] });
    desk.open = null;
  }

  async function attend(desk: Desk): Promise<void> {
    await mend(desk);
    const batch = (await officer.call(officeApi.cardBatches, {})).find(({ id }) => id === desk.open!.batchId);
    if (!batch) throw new Error('the office does not list an order that it took');
    const { ordered = 0, sending = 0, sent = 0, 'in-doubt': doubts = 0 } = batch.counts;
    if (doubts > 0) await settle(desk);
    else if (ordered + sending + sent === 0) await check(desk);
  }

  const all = queue.cards.size;
  let moved = { prints: 0, at: performance.now() };
  while (queue.waiting() > 0 || desks.some(({ open }) => open)) {
    for (const desk of desks) {
      if (!desk.open && queue.waiting() > 0) await order(desk);
      if (desk.open) await attend(desk);
    }
    const prints = goodPrints();
    if (prints > moved.prints) moved = { prints, at: performance.now() };
    if (performance.now() - moved.at > patienceMs) {
      complaints.push(`nothing was printed for ${patienceMs / 1000} s`);
      break;
    }
    onProgress(prints);
    if (officeKilled === 0 && prints > all / 3) {
      await office.restart('kill');
      officeKilled += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, roundMs));
  }
  const touches = printers.flatMap((printer) => printer.touches());
  return { orders, touches, setAside, officeKilled, secondClicksRefused, complaints };
}

const isGood = ({ outcome }: Touch): boolean => outcome === 'printed';

const isRefusedClick = (click: PromiseSettledResult<unknown>): boolean =>
  click.status === 'rejected' &&
  click.reason instanceof ApiProblem &&
  ['CARD_ORDER_STALE', 'CARD_QUEUE_SHORT'].includes(click.reason.code);

async function enterPrinters(
  officer: ApiClient,
  printers: readonly SimulatedPrinter[],
  placeId: string,
): Promise<Desk[]> {
  const desks: Desk[] = [];
  for (const printer of printers) {
    const { name, url } = printer;
    const entered = await officer.call(officeApi.addCardPrinter, {
      body: { name, url, placeId, componentId: null },
    });
    desks.push({ id: entered.find((one) => one.name === name)!.id, printer, open: null });
  }
  return desks;
}

async function readLines(officer: ApiClient, id: string) {
  const lines = [];
  for (let from = 1; ; from += pageOfBatch) {
    const { rows } = await officer.call(officeApi.cardBatch, {
      params: { id },
      query: { from, limit: pageOfBatch },
    });
    lines.push(...rows);
    if (rows.length < pageOfBatch) return lines;
  }
}
