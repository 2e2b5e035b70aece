import type { PlaceId } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { hoursApi } from '@rekam/protocol/http/hours-api.ts';
import type { ServiceSettingsView, ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { byOf } from '../audit/index.ts';
import type { Handlers } from '../ports/call.ts';
import type { Queryable } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import type { ServiceDeps } from './acting.ts';
import { makeStatement, reportOperator, setPlaceService, settle, withdraw } from './commands.ts';
import { hoursRoutes } from './hours-routes.ts';
import { centreWaitRules } from './rules.ts';
import type { Snapshot } from './snapshot.ts';
import { listPlaceServices } from './store.ts';

type Names =
  | keyof typeof hoursApi
  | 'getServiceStatus'
  | 'reportOperator'
  | 'makeStatement'
  | 'withdrawStatement'
  | 'settleConflict'
  | 'centreWaits'
  | 'addCentreWaits'
  | 'getServiceSettings'
  | 'setPlaceService';

export function serviceRoutes({
  database,
  clock,
  keeper,
  sources,
}: ServiceDeps): Handlers<typeof officeApi, Names> {
  const getSnapshot = async (): Promise<Snapshot> => {
    const snapshot = keeper.current() ?? (await keeper.refresh().then(keeper.current));
    if (!snapshot) throw new Refused('OFFICE_NOT_SET_UP');
    return snapshot;
  };
  const answer = async (officer: SignedInOfficer | null): Promise<ServiceStatusView> =>
    viewOf(await getSnapshot(), permittedPlaces(officer, 'service.view'));
  /** Acts, derives anew, and shows how it stands then. */
  const act = async (officer: SignedInOfficer | null, work: (tx: Queryable) => Promise<unknown>) => {
    await database.transact(work);
    await keeper.refresh();
    return answer(officer);
  };
  const getPlaceId = async (id: string): Promise<PlaceId> => {
    const place = (await sources.places(database)).find((known) => known.id === id);
    if (!place) throw new Refused('PLACE_NOT_FOUND');
    return place.id;
  };
  const settings = async (): Promise<ServiceSettingsView> => {
    const services = await listPlaceServices(database);
    return {
      places: (await sources.places(database)).map(({ id, kind, name, regionCode }) => {
        const service = services.find(({ placeId }) => placeId === id);
        return {
          place: { id, kind, name, regionCode },
          quota: service?.quota ?? null,
          address: service?.address ?? '',
        };
      }),
    };
  };

  return {
    ...hoursRoutes({ database, clock, keeper, sources }, { act, getPlaceId }),
    getServiceStatus: ({ officer }) => answer(officer),
    reportOperator: async ({ officer, params, body }) => {
      const placeId = await getPlaceId(params.id);
      const by = byOf(permit(officer, 'service.report', placeId));
      const offsetMinutes = await sources.offsetMinutes();
      return act(officer, (tx) => reportOperator(tx, clock, offsetMinutes, placeId, body.missing, by));
    },
    makeStatement: async ({ officer, body }) => {
      const placeId = body.placeId === null ? null : await getPlaceId(body.placeId);
      const by = byOf(permit(officer, 'service.state', null));
      const offsetMinutes = await sources.offsetMinutes();
      return act(officer, (tx) => makeStatement(tx, clock, offsetMinutes, { ...body, placeId }, by));
    },
    withdrawStatement: async ({ officer, params }) => {
      const by = byOf(permit(officer, 'service.state', null));
      return act(officer, (tx) => withdraw(tx, clock, params.id, by));
    },
    settleConflict: async ({ officer, body }) => {
      const by = byOf(permit(officer, 'service.state', null));
      const known = (await getSnapshot()).places.flatMap(({ status }) => status.conflicts);
      if (!known.some(({ key }) => key === body.key)) throw new Refused('SERVICE_CONFLICT_GONE');
      return act(officer, (tx) => settle(tx, clock, body, by));
    },
    centreWaits: async ({ officer }) => {
      permittedPlaces(officer, 'policy.view');
      return centreWaitRules.list(database);
    },
    addCentreWaits: async ({ officer, body }) => {
      const by = permit(officer, 'policy.change', null);
      await act(officer, (tx) => centreWaitRules.add(tx, clock, by, body));
      return centreWaitRules.list(database);
    },
    getServiceSettings: async ({ officer }) => {
      permittedPlaces(officer, 'service.view');
      return settings();
    },
    setPlaceService: async ({ officer, params, body }) => {
      const placeId = await getPlaceId(params.id);
      const by = byOf(permit(officer, 'service.configure', null));
      await act(officer, (tx) => setPlaceService(tx, clock, { placeId, ...body }, by));
      return settings();
    },
  };
}

/** Conflicts are the office's to settle; who sees one place sees its own. */
function viewOf(snapshot: Snapshot, places: 'all' | readonly PlaceId[]): ServiceStatusView {
  const { at, city, reserve, statements } = snapshot;
  const shown = snapshot.places.filter(({ placeId }) => places === 'all' || places.includes(placeId));
  const view = {
    at,
    city,
    reserve,
    statements: statements.map((statement) => ({
      ...statement,
      overtaken: snapshot.places.some(({ status }) => status.overtaken.includes(statement.id)),
    })),
    places: shown.map(
      ({
        placeId,
        kind,
        name,
        regionCode,
        status,
        opening,
        quota,
        begunToday,
        operatorMissing,
        calendar,
      }) => ({
        place: { id: placeId, kind, name, regionCode },
        services: status.services,
        legs: status.legs,
        counters: status.counters,
        opening,
        quota,
        begunToday,
        operatorMissing,
        closedEarly: calendar.closings.some(({ day }) => day === snapshot.today),
        conflicts: status.conflicts,
      }),
    ),
  };
  // The same values; the contract's arrays may be changed by their reader, the snapshot's may not.
  return structuredClone(view) as unknown as ServiceStatusView;
}
