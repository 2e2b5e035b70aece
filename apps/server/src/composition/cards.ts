/** Wires the cards: whose photo, which letter's day, what the centre last said. */
import { connectPrinter } from '@rekam/devices/printer/ipp-printer.ts';
import type { CardPrinterFacts, PlainDate, TimeZoneName } from '@rekam/domain';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import {
  askPrinter,
  type CardRouteDeps,
  cardRoutes,
  listPrinters,
  makeHearing,
  makePrinterLines,
  makeWaiting,
  type PrintingRouteDeps,
  printerFactsOf,
  printingRoutes,
  sayStanding,
  takeUpReady,
} from '../card/index.ts';
import { findNiksWithPhoto, findPhoto, findSignature } from '../enrolment/index.ts';
import { listComponents, listOpenFaults, type PrinterReports } from '../equipment/index.ts';
import { findWaitingSince } from '../letter/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { listOfficers } from '../officer/index.ts';
import type { PacketFiles } from '../packet/index.ts';
import { getPlace, listEveryPlace, listKelurahan } from '../place/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { Residents } from '../ports/residents.ts';

export interface CardSurroundings {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: PacketFiles;
  readonly residents: Residents;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** JPEG of the latest letter of a resident; null where there is none. */
  readonly letterPhotoOf: (nik: string) => Promise<Uint8Array | null>;
  readonly regionOf: CardRouteDeps['regionOf'];
  readonly pieces: PrintingRouteDeps['pieces'];
  readonly reports: PrinterReports;
  /** By fault, the day on which its repair is promised. */
  readonly promises: () => Promise<ReadonlyMap<string, PlainDate>>;
  /** Null: the book of blanks has not begun. */
  readonly blanksInStock: () => Promise<number | null>;
  readonly emit: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
}

/** A printer that says nothing for so long is away, ms. */
const printerAnswerMs = 8_000;
/** Pause between two looks at a job that is being printed, ms. */
const lookEveryMs = 400;

export function composeCards(surroundings: CardSurroundings) {
  const { database, clock, keyring, files, residents, timeZone, letterPhotoOf, regionOf } = surroundings;
  const samples = { files, keyring };
  const sources = {
    database,
    clock,
    timeZone,
    residents,
    letterDays: findWaitingSince,
    withPhoto: findNiksWithPhoto,
  };
  const waiting = makeWaiting({ ...sources, blanksInStock: surroundings.blanksInStock });
  const deps: CardRouteDeps = {
    ...sources,
    publicQueue: waiting.queue,
    photoOf: async (nik) => (await findPhoto(database, samples, nik)) ?? letterPhotoOf(nik),
    signatureOf: (nik) => findSignature(database, samples, nik),
    regionOf,
    officerNames: async () => new Map((await listOfficers(database)).map(({ id, name }) => [id, name])),
    kecamatanNames: async () =>
      new Map(
        (await listKelurahan(database)).map(({ kecamatanCode, kecamatanName }) => [
          kecamatanCode,
          kecamatanName,
        ]),
      ),
  };
  const { pieces, reports, emit } = surroundings;
  const connect = ({ url }: { readonly url: string }) => connectPrinter({ url, answerMs: printerAnswerMs });
  const hearing = makeHearing({ clock, ...reports });
  const lines = makePrinterLines({
    ...deps,
    pieces,
    connect,
    onHeard: hearing.hear,
    lookEveryMs,
    // Nobody outside of the centre has a SAM; the port waits for an office that is given one.
    chipWriter: null,
    onProblem: (error) => emit('job-failed', { task: 'card-printing', code: codeOf(error) }),
  });
  const printing = printingRoutes({
    ...deps,
    pieces,
    lines,
    wake: lines.wake,
    refuseOpenJob: lines.refuseOpenJob,
    placeNames: async () => new Map((await listEveryPlace(database)).map(({ id, name }) => [id, name])),
    checkPlace: async (id) => void (await getPlace(database, id)),
    registeredPrinters: async () =>
      (await listComponents(database, 'all')).flatMap(
        ({ component: { id, kind, make, model, serial, where } }) =>
          kind === 'card-printer' && where.at !== 'written-off'
            ? [{ id, name: `${make} ${model}`, serial }]
            : [],
      ),
  });
  return {
    handlers: { ...cardRoutes(deps), ...printing },
    /** Goes on with what the printers have in their lines. */
    turn: lines.wakeAll,
    /** How a printer says it stands, by its component; null where none has an address here. */
    ask: (componentId: string) => askPrinter(database, connect, componentId),
    /** For the status of *cetak*. */
    printerFacts: async (): Promise<CardPrinterFacts[]> =>
      printerFactsOf({
        printers: await listPrinters(database),
        components: await listComponents(database, 'all'),
        openFaults: await listOpenFaults(database),
        promised: await surroundings.promises(),
        dueOf: hearing.dueOf,
      }),
    close: lines.close,
    /** What the office publishes of the queue. */
    published: waiting.published,
    /** How it stands with a resident's card, in sentences for the holder; null: none was asked for. */
    sayCardOf: async (nik: string): Promise<readonly [Sentence, ...Sentence[]] | null> => {
      const standing = await waiting.standingOf(nik);
      return standing && sayStanding(standing);
    },
    /** The centre was heard about these residents: who is print-ready now waits for a card. */
    heardOf: (tx: Queryable, niks: readonly string[]) => takeUpReady(deps, tx, niks),
  };
}

const codeOf = (error: unknown): string =>
  String((error as { code?: unknown } | null)?.code ?? (error as Error)?.name);
