import {
  type ComponentId,
  isLetterDue,
  isPromiseBroken,
  type PlainDate,
  type Repair,
  waitingSince,
} from '@rekam/domain';
import type { ComponentRow, RepairDetail, RepairRow } from '@rekam/protocol';
import { listFactsOf } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';

export interface RepairQueryDeps {
  readonly database: Queryable;
  readonly today: () => Promise<PlainDate>;
  readonly componentRow: (id: ComponentId) => Promise<ComponentRow>;
}

export type RepairQueries = ReturnType<typeof makeRepairQueries>;

export function makeRepairQueries({ database, today, componentRow }: RepairQueryDeps) {
  const row = async (repair: Repair): Promise<RepairRow> => {
    const day = await today();
    return {
      id: repair.id,
      component: await componentRow(repair.componentId),
      openedOn: repair.openedOn,
      rung: repair.rung,
      rungSince: repair.rungSince,
      verdict: repair.diagnoses.at(-1)?.verdict ?? null,
      path: repair.path,
      payer: repair.payer,
      promisedOn: repair.promisedOn,
      promiseBroken: isPromiseBroken(repair, day),
      waitingSince: waitingSince(repair),
      letterDue: isLetterDue(repair),
      closedAt: repair.closedAt,
    };
  };
  return {
    row,
    detail: async (repair: Repair): Promise<RepairDetail> => ({
      ...(await row(repair)),
      faultId: repair.faultId,
      attempts: [...repair.attempts],
      diagnoses: repair.diagnoses.map((diagnosis) => ({ ...diagnosis, fileIds: [...diagnosis.fileIds] })),
      letters: [...repair.letters],
      answers: [...repair.answers],
      timeline: (await listFactsOf(database, repair.id)) as unknown as RepairDetail['timeline'],
    }),
  };
}
