/** Recording sets and their self-tests: a part of the API of the office's equipment. */
import { componentKinds, selfTestOccasions, slotNeeds } from '@rekam/domain';
import { z } from 'zod';
import { factView } from './audit-api.ts';
import { componentKind, componentRow, paper } from './component-api.ts';
import { contract } from './contract.ts';
import { id, instant, place } from './parts.ts';

const byId = z.object({ id });

const setState = z.object({
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

const setView = z.object({
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
const selfTestView = z.object({
  id,
  at: instant,
  occasion: z.enum(selfTestOccasions),
  by: z.string().nullable(),
  stationName: z.string().nullable(),
  parts: z.array(selfTestPart),
});

export const setApi = contract({
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
});
