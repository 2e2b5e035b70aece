import {
  awaitsCard,
  type BatchAct,
  daysLater,
  decideBatchAct,
  type LetterPurpose,
  letterPolicyOn,
  mostInBatch,
  type RecordedStatus,
  readNikList,
} from '@rekam/domain';
import type { BatchChoice } from '@rekam/protocol/http/letter-batch-api.ts';
import { newId, nowOf } from '../../ports/clock.ts';
import type { Queryable } from '../../ports/database.ts';
import type { Permitted } from '../../ports/permit.ts';
import { getValue, Refused } from '../../ports/refused.ts';
import { type LetterDeps, note, today } from '../commands.ts';
import { letterRules } from '../rules.ts';
import {
  type Batch,
  type ChosenResident,
  findBatch,
  insertBatch,
  listEnding,
  listHolding,
  lockBatch,
  orderBatch,
  setBatchState,
} from './store.ts';

export interface BatchDeps extends LetterDeps {
  /** Residents of a region whose recording counts here, in the order of their addresses. */
  readonly listCounted: (
    region: string,
  ) => Promise<readonly { readonly nik: string; readonly recorded: RecordedStatus | null }[]>;
}

export interface Chosen {
  readonly residents: readonly ChosenResident[];
  /** How many fit beside those. */
  readonly beyond: number;
  readonly repeated: number;
  readonly unreadable: number;
}

/** LET50, LET51. @throws Refused LETTER_BATCH_TOO_LONG */
export async function chooseResidents(deps: BatchDeps, choice: BatchChoice): Promise<Chosen> {
  if (choice.by === 'list') {
    const { niks, repeated, unreadable } = readNikList(choice.niks);
    if (niks.length > mostInBatch) throw new Refused('LETTER_BATCH_TOO_LONG', { most: mostInBatch });
    return { residents: niks.map(firstLetter), beyond: 0, repeated, unreadable };
  }
  const fitting =
    choice.by === 'area'
      ? await withoutLetter(deps, choice.regionCode)
      : await renewable(deps, choice.regionCode);
  const residents = fitting.slice(0, mostInBatch);
  return { residents, beyond: fitting.length - residents.length, repeated: 0, unreadable: 0 };
}

const firstLetter = (nik: string): ChosenResident => ({ nik, renewsId: null });

async function withoutLetter(deps: BatchDeps, region: string): Promise<ChosenResident[]> {
  const waiting = (await deps.listCounted(region)).filter(
    ({ recorded }) => recorded !== null && awaitsCard(recorded),
  );
  const niks = waiting.map(({ nik }) => nik);
  const holding = await listHolding(deps.database, niks, await today(deps));
  return niks.filter((nik) => !holding.has(nik)).map(firstLetter);
}

async function renewable(deps: BatchDeps, region: string | null): Promise<ChosenResident[]> {
  const day = await today(deps);
  const { renewFromDays } = getValue(letterPolicyOn(await letterRules.list(deps.database), day));
  return listEnding(deps.database, { today: day, until: daysLater(day, renewFromDays), region });
}

/** Makes a batch and orders its work. @throws Refused LETTER_BATCH_EMPTY, or what forbids its letters altogether */
export async function makeBatch(
  deps: BatchDeps,
  by: Permitted,
  choice: BatchChoice,
  checkUrl: string,
): Promise<Batch> {
  const purpose = choice.by === 'ending' ? null : choice.purpose;
  await requireAllowed(deps, purpose);
  const { residents } = await chooseResidents(deps, choice);
  if (residents.length === 0) throw new Refused('LETTER_BATCH_EMPTY');
  const batch: Batch = {
    id: newId('letter-batch', deps.clock),
    madeAt: nowOf(deps.clock),
    madeBy: by.officer.id,
    permittedBy: by.permittedBy,
    chosen: { by: choice.by, regionCode: choice.by === 'list' ? null : choice.regionCode },
    purpose,
    checkUrl,
    state: 'running',
    pausedBy: null,
    endedAt: null,
  };
  await deps.database.transact(async (tx) => {
    await insertBatch(tx, batch, residents);
    const details = { ...batch.chosen, purpose, residents: residents.length };
    await note(tx, deps, by, batch.id, 'letter-batch-made', details);
    await orderBatch(tx, batch.id);
  });
  return batch;
}

async function requireAllowed(deps: BatchDeps, purpose: LetterPurpose | null): Promise<void> {
  const policy = getValue(letterPolicyOn(await letterRules.list(deps.database), await today(deps)));
  if (purpose !== null && !policy.purposes.includes(purpose))
    throw new Refused('LETTER_PURPOSE_NOT_ALLOWED', { basis: policy.basis });
}

/** LET52. @throws Refused LETTER_BATCH_NOT_FOUND, LETTER_BATCH_NOT_SO */
export const actOnBatch = (deps: BatchDeps, by: Permitted, id: string, act: BatchAct): Promise<void> =>
  deps.database.transact(async (tx) => {
    const batch = await lockBatch(tx, id);
    if (!batch) throw new Refused('LETTER_BATCH_NOT_FOUND');
    const state = getValue(decideBatchAct(batch.state, act));
    await setBatchState(tx, id, state, state === 'stopped' ? { endedAt: nowOf(deps.clock) } : {});
    if (state === 'running') await orderBatch(tx, id);
    await note(tx, deps, by, id, `letter-batch-${pastOf[act]}`, {});
  });

const pastOf = { pause: 'paused', resume: 'resumed', stop: 'stopped' } as const satisfies Record<
  BatchAct,
  string
>;

/** @throws Refused LETTER_BATCH_NOT_FOUND */
export async function getBatch(database: Queryable, id: string): Promise<Batch> {
  const batch = await findBatch(database, id);
  if (!batch) throw new Refused('LETTER_BATCH_NOT_FOUND');
  return batch;
}
