/** The office's equipment: components, sets, faults, labels. */
import {
  componentKinds,
  conditions,
  faultCauses,
  faultEffects,
  fundings,
  ownerKinds,
  rungs,
  selfTestOccasions,
  slotNeeds,
  symptoms,
} from '@rekam/domain';
import { z } from 'zod';
import { factView } from './audit-api.ts';
import { contract } from './contract.ts';
import { id, instant, place, plainDate } from './parts.ts';

const byId = z.object({ id });
export const componentKind = z.enum(componentKinds);

export const paper = z.object({
  number: z.string().min(1).max(80),
  date: plainDate,
  fileId: id.nullable(),
});

export const owner = z.union([
  z.object({ kind: z.enum(ownerKinds).exclude(['lent']) }),
  z.object({ kind: z.literal('lent'), by: z.string().max(80), dueOn: plainDate.nullable() }),
]);

export const whereabouts = z.union([
  z.object({ at: z.literal('set'), setId: id }),
  z.object({ at: z.literal('store'), placeId: id }),
  z.object({ at: z.enum(['loan', 'repair']), to: z.string().max(120), dueOn: plainDate.nullable() }),
  z.object({ at: z.enum(['lost', 'written-off']) }),
]);

export const description = z.object({
  kind: componentKind,
  make: z.string().max(60),
  model: z.string().max(60),
  serial: z.string().max(60),
  firmware: z.string().max(60).nullable(),
  boughtOn: plainDate.nullable(),
  funding: z.enum(fundings),
  priceIdr: z.number().int().min(0).max(1e12).nullable(),
  owner,
  warrantyUntil: plainDate.nullable(),
});

export const faultSummary = z.object({
  id,
  effect: z.enum(faultEffects),
  cause: z.enum(faultCauses),
  since: instant,
  /** The symptom first reported. */
  symptom: z.enum(symptoms),
  /** The open repair of it; null: nobody has taken it up. */
  repairId: id.nullable(),
});

export const componentRow = description.extend({
  id,
  where: whereabouts,
  /** Of its set or store; the last one where it has left both. */
  place: place.nullable(),
  setName: z.string().nullable(),
  condition: z.enum(conditions),
  fault: faultSummary.nullable(),
  /** A loan or repair past its day, or one lent to us. */
  overdue: z.boolean(),
  /** A loan between offices past its day, and who must move now. */
  overdueLoan: z
    .object({
      loan: z.enum(['lent-out', 'borrowed']),
      with: z.string(),
      dueOn: plainDate,
      days: z.number().int(),
      rung: z.enum(rungs),
    })
    .nullable(),
  labelled: z.boolean(),
});
export type ComponentRow = z.output<typeof componentRow>;

export const faultReport = z.object({
  symptom: z.enum(symptoms),
  note: z.string().max(1000).default(''),
  cause: z.enum(faultCauses),
  effect: z.enum(faultEffects),
  since: instant.optional(),
  fileIds: z.array(id).max(6).default([]),
});

const reportView = z.object({
  symptom: z.enum(symptoms),
  note: z.string(),
  cause: z.enum(faultCauses),
  effect: z.enum(faultEffects),
  since: instant,
  /** What a machine told, in both languages; null: the note is a person's. */
  said: z.object({ id: z.string(), en: z.string() }).nullable(),
  sourceKind: z.enum(['officer', 'label', 'station', 'printer', 'record']),
  /** Name of the reporter, of the station, the reference, or what a printer calls its trouble. */
  source: z.string(),
  fileIds: z.array(id),
});

export const faultView = z.object({
  id,
  effect: z.enum(faultEffects),
  cause: z.enum(faultCauses),
  since: instant,
  openedAt: instant,
  closedAt: instant.nullable(),
  closing: z.enum(['healed', 'self-test', 'mistaken', 'component-gone', 'record']).nullable(),
  reports: z.array(reportView),
  repairId: id.nullable(),
});
export type FaultView = z.output<typeof faultView>;

export const componentDetail = componentRow.extend({
  faults: z.array(faultView),
  timeline: z.array(factView),
});
export type ComponentDetail = z.output<typeof componentDetail>;

