import type { PlaceId } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type {
  CardPrinterView,
  cardPrintingApi,
  RegisteredPrinter,
} from '@rekam/protocol/http/card-printing-api.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { Handlers } from '../../ports/call.ts';
import { newId } from '../../ports/clock.ts';
import { csvCell } from '../../ports/csv-cell.ts';
import type { SignedInOfficer } from '../../ports/people.ts';
import { type Permitted, permit, permitAnywhere, permittedPlaces } from '../../ports/permit.ts';
import { Refused } from '../../ports/refused.ts';
import { note } from '../commands.ts';
import { readQueue, todayOf } from '../queue.ts';
import { lockCards, setFaceProblem } from '../store.ts';
import { getBatch, getPrinter } from './attempts.ts';
import {
  checkBatch,
  checkCard,
  orderPrinting,
  type PrintingDeps,
  sealOf,
  settleDoubt,
  takeBack,
} from './commands.ts';
import { type Heard, hindrancesOf } from './complaints.ts';
import type { PrinterLines } from './line.ts';
import {
  type CardPrinter,
  countBoxed,
  countOpen,
  findLastAttempt,
  insertPrinter,
  listBatches,
  listBatchLines,
  listBoxed,
  listPrinters,
  updatePrinter,
} from './store.ts';

export interface PrintingRouteDeps extends PrintingDeps {
  readonly lines: PrinterLines;
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
  readonly kecamatanNames: () => Promise<ReadonlyMap<string, string>>;
  readonly placeNames: () => Promise<ReadonlyMap<string, string>>;
  /** Refuses a place that is not there or is used no more. */
  readonly checkPlace: (id: PlaceId) => Promise<void>;
  /** Card printers of the register of equipment that were not written off. */
  readonly registeredPrinters: () => Promise<readonly RegisteredPrinter[]>;
}

type Names = keyof typeof cardPrintingApi;
const batchesShown = 20;

