import { Readable } from 'node:stream';
import { type ImportId, type Place, type PlaceId, type RegionCode, regionCarriedBy } from '@rekam/domain';
import type { officeApi, syncApi } from '@rekam/protocol';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { appendFact } from '../audit/index.ts';
import type { Handlers } from '../ports/call.ts';
import { nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { getStation, permit, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { type ImportDeps, importResidents } from './import-commands.ts';
import { findImport, type ImportRecord, listBadLines, listImportRecords } from './import-store.ts';
import { readDirectory, searchResidents } from './queries.ts';
import type { Regions } from './store.ts';

export interface ResidentDeps extends ImportDeps {
  readonly places: (database: Queryable) => Promise<readonly Place[]>;
  readonly pinVerifiers: (
    database: Queryable,
    placeId: PlaceId,
  ) => Promise<{ officerId: string; username: string; name: string; salt: string; hash: string }[]>;
}

type ResidentOperation = 'searchResidents' | 'importResidents' | 'listImports' | 'getImport' | 'importErrors';

export function residentRoutes(deps: ResidentDeps): Handlers<typeof officeApi, ResidentOperation> {
  const { database, clock, running } = deps;
  const show = (record: ImportRecord): ImportRecord => shownImport(record, running);
  const getImport = async (id: string): Promise<ImportRecord> => {
    const record = await findImport(database, id);
    if (!record) throw new Refused('IMPORT_NOT_FOUND');
    return record;
  };
  return {
    searchResidents: async ({ officer, body }) => {
      const places = permittedPlaces(officer, 'resident.search');
      const rows = await searchResidents(database, body.q, await regionsOf(deps, places), body.limit);
      const exact = /^\d{16}$/.test(body.q.replace(/[\s.-]/g, ''));
      await appendFact(database, {
        at: nowOf(clock),
        noun: 'resident',
        subjectId: exact ? body.q.replace(/[\s.-]/g, '') : 'residents',
        kind: 'residents-searched',
        actor: { kind: 'officer', id: officer!.id },
        details: { by: exact ? 'nik' : 'words', found: rows.length },
      });
      return { rows };
    },
    importResidents: async ({ officer, query, body, bodyBytes }) => {
      const by = permit(officer, 'resident.import', null);
      const bytesTotal = query.bytes ?? bodyBytes;
      return show(await importResidents(deps, { file: body, fileName: query.fileName, bytesTotal, by }));
    },
    listImports: async ({ officer }) => {
      permit(officer, 'resident.import', null);
      return (await listImportRecords(database)).map(show);
    },
    getImport: async ({ officer, params }) => {
      permit(officer, 'resident.import', null);
      return show(await getImport(params.id));
    },
    importErrors: async ({ officer, params }) => {
      permit(officer, 'resident.import', null);
      const { id } = await getImport(params.id);
      const content = Readable.from(badLinesCsv(database, id));
      return { content, mediaType: 'text/csv; charset=utf-8', fileName: `baris-ditolak-${id.slice(-8)}.csv` };
    },
  };
}

export function residentSyncRoutes({
  database,
  office,
  places,
  pinVerifiers,
}: Pick<ResidentDeps, 'database' | 'office' | 'places' | 'pinVerifiers'>): Handlers<
  typeof syncApi,
  'directory'
> {
  return {
    directory: async ({ station, query }) => {
      const { placeId } = getStation(station);
      const place = (await places(database)).find(({ id }) => id === placeId);
      if (!place) throw new Refused('PLACE_NOT_FOUND');
      const region = regionCarriedBy(place, (await office(database)).regionCode);
      const page = await readDirectory(database, { region, ...query });
      return { ...page, rows: [...page.rows], pins: await pinVerifiers(database, placeId) };
    },
  };
}

/** While an import runs here its counts are ahead of what is written down. */
function shownImport(record: ImportRecord, running: ImportDeps['running']): ImportRecord {
  const progress = record.state === 'running' ? running.get(record.id) : undefined;
  return progress ? { ...record, ...progress } : record;
}

/** Somebody held at a kecamatan searches its residents; mobile units and schools serve the whole office. */
async function regionsOf(
  { database, places, office }: ResidentDeps,
  permitted: 'all' | readonly PlaceId[],
): Promise<Regions> {
  if (permitted === 'all') return 'all';
  const region: RegionCode = (await office(database)).regionCode;
  const own = (await places(database)).filter(({ id }) => permitted.includes(id));
  return own.map((place) => regionCarriedBy(place, region));
}

const badLinesPerPage = 5000;

/** Number, column, code and reason of every bad line, never its content. */
async function* badLinesCsv(database: Database, id: ImportId): AsyncGenerator<string> {
  yield '\uFEFFBARIS;KOLOM;KODE;ALASAN;REASON\r\n';
  for (let after = 0; ; ) {
    const lines = await listBadLines(database, id, after, badLinesPerPage);
    yield lines
      .map(({ line, column, code, details }) => {
        const reason = sentenceOf(code, details);
        return [String(line), column ?? '', code, reason.id, reason.en].map(quoted).join(';');
      })
      .map((line) => `${line}\r\n`)
      .join('');
    const last = lines.at(-1);
    if (!last || lines.length < badLinesPerPage) return;
    after = last.line;
  }
}

const quoted = (text: string): string => (/[;"\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