export const setState = z.object({
  recording: z.enum(['open', 'limited', 'stopped']),
  records: z.boolean(),
  failing: z.array(
    z.object({
      slot: componentKind,
      problem: z.enum(['empty', 'broken', 'disturbed']),
      need: z.enum(slotNeeds),
      componentId: id.nullable(),
      faultId: id.nullable(),
      since: instant.nullable(),
    }),
  ),
});

export const setView = z.object({
  id,
  name: z.string(),
  place,
  station: z.object({ id, name: z.string() }).nullable(),
  retired: z.boolean(),
  state: setState,
  slots: z.array(
    z.object({ slot: componentKind, need: z.enum(slotNeeds), component: componentRow.nullable() }),
  ),
  lastTest: z.object({ at: instant, passed: z.boolean() }).nullable(),
});
export type SetView = z.output<typeof setView>;

const selfTestPart = z.object({
  kind: componentKind,
  componentId: id.nullable(),
  outcome: z.enum(['passed', 'failed', 'not-tested']),
  detail: z.string().max(300),
  /** Whether a machine found it or a person said it. */
  by: z.enum(['machine', 'person']),
});
export const selfTestView = z.object({
  id,
  at: instant,
  occasion: z.enum(selfTestOccasions),
  by: z.string().nullable(),
  stationName: z.string().nullable(),
  parts: z.array(selfTestPart),
});

export const equipmentPolicy = z.object({
  version: z.number().int(),
  effectiveFrom: plainDate,
  basis: z.string().min(1).max(120),
  without: z.object({
    'card-reader': z.enum(slotNeeds),
    ups: z.enum(slotNeeds),
    network: z.enum(slotNeeds),
    'local-server': z.enum(slotNeeds),
    'card-printer': z.enum(slotNeeds),
  }),
  climbAfterDays: z.object({
    operator: z.number().int(),
    'section-head': z.number().int(),
    secretary: z.number().int(),
    province: z.number().int(),
  }),
  remindEveryDays: z.number().int(),
});
export const rung = z.enum(rungs);

const sentence = z.object({ id: z.string(), en: z.string() });
export const equipmentImport = z.object({
  applied: z.boolean(),
  lines: z.number(),
  unchanged: z.number(),
  added: z.array(z.object({ line: z.number(), kind: componentKind, serial: z.string(), where: z.string() })),
  changed: z.array(
    z.object({
      line: z.number(),
      componentId: id,
      kind: componentKind,
      serial: z.string(),
      changes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })),
    }),
  ),
  bad: z.array(z.object({ line: z.number(), code: z.string(), sentence })),
});
export type EquipmentImport = z.output<typeof equipmentImport>;

