/**
 * `bin/rekam bench printing-day`: a consignment of blanks arrives, and all of it is put on cards, printed, checked and
 * boxed in one day, at printers that cost no time of their own; meanwhile officers look at their screens.
 */

import { parseArgs } from 'node:util';
import { type QuickPrinter, startQuickPrinter } from '@rekam/devices/printer/testing/quick-printer.ts';
import { printPolicyOf2020 } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { type OfficeOfMany, recordMany, startOfficeOfMany } from './office-of-many.ts';
import { watchScreens } from './screen-times.ts';

const most = 16_000;
const { values } = parseArgs({
  options: {
    blanks: { type: 'string', default: String(most) },
    printers: { type: 'string', default: '4' },
    json: { type: 'boolean', default: false },
  },
});
const blanks = Number(values.blanks);
const printerCount = Number(values.printers);
const isWhole = (value: number, from: number, to: number) =>
  Number.isInteger(value) && value >= from && value <= to;
if (!isWhole(printerCount, 1, 8) || !isWhole(blanks, printerCount * 20, most)) {
  process.stderr.write(`bin/rekam bench printing-day [--blanks 160…${most}] [--printers 1…8] [--json]\n`);
  process.exit(64);
}

/** An officer waits no longer for a screen, ms. */
const patienceMs = 1000;
const kecamatan = ['53.71.01', '53.71.02', '53.71.03', '53.71.04', '53.71.05', '53.71.06'];
const say = (words: string): void => void process.stderr.write(`${words}\n`);
const serial = (number: number): string => `KT${String(number).padStart(6, '0')}`;

/** Runs it. @returns what it gave, and seconds */
async function timed<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly seconds: number }> {
  const began = performance.now();
  const value = await work();
  return { value, seconds: Math.round((performance.now() - began) / 10) / 100 };
}

/** Everybody recorded, and a rule for printing. @returns their NIKs */
async function furnish(office: OfficeOfMany): Promise<string[]> {
  const kelurahanOf = (index: number) => `${kecamatan[index % kecamatan.length]}.1001`;
  const niks = await recordMany(office, { count: blanks, kelurahanOf }, say);
  const { version: _, ...order } = printPolicyOf2020;
  await office.head.call(officeApi.addPrintPolicy, {
    body: { ...order, groups: order.groups.map((group) => [...group]) },
  });
  return niks;
}

/** The centre calls all of them print-ready: with that they stand in the queue. */
async function hearReady(administrator: ApiClient, niks: readonly string[]): Promise<void> {
  const today = todayInKupang();
  const lines = niks.map((nik) => `${nik};PRINT_READY_RECORD;${today}`);
  const file = ['NIK;STATUS;TANGGAL', ...lines].join('\n');
  const { seal } = await administrator.upload(officeApi.takeCentreFile, file, { apply: 'no' });
  await administrator.upload(officeApi.takeCentreFile, file, { apply: 'yes', seal });
}

/** The consignment, in the store and then at the printing desk. */
async function receive(head: ApiClient, placeId: string): Promise<void> {
  await supplyDesk(head, placeId, { first: serial(1), last: serial(blanks) });
}

async function enterPrinters(officer: ApiClient, placeId: string, printers: readonly QuickPrinter[]) {
  for (const [nth, { url }] of printers.entries()) {
    const body = { name: `Printer ${nth + 1}`, url, placeId, componentId: null };
    await officer.call(officeApi.addCardPrinter, { body });
  }
  return (await officer.call(officeApi.cardPrinters, {})).map(({ id }) => id);
}

/** Orders an equal share at each printer, what is left at the last. */
async function orderAll(officer: ApiClient, printerIds: readonly string[]) {
  const share = Math.floor(blanks / printerIds.length);
  const orders = [];
  for (const [nth, printerId] of printerIds.entries()) {
    const count = nth === printerIds.length - 1 ? blanks - nth * share : share;
    const choice = await timed(() => officer.call(officeApi.chooseCards, { query: { printerId, count } }));
    const { seal } = choice.value;
    const ordered = await timed(() =>
      officer.call(officeApi.printCards, { body: { printerId, count, seal } }),
    );
    orders.push({
      batchId: ordered.value.batchId,
      cards: count,
      choose: choice.seconds,
      order: ordered.seconds,
    });
  }
  return orders;
}

async function untilPrinted(officer: ApiClient): Promise<void> {
  for (let told = 0, printed = 0; printed < blanks; ) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const batches = await officer.call(officeApi.cardBatches, {});
    if (batches.some(({ counts }) => (counts['in-doubt'] ?? 0) > 0))
      throw new Error('a printer that never fails left a doubt');
    printed = batches.reduce((sum, { counts }) => sum + (counts.printed ?? 0), 0);
    if (printed >= told + 1000) {
      told = printed;
      say(`${printed} printed`);
    }
  }
}

