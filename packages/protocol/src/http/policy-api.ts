/** Versions of the recording policy: a part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { enrolmentPolicy } from './sync-api.ts';

export const policyApi = contract({
  getPolicy: {
    method: 'GET',
    path: '/api/policy',
    summary: 'Versions of the recording policy, newest first',
    answer: z.array(enrolmentPolicy),
  },
  addPolicy: {
    method: 'POST',
    path: '/api/policy',
    summary: 'A new version with its date and letter',
    body: enrolmentPolicy.omit({ version: true }),
    answer: z.array(enrolmentPolicy),
  },
});
