import {
  type Answer,
  type Attempt,
  type Diagnosis,
  decideAnswered,
  decideDiagnosed,
  decideLetterSent,
  decidePath,
  decideRaised,
  decideTried,
  type OfficerId,
  type Outcome,
  type PlaceId,
  placesPermitted,
  type Repair,
  type RepairDays,
  type RepairFact,
  type SentLetter,
  toInstant,
} from '@rekam/domain';
import type { repairApi } from '@rekam/protocol';
import type { By } from '../audit/index.ts';
import type { Papers } from '../paper/index.ts';
import type { Call, Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { getRepair, type Repairs } from './commands.ts';
import type { Letters } from './letter/draft.ts';
import type { RepairQueries } from './queries.ts';
import { listRepairs } from './store.ts';
import type { TurnedAway } from './turned-away.ts';

export interface RepairRouteDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly repairs: Repairs;
  readonly queries: RepairQueries;
  readonly turnedAway: TurnedAway;
  readonly letters: Letters;
  readonly papers: Papers;
  readonly placeOfComponent: (id: string) => Promise<PlaceId | null>;
  readonly componentOfFault: (id: string) => Promise<string>;
}

type Officer = Call['officer'];
/** Closed repairs stay in the list for so long. */
const closedShownMs = 90 * 86_400_000;
const mediaTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

export function repairRoutes(deps: RepairRouteDeps): Handlers<typeof repairApi> {
  const { database, clock, repairs, queries, turnedAway, letters, papers, placeOfComponent } = deps;

  const allow = (officer: Officer, action: Parameters<typeof permit>[1], placeId: PlaceId | null) => {
    const { officer: person, permittedBy } = permit(officer, action, placeId);
    const by: By = { actor: { kind: 'officer', id: person.id }, permittedBy };
    return { by, officerId: person.id };
  };
  const find = async (officer: Officer, action: 'repair.manage' | 'equipment.view', id: string) => {
    const repair = await getRepair(database, id);
    return { repair, ...allow(officer, action, await placeOfComponent(repair.componentId)) };
  };
  const shown = async (id: string) => queries.detail(await getRepair(database, id));
  /** One step of a repair, by somebody who may take it, with papers that the office has. */
  const step = async (
    officer: Officer,
    id: string,
    decide: (repair: Repair, days: RepairDays, by: OfficerId) => Outcome<RepairFact>,
    fileIds: Parameters<Papers['refuseUnknown']>[0] = [],
  ) => {
    const { by, officerId } = await find(officer, 'repair.manage', id);
    await papers.refuseUnknown(fileIds);
    await repairs.step(id, (repair, days) => decide(repair, days, officerId), by);
    return shown(id);
  };
  /** The repairs that an officer may see. */
  const visible = async (officer: Officer): Promise<Repair[]> => {
    const places = permittedPlaces(officer, 'equipment.view');
    const all = await listRepairs(database, toInstant(clock() - closedShownMs));
    if (places === 'all') return all;
    const placed = await Promise.all(
      all.map(async (repair) => ({ repair, placeId: await placeOfComponent(repair.componentId) })),
    );
    return placed.flatMap(({ repair, placeId }) =>
      placeId !== null && places.includes(placeId) ? [repair] : [],
    );
  };

  return {
    listRepairs: async ({ officer }) => {
      const rows = await Promise.all((await visible(officer)).map(queries.row));
      const closed = (row: (typeof rows)[number]): number => (row.closedAt === null ? 0 : 1);
      return rows.sort((a, b) => closed(a) - closed(b) || a.waitingSince.localeCompare(b.waitingSince));
    },
    getRepair: async ({ officer, params }) =>
      queries.detail((await find(officer, 'equipment.view', params.id)).repair),
    openRepair: async ({ officer, params }) => {
      const placeId = await placeOfComponent(await deps.componentOfFault(params.id));
      return shown(await repairs.open(params.id, allow(officer, 'repair.manage', placeId).by));
    },
    noteAttempt: ({ officer, params, body }) =>
      step(officer, params.id, (repair, days) => decideTried(repair, body as Attempt, days)),
    noteDiagnosis: ({ officer, params, body }) =>
      step(
        officer,
        params.id,
        (repair, days) => decideDiagnosed(repair, body as Diagnosis, days),
        body.fileIds,
      ),
    choosePath: ({ officer, params, body }) =>
      step(officer, params.id, (repair) => decidePath(repair, body.path, body.payer)),
    noteLetter: ({ officer, params, body }) =>
      step(officer, params.id, (repair, days) => decideLetterSent(repair, body as SentLetter, days), [
        body.paper.fileId,
      ]),
    noteAnswer: ({ officer, params, body: { promisedOn, ...answer } }) =>
      step(officer, params.id, (repair, days) => decideAnswered(repair, answer as Answer, promisedOn, days), [
        answer.paper?.fileId,
      ]),
    raiseRepair: ({ officer, params, body }) =>
      step(officer, params.id, (repair, { today }, officerId) =>
        decideRaised(repair, officerId, body.reason, today),
      ),
    draftLetter: async ({ officer, query }) => {
      allow(officer, 'repair.manage', null);
      const ids = query.ids?.split(',').filter(Boolean) ?? null;
      const content = await letters.draft(query.format, ids);
      return { content, mediaType: mediaTypes[query.format], fileName: `surat-ditjen.${query.format}` };
    },

    countTurnedAway: async ({ officer, body }) => {
      const placeId = body.placeId as PlaceId;
      const { by, officerId } = allow(officer, 'turned-away.count', placeId);
      return turnedAway.count(placeId, officerId, by);
    },
    withdrawTurnedAway: async ({ officer, body }) => {
      const [placeId] = officer ? placesOf(officer) : [null];
      const { by, officerId } = allow(officer, 'turned-away.count', placeId ?? null);
      return turnedAway.withdraw(body.factSeq, officerId, by);
    },
    listTurnedAway: async ({ officer, query }) => {
      const places = permittedPlaces(officer, 'equipment.view');
      const from = toInstant(clock() - (query.days - 1) * 86_400_000).slice(0, 10);
      return turnedAway.since(from as Parameters<TurnedAway['since']>[0], places);
    },
  };
}

/** A place at which the officer counts; for an act on a tap that is their own. */
function placesOf(officer: NonNullable<Officer>): (PlaceId | null)[] {
  const places = placesPermitted('turned-away.count', officer);
  return places === 'all' ? [null] : [...places];
}