export function printingRoutes(deps: PrintingRouteDeps): Handlers<typeof officeApi, Names> {
  const { database, lines, clock } = deps;

  const printerViews = async (): Promise<CardPrinterView[]> => {
    const open = await countOpen(database);
    const names = await deps.placeNames();
    const registered = await deps.registeredPrinters();
    return Promise.all(
      (await listPrinters(database)).map(async (printer) => ({
        ...printer,
        placeName: names.get(printer.placeId) ?? printer.placeId,
        component: registered.find(({ id }) => id === printer.componentId) ?? null,
        pieces: await deps.pieces.piecesAt(database, printer.placeId),
        open: open.get(printer.id) ?? 0,
        ...heardView(
          (open.get(printer.id) ? lines.heard(printer.id) : null) ??
            (await lines.glance(printer, open.has(printer.id))),
        ),
      })),
    );
  };

  /** For who prints at the desk of this printer. */
  const permitAt = async (officer: SignedInOfficer | null, printerId: string): Promise<Permitted> =>
    permit(officer, 'card.print', (await getPrinter(database, printerId)).placeId);
  const permitForCard = async (officer: SignedInOfficer | null, cardId: string): Promise<Permitted> => {
    const attempt = await findLastAttempt(database, cardId);
    if (!attempt) throw new Refused('CARD_NOT_PRINTING');
    return permitAt(officer, attempt.printerId);
  };
  const permitForBatch = async (officer: SignedInOfficer | null, batchId: string): Promise<Permitted> =>
    permitAt(officer, (await getBatch(database, batchId)).printerId);

  const holdersOf = async (niks: readonly string[]) => {
    const kecamatan = await deps.kecamatanNames();
    const known = new Map(
      (await deps.residents.findAll(database, niks)).map(({ biodata }) => [biodata.nik, biodata]),
    );
    return (nik: string) => {
      const holder = known.get(nik);
      return {
        name: holder?.name ?? '–',
        kecamatan: kecamatan.get(holder?.kelurahanCode.slice(0, 8) ?? '') ?? '–',
      };
    };
  };

  return {
    cardPrinters: async ({ officer }) => {
      permittedPlaces(officer, officer && mayOnlySet(officer) ? 'card.set-printer' : 'card.view');
      return printerViews();
    },
    registeredCardPrinters: async ({ officer }) => {
      permitAnywhere(officer, 'card.set-printer');
      return [...(await deps.registeredPrinters())];
    },
    addCardPrinter: async ({ officer, body }) => {
      const by = permit(officer, 'card.set-printer', body.placeId as PlaceId);
      await checkAsked(deps, body, null);
      const printer = { ...body, id: newId('card-printer', clock) } as CardPrinter;
      await database.transact(async (tx) => {
        if (!(await insertPrinter(tx, printer))) throw new Refused('CARD_PRINTER_NAME_TAKEN');
        await note(tx, deps, by, printer.id, 'card-printer-added', { printer: body.name });
      });
      return printerViews();
    },
    changeCardPrinter: async ({ officer, params, body }) => {
      const before = await getPrinter(database, params.id);
      permit(officer, 'card.set-printer', before.placeId);
      const by = permit(officer, 'card.set-printer', body.placeId as PlaceId);
      await checkAsked(deps, body, before.id);
      await database.transact(async (tx) => {
        await lockCards(tx);
        const open = (await countOpen(tx)).get(params.id) ?? 0;
        if (open > 0) throw new Refused('CARD_PRINTER_BUSY', { open });
        if (!(await updatePrinter(tx, { ...body, id: before.id } as CardPrinter)))
          throw new Refused('CARD_PRINTER_NAME_TAKEN');
        await note(tx, deps, by, params.id, 'card-printer-changed', { printer: body.name });
      });
      return printerViews();
    },
    chooseCards: async ({ officer, query }) => {
      await permitAt(officer, query.printerId);
      const { placeId } = await getPrinter(database, query.printerId);
      const { order, cards } = await readQueue(deps, database);
      const chosen = order.queue.slice(0, query.count).map(({ cardId }) => cards.get(cardId)!.biodata);
      const kecamatan = await deps.kecamatanNames();
      return {
        seal: sealOf(order, query.count),
        cards: chosen.length,
        waiting: order.queue.length,
        pieces: await deps.pieces.piecesAt(database, placeId),
        first: chosen[0]?.name ?? null,
        last: chosen.at(-1)?.name ?? null,
        byKecamatan: tally(
          chosen.map(({ kelurahanCode }) => kecamatan.get(kelurahanCode.slice(0, 8)) ?? '–'),
        ),
      };
    },
    printCards: async ({ officer, body }) => {
      const by = await permitAt(officer, body.printerId);
      return { batchId: (await orderPrinting(deps, by, body)).id };
    },
    cardBatches: async ({ officer }) => {
      permittedPlaces(officer, 'card.view');
      const printers = new Map((await listPrinters(database)).map(({ id, name }) => [id, name]));
      const officers = await deps.officerNames();
      return (await listBatches(database, batchesShown)).map(({ id, printerId, orderedAt, ...batch }) => ({
        id,
        printerId,
        orderedAt,
        printer: printers.get(printerId) ?? printerId,
        orderedBy: officers.get(batch.orderedBy) ?? batch.orderedBy,
        counts: countsOf(batch.counts),
        unchecked: batch.unchecked,
      }));
    },
    cardBatch: async ({ officer, params, query }) => {
      permittedPlaces(officer, 'card.view');
      await getBatch(database, params.id);
      const found = await listBatchLines(database, params.id, query.from, query.limit);
      const holderOf = await holdersOf(found.map(({ nik }) => nik));
      return {
        rows: found.map(({ cardId, nik, piece, number, state, fate, chip, cardState, last }) => {
          const { name, kecamatan } = holderOf(nik);
          return { cardId, nik, name, kecamatan, piece, attempt: number, state, fate, chip, cardState, last };
        }),
      };
    },
    takeBackBatch: async ({ officer, params }) => ({
      cards: await takeBack(deps, await permitForBatch(officer, params.id), params.id),
    }),
    checkBatch: async ({ officer, params }) => ({
      cards: await checkBatch(deps, await permitForBatch(officer, params.id), params.id),
    }),
    checkCard: async ({ officer, params, body }) => {
      await checkCard(deps, await permitForCard(officer, params.id), params.id, body);
      return undefined;
    },
    settleCardDoubt: async ({ officer, params, body }) => {
      await settleDoubt(deps, await permitForCard(officer, params.id), params.id, body);
      return undefined;
    },
    cardFaceMended: async ({ officer, params }) => {
      const by = permitAnywhere(officer, 'card.print');
      await database.transact(async (tx) => {
        await lockCards(tx);
        await setFaceProblem(tx, params.id as never, null);
        await note(tx, deps, by, params.id, 'card-face-mended', {});
      });
      return undefined;
    },
    cardBoxes: async ({ officer }) => {
      permittedPlaces(officer, 'card.view');
      const kecamatan = await deps.kecamatanNames();
      const boxes = await countBoxed(database);
      return boxes.map((box) => ({ ...box, kecamatan: kecamatan.get(box.code) ?? '–' }));
    },
    cardBoxList: async ({ officer, query }) => {
      const by = permitAnywhere(officer, 'card.print');
      const cards = await listBoxed(database, query.kecamatan);
      const details = { kecamatan: query.kecamatan, cards: cards.length };
      await note(database, deps, by, 'boxes', 'card-box-list-taken', details);
      const rows = [
        ['keping', 'nik', 'nama', 'diserahkan_tanggal', 'tanda_terima'],
        ...cards.map(({ piece, nik, name }) => [piece, nik, name, '', '']),
      ];
      const text = rows.map((row) => `${row.map(csvCell).join(';')}\r\n`).join('');
      return {
        content: Buffer.from(`\uFEFF${text}`),
        mediaType: 'text/csv; charset=utf-8',
        fileName: `kotak-${query.kecamatan}-${await todayOf(deps)}.csv`,
      };
    },
  };
}

