/** The people of the office and their roles: a part of its API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, role } from './parts.ts';

const byId = z.object({ id });

/** Six to twelve digits, for what is allowed at somebody else's screen. */
export const pin = z.string().regex(/^\d{6,12}$/);
export const credentials = z.object({
  username: z.string().regex(/^[a-z][a-z0-9._-]{2,31}$/),
  password: z.string().min(10).max(200),
});

export const officerRow = z.object({
  id,
  username: z.string(),
  name: z.string(),
  active: z.boolean(),
  hasPin: z.boolean(),
  roles: z.array(z.object({ role, placeId: id.nullable(), placeName: z.string().nullable() })),
  lastSignInAt: instant.nullable(),
});

export const officerApi = contract({
  listOfficers: {
    method: 'GET',
    path: '/api/officers',
    summary: 'People and roles',
    answer: z.array(officerRow),
  },
  addOfficer: {
    method: 'POST',
    path: '/api/officers',
    summary: 'Someone new',
    body: credentials.extend({
      name: z.string().min(1).max(80),
      roles: z.array(z.object({ role, placeId: id.nullable() })).min(1),
      pin: pin.optional(),
    }),
    answer: officerRow,
  },
  changeOfficer: {
    method: 'PATCH',
    path: '/api/officers/:id',
    summary: 'Roles, PIN, password, leave',
    params: byId,
    body: z.object({
      roles: z
        .array(z.object({ role, placeId: id.nullable() }))
        .min(1)
        .optional(),
      active: z.boolean().optional(),
      password: z.string().min(10).max(200).optional(),
      pin: pin.optional(),
    }),
    answer: officerRow,
  },
});