const office = await startOfficeOfMany();
const printers: QuickPrinter[] = [];
try {
  const niks = await furnish(office);
  const officer = await office.signedInAs('printing-officer');
  const { head } = office;
  // What recording took is not what printing takes.
  await office.restart();
  const restMb = office.peakMb();
  const places = await head.call(officeApi.listPlaces, {});
  const placeId = places.find(({ kind }) => kind === 'disdukcapil')!.id;
  for (let nth = 0; nth < printerCount; nth++) printers.push(await startQuickPrinter());

  const heard = await timed(() => hearReady(head, niks));
  const received = await timed(() => receive(head, placeId));
  const printerIds = await enterPrinters(officer, placeId, printers);
  const { waiting } = await officer.call(officeApi.cardQueue, {});
  say(`${waiting} wait, ${blanks} blanks are there`);

  const batchPage = { from: 1, limit: 50 };
  let shownBatch: string | null = null;
  const screens = watchScreens({
    queue: () => officer.call(officeApi.cardQueue, { query: { limit: 50 } }),
    blanks: () => officer.call(officeApi.blankStock, {}),
    printers: () => officer.call(officeApi.cardPrinters, {}),
    batches: () => officer.call(officeApi.cardBatches, {}),
    batch: async () =>
      shownBatch && officer.call(officeApi.cardBatch, { params: { id: shownBatch }, query: batchPage }),
    boxes: () => officer.call(officeApi.cardBoxes, {}),
    waiting: () => officer.call(officeApi.listWaitingCards, { query: { which: 'all', limit: 50 } }),
  });
  const printing = await timed(async () => {
    const orders = await orderAll(officer, printerIds);
    shownBatch = orders[0]!.batchId;
    say(
      orders
        .map(({ cards, choose, order }) => `${cards} chosen in ${choose} s, ordered in ${order} s`)
        .join('; '),
    );
    await untilPrinted(officer);
    return orders;
  });
  const checking = await timed(async () => {
    let checked = 0;
    for (const { batchId } of printing.value)
      checked += (await officer.call(officeApi.checkBatch, { params: { id: batchId } })).cards;
    return checked;
  });
  const boxing = await timed(async () => {
    const boxes = await officer.call(officeApi.cardBoxes, {});
    const lists = [];
    for (const { code } of boxes)
      lists.push(await officer.bytes(officeApi.cardBoxList, { query: { kecamatan: code } }));
    return { boxes, lines: lists.reduce((sum, list) => sum + linesIn(list), 0) };
  });
  const screenTimes = await screens.stop();
  const { balance } = await head.call(officeApi.blankStock, {});
  const jobs = printers.flatMap(({ printed }) => printed);
  const figures = {
    blanks,
    printers: printerCount,
    queued: { cards: waiting, seconds: heard.seconds },
    receivedSeconds: received.seconds,
    orders: printing.value.map(({ batchId: _, ...order }) => order),
    printed: {
      cards: jobs.length,
      seconds: printing.seconds,
      perSecond: Math.round((10 * blanks) / printing.seconds) / 10,
    },
    printedTwice: jobs.length - new Set(jobs).size,
    checked: { cards: checking.value, seconds: checking.seconds },
    boxed: { boxes: boxing.value.boxes.length, cards: boxing.value.lines, seconds: boxing.seconds },
    screens: screenTimes,
    balance,
    memoryMb: { atRest: restMb, day: office.peakMb() },
  };
  const worst = Math.max(...Object.values(screenTimes).map(({ worstMs }) => worstMs));
  const slow = Object.values(screenTimes).filter(({ p50Ms }) => p50Ms >= patienceMs).length;
  const held =
    waiting === blanks &&
    jobs.length === blanks &&
    figures.printedTwice === 0 &&
    checking.value === blanks &&
    boxing.value.lines === blanks &&
    balance.balanced &&
    balance.onCards === blanks &&
    slow === 0;
  say(
    `${held ? '✓' : '✗'} ${blanks} cards printed in ${printing.seconds} s (${figures.printed.perSecond} /s), checked in ${checking.seconds} s, boxed in ${boxing.seconds} s; slowest screen ${worst} ms; memory ${restMb} → ${figures.memoryMb.day} MB`,
  );
  if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, held })}\n`);
  process.exitCode = held ? 0 : 1;
} finally {
  for (const printer of printers) await printer.stop();
  await office.stop();
}

/** Without the heading. */
function linesIn(csv: Uint8Array): number {
  return Buffer.from(csv).toString('utf8').trim().split('\r\n').length - 1;
}