/** Administrators enter printers and see nothing of who is printed. */
const mayOnlySet = ({ roles }: SignedInOfficer): boolean =>
  roles.every(({ role }) => role === 'administrator');

/** @param own the printer that is changed; null: a new one */
async function checkAsked(
  deps: PrintingRouteDeps,
  { placeId, componentId }: { readonly placeId: string; readonly componentId: string | null },
  own: string | null,
): Promise<void> {
  await deps.checkPlace(placeId as PlaceId);
  if (componentId === null) return;
  if (!(await deps.registeredPrinters()).some(({ id }) => id === componentId))
    throw new Refused('CARD_PRINTER_NOT_REGISTERED');
  const taken = (await listPrinters(deps.database)).find(
    (other) => other.componentId === componentId && other.id !== own,
  );
  if (taken) throw new Refused('CARD_PRINTER_REGISTERED_TWICE', { printer: taken.name });
}

function heardView(heard: Heard): Pick<CardPrinterView, 'state' | 'troubles'> {
  if (!heard.ok) {
    // Nothing was sent with the question: there is no print to look for, only a printer.
    const code = heard.code === 'PRINTER_SILENT' ? 'PRINTER_UNREACHABLE' : heard.code;
    return { state: 'away', troubles: [sentenceOf(code, heard.details)] };
  }
  const hindrances = hindrancesOf(heard);
  const notes = heard.value.troubles.filter(({ group }) => group === 'note');
  return {
    state: hindrances.length === 0 ? 'ready' : 'waits',
    troubles: [...hindrances, ...notes].map(({ id, en }) => ({ id, en })),
  };
}

const none = { ordered: 0, sending: 0, sent: 0, 'in-doubt': 0, printed: 0, misprint: 0, returned: 0 };
const countsOf = (counts: Partial<typeof none>) => ({ ...none, ...counts });

function tally(names: readonly string[]): { kecamatan: string; cards: number }[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([kecamatan, cards]) => ({ kecamatan, cards }));
}
