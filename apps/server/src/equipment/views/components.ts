/** Components as screens show them: where each is, what is wrong with it, and what happened to it. */
import type { Fault, PlaceId } from '@rekam/domain';
import type { ComponentDetail, ComponentRow, FaultView } from '@rekam/protocol';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { listFactsOf } from '../../audit/index.ts';
import { getComponent } from '../commands.ts';
import { listComponents, listFaults } from '../store.ts';
import { type KnownDeps, lookUp, rowOf } from './known.ts';

export interface ComponentViewDeps extends KnownDeps {
  readonly stationNames: () => Promise<ReadonlyMap<string, string>>;
  readonly officerNames: () => Promise<ReadonlyMap<string, string>>;
  /** Every repair there was, by fault: the last of each. */
  readonly repairsOf: (faultIds: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** What a card printer told, in words. */
  readonly sayOfPrinter: (reason: string) => Sentence;
}

export function makeComponentViews(deps: ComponentViewDeps) {
  const { database, repairsOf } = deps;

  const rows = async (at: readonly PlaceId[] | 'all'): Promise<ComponentRow[]> => {
    const known = await lookUp(deps);
    return (await listComponents(database, at)).map((placed) => rowOf(placed, known));
  };

  /** Loans past their day, the longest first. */
  const overdueLoans = async (at: readonly PlaceId[] | 'all'): Promise<ComponentRow[]> =>
    (await rows(at))
      .filter(({ overdueLoan }) => overdueLoan !== null)
      .sort((a, b) => b.overdueLoan!.days - a.overdueLoan!.days);

  const row = async (id: string): Promise<ComponentRow> =>
    rowOf(await getComponent(database, id), await lookUp(deps));

  const detail = async (id: string): Promise<ComponentDetail> => {
    const faults = await listFaults(database, id);
    const repairs = await repairsOf(faults.map((fault) => fault.id));
    const subjects = [id, ...faults.map((fault) => fault.id), ...repairs.values()];
    return {
      ...(await row(id)),
      faults: (await faultViews(deps, faults, repairs)).reverse(),
      timeline: (await listFactsOf(database, ...subjects)) as unknown as ComponentDetail['timeline'],
    };
  };

  return { rows, overdueLoans, row, detail };
}

/** @param repairs by fault */
async function faultViews(
  { officerNames, stationNames, sayOfPrinter }: ComponentViewDeps,
  faults: readonly Fault[],
  repairs: ReadonlyMap<string, string>,
): Promise<FaultView[]> {
  const [officers, stations] = await Promise.all([officerNames(), stationNames()]);
  const sourceOf = ({ source }: Fault['reports'][number]): string => {
    if (source.kind === 'officer') return officers.get(source.officerId) ?? source.officerId;
    if (source.kind === 'printer') return source.reason;
    if (source.kind === 'station') return stations.get(source.stationId) ?? source.stationId;
    return source.kind === 'label' ? source.name : source.reference;
  };
  return faults.map((fault) => ({
    id: fault.id,
    effect: fault.effect,
    cause: fault.cause,
    since: fault.since,
    openedAt: fault.openedAt,
    closedAt: fault.closedAt,
    closing: fault.closing?.kind ?? null,
    reports: fault.reports.map((report) => ({
      symptom: report.symptom,
      note: report.note,
      cause: report.cause,
      effect: report.effect,
      since: report.since,
      fileIds: [...report.fileIds],
      said: report.source.kind === 'printer' ? sayOfPrinter(report.source.reason) : null,
      sourceKind: report.source.kind,
      source: sourceOf(report),
    })),
    repairId: repairs.get(fault.id) ?? null,
  }));
}
