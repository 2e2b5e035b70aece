import {
  type Action,
  type BlankDocument,
  blankDocumentNumber,
  type ConsumablePlace,
  type CountedPlace,
  isLost,
  type PaperId,
  type PiecePlace,
  type PlaceId,
  piecesInAll,
  tellRange,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { BlankDocumentView, BlankEntry, blankApi } from '@rekam/protocol/http/blank-api.ts';
import type { By } from '../audit/index.ts';
import { recordPdf } from '../pdf/record-pdf.ts';
import type { Handlers } from '../ports/call.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import type { Blanks } from './commands.ts';
import { writeRecord } from './document/record.ts';
import { type BlankQueryDeps, type NameWhere, namedBy, stockOf } from './queries.ts';
import { findEntry, listEntries, type StoredEntry } from './store.ts';

export interface BlankRouteDeps extends BlankQueryDeps {
  readonly blanks: Blanks;
  /** `Kota Kupang`. */
  readonly regency: () => Promise<string>;
  readonly readPhoto: (id: string) => Promise<Buffer>;
}

type Place = PiecePlace | CountedPlace | ConsumablePlace;

export function blankRoutes(deps: BlankRouteDeps): Handlers<typeof officeApi, keyof typeof blankApi> {
  const { database, blanks } = deps;
  const see = (officer: SignedInOfficer | null) => permittedPlaces(officer, 'blank.view');

  return {
    blankStock: async ({ officer }) => {
      see(officer);
      return stockOf(deps);
    },
    blankEntries: async ({ officer, query }) => {
      see(officer);
      const entries = await listEntries(database, query.cursor ?? null, query.limit);
      const name = namedBy(await deps.placeNames());
      return {
        rows: entries.map((entry) => entryView(entry, name)),
        nextCursor: entries.length === query.limit ? entries.at(-1)!.seq : null,
      };
    },
    blankDocument: async ({ officer, params }) => {
      see(officer);
      const entry = await findEntry(database, params);
      if (!entry) throw new Refused('BLANK_DOCUMENT_UNKNOWN');
      const record = writeRecord(entry, {
        regency: await deps.regency(),
        timeZone: await deps.timeZone(),
        placeNames: await deps.placeNames(),
      });
      const photos = await Promise.all(record.photos.map(deps.readPhoto));
      const attachments = photos.map((photo, index) => ({
        caption: `foto ${index + 1}`,
        alt: `Foto keping rusak, nomor ${index + 1}`,
        content: photo,
      }));
      const content = await recordPdf(record, new Date(entry.at), attachments);
      return {
        content,
        mediaType: 'application/pdf',
        fileName: `${blankDocumentNumber(params).replaceAll('/', '-')}.pdf`,
      };
    },
    moveBlanks: async ({ officer, body }) => {
      const [from, to] = [body.from as PiecePlace, body.to as PiecePlace];
      const by = allowed(officer, from, to);
      const photos = body.photos as PaperId[];
      return documentView(await blanks.movePieces({ ...body, from, to, photos }, by));
    },
    movePrints: async ({ officer, body }) => {
      const [from, to] = [body.from as ConsumablePlace, body.to as ConsumablePlace];
      return documentView(await blanks.movePrints({ ...body, from, to }, allowed(officer, from, to)));
    },
    requestBlanks: async ({ officer, body: { days, perDay } }) => {
      const by = allow(officer, 'blank.keep', null);
      const { begun, waiting, balance, usedPerDay } = await stockOf(deps);
      const pace = perDay ?? (usedPerDay === null ? null : Math.round(usedPerDay));
      const stock = begun ? balance.inStock : null;
      return documentView(await blanks.request({ waiting, stock, perDay: pace, days }, by));
    },
    countBlanks: async ({ officer, body: { where, found, explanation } }) => {
      const place = where as CountedPlace;
      const by = allow(officer, 'blank.count', deskOf(place));
      return documentView(await blanks.countPieces(place, found, explanation, by));
    },
    countPrints: async ({ officer, body: { where, item, counted, explanation } }) => {
      const place = where as ConsumablePlace;
      const by = allow(officer, 'blank.count', deskOf(place));
      return documentView(await blanks.countPrints(place, item, counted, explanation, by));
    },
  };
}

function allow(officer: SignedInOfficer | null, action: Action, placeId: PlaceId | null): By {
  const { officer: person, permittedBy } = permit(officer, action, placeId);
  return { actor: { kind: 'officer', id: person.id }, permittedBy };
}

/** The store belongs to the whole office, a desk to its place. */
const deskOf = (where: Place): PlaceId | null => ('place' in where ? where.place : null);

/** Which permission a movement asks for, and where. */
function allowed(officer: SignedInOfficer | null, from: Place, to: Place): By {
  if (to.kind === 'spoiled' && !isLost(from)) return allow(officer, 'blank.spoil', deskOf(from));
  const writesOff = to.kind === 'destroyed' || isLost(to) || isLost(from);
  return allow(officer, writesOff ? 'blank.write-off' : 'blank.keep', null);
}

/** A paper as it is told. */
export const documentView = (document: BlankDocument): BlankDocumentView => ({
  ...document,
  number: blankDocumentNumber(document),
});

function entryView({ at, by, fact }: StoredEntry, name: NameWhere): BlankEntry {
  const told = { document: documentView(fact.document), at, by, ...untold };
  if (fact.kind === 'pieces-moved') {
    const { ranges, from, to, ...rest } = fact.movement;
    return {
      ...told,
      ...rest,
      item: 'piece',
      amount: piecesInAll(ranges),
      ranges: ranges.map(tellRange),
      from: name(from),
      to: name(to),
      photos: [...rest.photos],
      witnesses: [...rest.witnesses],
    };
  }
  if (fact.kind === 'prints-moved') {
    const { item, prints, from, to, ...rest } = fact.movement;
    return { ...told, ...rest, item, amount: prints, from: name(from), to: name(to) };
  }
  if (fact.kind === 'blanks-requested')
    return {
      ...told,
      item: 'piece',
      amount: fact.request.pieces,
      from: name({ kind: 'centre' }),
      to: name({ kind: 'store' }),
    };
  const { count, where } = fact;
  const missing = 'missing' in count ? count.missing.map(tellRange) : [];
  return {
    ...told,
    item: fact.kind === 'prints-counted' ? fact.item : 'piece',
    amount: count.counted,
    from: name(where),
    count: { ...count, missing },
  };
}

const untold = {
  ranges: [],
  to: null,
  paper: null,
  reason: null,
  dueOn: null,
  counterpart: null,
  photos: [],
  witnesses: [],
  count: null,
};
