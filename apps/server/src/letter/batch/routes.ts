import { Readable } from 'node:stream';
import type { officeApi } from '@rekam/protocol';
import type { BatchRow, letterBatchApi } from '@rekam/protocol/http/letter-batch-api.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { Handlers } from '../../ports/call.ts';
import { csvCell } from '../../ports/csv-cell.ts';
import type { Permitted } from '../../ports/permit.ts';
import { permitAnywhere, permittedPlaces } from '../../ports/permit.ts';
import { Refused } from '../../ports/refused.ts';
import { note } from '../commands.ts';
import { actOnBatch, type BatchDeps, chooseResidents, getBatch, makeBatch } from './commands.ts';
import { archive, printerFile, requireReady } from './files.ts';
import { type Batch, type BatchProgress, listBatches, listRefused } from './store.ts';

export interface BatchRouteDeps extends BatchDeps {
  /** The name of a kecamatan or kelurahan of this office; its code where nobody knows it. */
  readonly areaName: (regionCode: string) => Promise<string>;
}

type Names = keyof typeof letterBatchApi;

const mostShown = 50;

export function batchRoutes(deps: BatchRouteDeps): Handlers<typeof officeApi, Names> {
  const { database } = deps;

  const rowOf = async (batch: BatchProgress): Promise<BatchRow> => {
    const { id, madeAt, maker, chosen, purpose, state, pausedBy, endedAt, counts } = batch;
    const { waiting, issued, ready, refused } = counts;
    return {
      id,
      madeAt,
      madeBy: maker,
      by: chosen.by,
      area: chosen.regionCode === null ? null : await deps.areaName(chosen.regionCode),
      purpose,
      state,
      pausedBy: pausedBy && sentenceOf(pausedBy.code, pausedBy.details),
      endedAt,
      total: waiting + issued + ready + refused,
      waiting,
      issued,
      ready,
      refused,
    };
  };
  const readRow = async (id: string): Promise<BatchRow> => {
    const [batch] = await listBatches(database, id, 1);
    if (!batch) throw new Refused('LETTER_BATCH_NOT_FOUND');
    return rowOf(batch);
  };
  /** LET56: who takes what is written down before it is handed out. */
  const handOut = async (by: Permitted, id: string, as: 'print' | 'archive' | 'refusals'): Promise<Batch> => {
    const batch = await getBatch(database, id);
    if (as !== 'refusals') await requireReady(deps, batch);
    await note(database, deps, by, id, 'letter-batch-taken', { as });
    return batch;
  };

  return {
    previewLetterBatch: async ({ officer, body }) => {
      permitAnywhere(officer, 'letter.issue');
      const { residents, beyond, repeated, unreadable } = await chooseResidents(deps, body);
      return { chosen: residents.length, beyond, repeated, unreadable };
    },
    makeLetterBatch: async ({ officer, body, baseUrl }) => {
      const by = permitAnywhere(officer, 'letter.issue');
      const { id } = await makeBatch(deps, by, body, `${baseUrl}/surat`);
      return readRow(id);
    },
    listLetterBatches: async ({ officer }) => {
      permittedPlaces(officer, 'letter.view');
      return Promise.all((await listBatches(database, null, mostShown)).map(rowOf));
    },
    actOnLetterBatch: async ({ officer, params }) => {
      await actOnBatch(deps, permitAnywhere(officer, 'letter.issue'), params.id, params.act);
      return readRow(params.id);
    },
    letterBatchRefusals: async ({ officer, params }) => {
      const batch = await handOut(permitAnywhere(officer, 'letter.issue'), params.id, 'refusals');
      const content = Readable.from(refusalsCsv(deps, batch));
      return { content, mediaType: 'text/csv; charset=utf-8', fileName: `suket-ditolak-${dayOf(batch)}.csv` };
    },
    letterBatchPrint: async ({ officer, params }) => {
      const batch = await handOut(permitAnywhere(officer, 'letter.issue'), params.id, 'print');
      const content = Readable.from(printerFile(deps, batch));
      return { content, mediaType: 'application/pdf', fileName: `suket-cetak-${dayOf(batch)}.pdf` };
    },
    letterBatchArchive: async ({ officer, params }) => {
      const batch = await handOut(permitAnywhere(officer, 'letter.issue'), params.id, 'archive');
      const content = Readable.from(archive(deps, batch));
      return { content, mediaType: 'application/zip', fileName: `suket-${dayOf(batch)}.zip` };
    },
  };
}

const dayOf = ({ madeAt }: Batch): string => madeAt.slice(0, 10);

async function* refusalsCsv({ database, findResident }: BatchDeps, batch: Batch): AsyncGenerator<string> {
  yield '\uFEFFurutan;nik;nama;kode;alasan;reason\r\n';
  for (const { position, nik, refusal } of await listRefused(database, batch.id)) {
    const reason = sentenceOf(refusal.code, refusal.details);
    const name = (await findResident(database, nik))?.biodata.name ?? '';
    yield `${[position, nik, name, refusal.code, reason.id, reason.en].map(csvCell).join(';')}\r\n`;
  }
}
