/** The office's rules about equipment: a part of the API of its equipment. */
import { slotNeeds } from '@rekam/domain';
import { z } from 'zod';
import { contract } from './contract.ts';
import { plainDate } from './parts.ts';

const equipmentPolicy = z.object({
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
export const equipmentPolicyApi = contract({
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
