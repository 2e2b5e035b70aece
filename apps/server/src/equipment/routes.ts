import {
  type ComponentKind,
  type Description,
  defaultEquipmentPolicy,
  type Paper,
  type PlaceId,
  type SelfTestPart,
  type StationId,
  type Whereabouts,
} from '@rekam/domain';
import type { equipmentApi } from '@rekam/protocol';
import { byOf } from '../audit/index.ts';
import type { Papers } from '../paper/index.ts';
import type { Call, Handlers } from '../ports/call.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { permit, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { type Equipment, getComponent, getFault } from './commands.ts';
import { exportComponents, importComponents } from './csv/import.ts';
import { listPins, makeLabelSheet, revokeLabel, setPlacePin } from './labels/index.ts';
import { addEquipmentPolicy } from './policy.ts';
import { placeOf } from './record.ts';
import { getSet } from './set-commands.ts';
import { findComponentInSlot, listEquipmentPolicies, listSets } from './store.ts';
import type { EquipmentQueries } from './views/index.ts';

export interface EquipmentRouteDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly equipment: Equipment;
  readonly queries: EquipmentQueries;
  readonly papers: Papers;
  readonly officeName: () => Promise<string>;
  readonly places: () => Promise<readonly { readonly id: PlaceId; readonly name: string }[]>;
  /** How a card printer says it stands now; null where its address is not known. */
  readonly askPrinter: (
    componentId: string,
  ) => Promise<{ readonly outcome: 'passed' | 'failed'; readonly detail: string } | null>;
}

type Officer = Call['officer'];
type Action = Parameters<typeof permit>[1];