export const equipmentApi = contract({
  listComponents: {
    method: 'GET',
    path: '/api/components',
    summary: 'The register: every component this officer may see',
    answer: z.array(componentRow),
  },
  listOverdueLoans: {
    method: 'GET',
    path: '/api/overdue-loans',
    summary: 'Components lent or borrowed past their day, the longest first',
    answer: z.array(componentRow),
  },
  registerComponent: {
    method: 'POST',
    path: '/api/components',
    summary: 'Takes a component into the register',
    body: description.extend({ where: whereabouts, paper: paper.nullable() }),
    answer: componentDetail,
  },
  getComponent: {
    method: 'GET',
    path: '/api/components/:id',
    summary: 'One component with its whole history',
    params: byId,
    answer: componentDetail,
  },
  describeComponent: {
    method: 'PATCH',
    path: '/api/components/:id',
    summary: 'Corrects what is written about a component',
    params: byId,
    body: description.omit({ kind: true }),
    answer: componentDetail,
  },
  moveComponent: {
    method: 'POST',
    path: '/api/components/:id/moves',
    summary: 'Installs, takes out, lends, sends for repair, reports lost or found, writes off',
    params: byId,
    body: z.object({
      from: whereabouts,
      to: whereabouts,
      paper: paper.nullable(),
      note: z.string().max(500).default(''),
    }),
    answer: componentDetail,
  },
  reportFault: {
    method: 'POST',
    path: '/api/components/:id/faults',
    summary: 'Reports a fault; a cause and a symptom are needed',
    params: byId,
    body: faultReport,
    answer: componentDetail,
  },
  establishCause: {
    method: 'POST',
    path: '/api/faults/:id/cause',
    summary: 'Somebody found out why',
    params: byId,
    body: z.object({ cause: z.enum(faultCauses), evidence: z.string().max(1000) }),
    answer: componentDetail,
  },
  closeMistakenFault: {
    method: 'POST',
    path: '/api/faults/:id/mistaken',
    summary: 'The report was none',
    params: byId,
    body: z.object({ reason: z.string().max(500) }),
    answer: componentDetail,
  },

  listSets: {
    method: 'GET',
    path: '/api/sets',
    summary: 'Recording sets with their slots, and whether they can record',
    answer: z.array(setView),
  },
  addSet: {
    method: 'POST',
    path: '/api/sets',
    summary: 'A new set at a place',
    body: z.object({ placeId: id, name: z.string().max(60), stationId: id.nullable() }),
    answer: setView,
  },
  getSet: {
    method: 'GET',
    path: '/api/sets/:id',
    summary: 'One set with its tests and history',
    params: byId,
    answer: setView.extend({ tests: z.array(selfTestView), timeline: z.array(factView) }),
  },
  changeSet: {
    method: 'PATCH',
    path: '/api/sets/:id',
    summary: 'Another name, place or station; another place needs a paper',
    params: byId,
    body: z.object({
      placeId: id.optional(),
      name: z.string().max(60).optional(),
      stationId: id.nullable().optional(),
      paper: paper.nullable().default(null),
    }),
    answer: setView,
  },
  emptySet: {
    method: 'POST',
    path: '/api/sets/:id/empty',
    summary: 'Everything of a set into the cupboard of its place',
    params: byId,
    answer: setView,
  },
  retireSet: {
    method: 'POST',
    path: '/api/sets/:id/retire',
    summary: 'Takes an empty set out of service for good',
    params: byId,
    body: z.object({ reason: z.string().max(300) }),
    answer: setView,
  },
  recordSelfTest: {
    method: 'POST',
    path: '/api/sets/:id/self-tests',
    summary: 'A self-test by hand with the guided list; closes faults and repairs that it proves over',
    params: byId,
    body: z.object({
      occasion: z.enum(selfTestOccasions),
      parts: z
        .array(
          z.object({
            kind: componentKind,
            /** `ask`: the office asks the part itself, now; only card printers with an address can be. */
            outcome: z.enum(['passed', 'failed', 'not-tested', 'ask']),
            detail: z.string().max(300),
          }),
        )
        .min(1)
        .max(componentKinds.length),
    }),
    answer: setView,
  },

  exportComponents: {
    method: 'GET',
    path: '/api/components.csv',
    summary: 'The register as CSV, in the columns that the import reads',
    produces: 'text/csv',
  },
  importComponents: {
    method: 'POST',
    path: '/api/components/import',
    summary: 'Reads a CSV; shows what would change, and changes it with apply=yes',
    query: z.object({ apply: z.enum(['yes', 'no']).default('no') }),
    consumes: 'text/csv',
    answer: equipmentImport,
  },

  printLabels: {
    method: 'POST',
    path: '/api/labels',
    summary: 'Labels for these components, 3 × 8 on A4; each ends the label it replaces',
    body: z.object({
      componentIds: z.array(id).min(1).max(240),
      firstCell: z.number().int().min(0).max(23).default(0),
    }),
    produces: 'application/pdf',
  },
  revokeLabel: {
    method: 'POST',
    path: '/api/components/:id/label/revoke',
    summary: 'A label that was lost or copied opens nothing any more',
    params: byId,
    answer: componentDetail,
  },
  listPlacePins: {
    method: 'GET',
    path: '/api/places/pins',
    summary: 'Which places have a PIN for their labels, and since when',
    answer: z.array(z.object({ placeId: id, setAt: instant })),
  },
  setPlacePin: {
    method: 'PUT',
    path: '/api/places/:id/pin',
    summary: 'The PIN with which people at a place report faults by label',
    params: byId,
    body: z.object({ pin: z.string().regex(/^\d{6,12}$/) }),
  },

  getEquipmentPolicy: {
    method: 'GET',
    path: '/api/equipment-policy',
    summary: 'Versions of the rules about equipment, newest first',
    answer: z.array(equipmentPolicy),
  },
  addEquipmentPolicy: {
    method: 'POST',
    path: '/api/equipment-policy',
    summary: 'A new version with its date and letter',
    body: equipmentPolicy.omit({ version: true }),
    answer: z.array(equipmentPolicy),
  },
});
