/** Components, their faults and where they are: a part of the API of the office's equipment. */
import {
  componentKinds,
  conditions,
  faultCauses,
  faultEffects,
  fundings,
  ownerKinds,
  rungs,
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

const owner = z.union([
  z.object({ kind: z.enum(ownerKinds).exclude(['lent']) }),
  z.object({ kind: z.literal('lent'), by: z.string().max(80), dueOn: plainDate.nullable() }),
]);

const whereabouts = z.union([
  z.object({ at: z.literal('set'), setId: id }),
  z.object({ at: z.literal('store'), placeId: id }),
  z.object({ at: z.enum(['loan', 'repair']), to: z.string().max(120), dueOn: plainDate.nullable() }),
  z.object({ at: z.enum(['lost', 'written-off']) }),
]);

const description = z.object({
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

const faultSummary = z.object({
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

const faultReport = z.object({
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

const faultView = z.object({
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

export const componentApi = contract({
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
});