export function equipmentRoutes(deps: EquipmentRouteDeps): Handlers<typeof equipmentApi> {
  const { database, clock, equipment, queries, papers, officeName, places } = deps;

  const allow = (officer: Officer, action: Action, placeId: string | null) => {
    const permitted = permit(officer, action, placeId as PlaceId | null);
    return { officerId: permitted.officer.id, by: byOf(permitted) };
  };
  /** @throws Refused EQUIPMENT_PART_SILENT for what the office cannot ask itself */
  const askPart = async (kind: ComponentKind, componentId: string | null) => {
    const said = kind === 'card-printer' && componentId !== null ? await deps.askPrinter(componentId) : null;
    if (!said) throw new Refused('EQUIPMENT_PART_SILENT');
    return { ...said, by: 'machine' as const };
  };
  const allowAt = async (officer: Officer, action: Action, componentId: string) =>
    allow(officer, action, (await getComponent(database, componentId)).placeId);

  return {
    listComponents: ({ officer }) => queries.rows(permittedPlaces(officer, 'equipment.view')),
    listOverdueLoans: ({ officer }) => queries.overdueLoans(permittedPlaces(officer, 'equipment.view')),
    getComponent: async ({ officer, params }) => {
      await allowAt(officer, 'equipment.view', params.id);
      return queries.detail(params.id);
    },
    registerComponent: async ({ officer, body }) => {
      const { where, paper, ...description } = body;
      const { by } = allow(officer, 'equipment.manage', await placeOf(database, where as Whereabouts));
      await papers.refuseUnknown([paper?.fileId]);
      const id = await equipment.register(
        {
          description: description as Description,
          where: where as Whereabouts,
          paper: paper as Paper | null,
        },
        by,
      );
      return queries.detail(id);
    },
    describeComponent: async ({ officer, params, body }) => {
      const { by } = await allowAt(officer, 'equipment.manage', params.id);
      await equipment.describe(params.id, body as Omit<Description, 'kind'>, by);
      return queries.detail(params.id);
    },
    moveComponent: async ({ officer, params, body }) => {
      const to = body.to as Whereabouts;
      const { by } = await allowAt(officer, 'equipment.move', params.id);
      const toPlace = await placeOf(database, to);
      if (toPlace !== null) allow(officer, 'equipment.move', toPlace);
      if (to.at === 'loan' || to.at === 'lost' || to.at === 'written-off')
        allow(officer, 'equipment.dispose', null);
      await papers.refuseUnknown([body.paper?.fileId]);
      const asked = {
        from: body.from as Whereabouts,
        to,
        paper: body.paper as Paper | null,
        note: body.note,
      };
      await equipment.move(params.id, asked, by);
      return queries.detail(params.id);
    },
    reportFault: async ({ officer, params, body }) => {
      const { by, officerId } = await allowAt(officer, 'fault.report', params.id);
      await papers.refuseUnknown(body.fileIds);
      await equipment.report(params.id, { ...body, source: { kind: 'officer', officerId } }, by);
      return queries.detail(params.id);
    },
    establishCause: async ({ officer, params, body }) => {
      const fault = await getFault(database, params.id);
      const { by, officerId } = await allowAt(officer, 'repair.manage', fault.componentId);
      await equipment.establishCause(params.id, body, officerId, by);
      return queries.detail(fault.componentId);
    },
    closeMistakenFault: async ({ officer, params, body }) => {
      const fault = await getFault(database, params.id);
      const { by, officerId } = await allowAt(officer, 'repair.manage', fault.componentId);
      await equipment.closeMistaken(params.id, body.reason, officerId, by);
      return queries.detail(fault.componentId);
    },

    listSets: async ({ officer }) =>
      queries.setViews(await listSets(database, permittedPlaces(officer, 'equipment.view'))),
    addSet: async ({ officer, body }) => {
      const { by } = allow(officer, 'equipment.manage', body.placeId);
      const asked = {
        placeId: body.placeId as PlaceId,
        name: body.name,
        stationId: body.stationId as StationId | null,
      };
      const id = await equipment.addSet(asked, by);
      return (await queries.setViews([await getSet(database, id)]))[0]!;
    },
    getSet: async ({ officer, params }) => {
      allow(officer, 'equipment.view', (await getSet(database, params.id)).placeId);
      return queries.setDetail(params.id);
    },
    changeSet: async ({ officer, params, body }) => {
      const { by } = allow(officer, 'equipment.manage', (await getSet(database, params.id)).placeId);
      const { paper, ...changes } = body;
      if (changes.placeId !== undefined) allow(officer, 'equipment.manage', changes.placeId);
      await papers.refuseUnknown([paper?.fileId]);
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      await equipment.changeSet(params.id, given, paper as Paper | null, by);
      return (await queries.setViews([await getSet(database, params.id)]))[0]!;
    },
    emptySet: async ({ officer, params }) => {
      const { by } = allow(officer, 'equipment.move', (await getSet(database, params.id)).placeId);
      await equipment.emptySet(params.id, by);
      return (await queries.setViews([await getSet(database, params.id)]))[0]!;
    },
    retireSet: async ({ officer, params, body }) => {
      const { by } = allow(officer, 'equipment.manage', (await getSet(database, params.id)).placeId);
      await equipment.retireSet(params.id, body.reason, by);
      return (await queries.setViews([await getSet(database, params.id)]))[0]!;
    },
    recordSelfTest: async ({ officer, params, body }) => {
      const set = await getSet(database, params.id);
      const { by, officerId } = allow(officer, 'fault.report', set.placeId);
      const componentIn = async (kind: ComponentKind) =>
        (await findComponentInSlot(database, set.id, kind))?.component.id ?? null;
      const parts: SelfTestPart[] = [];
      for (const { kind, outcome, detail } of body.parts) {
        const componentId = await componentIn(kind);
        if (outcome === 'ask') parts.push({ kind, componentId, ...(await askPart(kind, componentId)) });
        else parts.push({ kind, componentId, outcome, detail, by: 'person' });
      }
      await equipment.test(
        {
          id: newId('self-test', clock),
          setId: set.id,
          occasion: body.occasion,
          at: nowOf(clock),
          stationId: null,
          by: officerId,
          parts,
        },
        by,
      );
      return (await queries.setViews([set]))[0]!;
    },

    exportComponents: async ({ officer }) => ({
      content: exportComponents(await queries.rows(permittedPlaces(officer, 'equipment.view'))),
      mediaType: 'text/csv; charset=utf-8',
      fileName: 'perangkat.csv',
    }),
    importComponents: async ({ officer, query, body }) => {
      const { by } = allow(officer, 'equipment.manage', null);
      return importComponents({ database, equipment, places, by }, body, query.apply === 'yes');
    },

    printLabels: async ({ officer, body, baseUrl }) => {
      for (const id of body.componentIds) await allowAt(officer, 'equipment.manage', id);
      const { by } = allow(
        officer,
        'equipment.manage',
        (await getComponent(database, body.componentIds[0]!)).placeId,
      );
      const rows = new Map((await queries.rows('all')).map((row) => [row.id, row]));
      const wanted = body.componentIds.flatMap((id) => rows.get(id) ?? []);
      const content = await makeLabelSheet(
        { database, clock, by, baseUrl, officeName: await officeName(), firstCell: body.firstCell },
        wanted,
      );
      return { content, mediaType: 'application/pdf', fileName: 'label-perangkat.pdf' };
    },
    revokeLabel: async ({ officer, params }) => {
      const { by } = await allowAt(officer, 'equipment.manage', params.id);
      await revokeLabel(database, clock, params.id, by);
      return queries.detail(params.id);
    },
    listPlacePins: async ({ officer }) => listPins(database, permittedPlaces(officer, 'equipment.manage')),
    setPlacePin: async ({ officer, params, body }) => {
      const { by } = allow(officer, 'equipment.manage', params.id);
      await setPlacePin(database, clock, params.id as PlaceId, body.pin, by);
      return undefined;
    },

    getEquipmentPolicy: async ({ officer }) => {
      permittedPlaces(officer, 'policy.view');
      return [...(await listEquipmentPolicies(database)), defaultEquipmentPolicy];
    },
    addEquipmentPolicy: async ({ officer, body }) => {
      const { by } = allow(officer, 'policy.change', null);
      await database.transact((tx) => addEquipmentPolicy(tx, clock, body, by));
      return [...(await listEquipmentPolicies(database)), defaultEquipmentPolicy];
    },
  };
}
