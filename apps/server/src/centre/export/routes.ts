import { type ExportFinding, judgeCandidate } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { CentreExportRow } from '@rekam/protocol/http/centre-api.ts';
import type { Handlers } from '../../ports/call.ts';
import { permit } from '../../ports/permit.ts';
import type { CentreDeps } from '../commands.ts';
import { chooseExport, noteFinished, noteSending } from './commands.ts';
import { openZipSink } from './sink.ts';
import { countCandidates, type ListedExport, listExports } from './store.ts';
import { folderNameOf, type WritingDeps, writeExport } from './write.ts';

export type ExportDeps = CentreDeps & WritingDeps;

type Names = 'listCentreExports' | 'makeCentreExport' | 'noteCentreSending';

/** What a browser takes in one go, about a gigabyte; the next export takes the rest. */
const mostPerDownload = 500;

export function exportRoutes(
  deps: ExportDeps & { readonly onCutOff: () => void },
): Handlers<typeof officeApi, Names> {
  const { database } = deps;
  return {
    listCentreExports: async ({ officer }) => {
      permit(officer, 'centre.export', null);
      const waiting: Partial<Record<ExportFinding, number>> = {};
      for (const { count, ...candidate } of await countCandidates(database)) {
        const finding = judgeCandidate(candidate, false);
        if (finding !== null) waiting[finding] = (waiting[finding] ?? 0) + count;
      }
      return { waiting, rows: (await listExports(database)).map(rowOf) };
    },
    makeCentreExport: async ({ officer, body }) => {
      const by = permit(officer, 'centre.export', null);
      const { chosen, centre } = await chooseExport(deps, by, { ...body, most: mostPerDownload });
      const name = folderNameOf(chosen);
      const sink = openZipSink(name);
      void writeExport(deps, chosen, centre, sink)
        .then((written) => noteFinished(deps, by, chosen.id, written))
        .catch(deps.onCutOff);
      return { content: sink.content, mediaType: 'application/zip', fileName: `${name}.zip` };
    },
    noteCentreSending: ({ officer, params, body }) =>
      noteSending(deps, permit(officer, 'centre.export', null), { export: params.id, ...body }),
  };
}

const rowOf = (row: ListedExport): CentreExportRow => ({
  id: row.id,
  form: row.form,
  recordings: row.recordings,
  leftOut: row.leftOut,
  sealed: row.sealedTo !== null,
  againBecause: row.againBecause,
  madeAt: row.madeAt,
  madeBy: row.madeByName,
  finishedAt: row.finishedAt,
  sent:
    row.sentOn === null
      ? null
      : { on: row.sentOn, means: row.sentMeans ?? '', notedBy: row.sentNotedBy ?? '' },
});
