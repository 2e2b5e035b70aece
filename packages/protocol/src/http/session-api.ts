/** Who an officer is and what they may do here: a part of the office's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { pin } from './officer-api.ts';
import { id, role } from './parts.ts';

export const session = z.object({
  officer: z
    .object({
      id,
      username: z.string(),
      name: z.string(),
      roles: z.array(z.object({ role, placeId: id.nullable() })),
    })
    .nullable(),
  /** Actions the officer may do at one place at least; the screens hide the rest. */
  actions: z.array(z.string()),
  office: z.object({
    configured: z.boolean(),
    name: z.string().nullable(),
    regionCode: z.string().nullable(),
    timeZone: z.enum(['WIB', 'WITA', 'WIT']).nullable(),
    demo: z.boolean(),
  }),
});
export type Session = z.output<typeof session>;

export const sessionApi = contract({
  getSession: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who am I, what may I do, is the office set up',
    answer: session,
  },
  signIn: {
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in',
    body: z.object({ username: z.string(), password: z.string() }),
    answer: session,
  },
  signOut: { method: 'DELETE', path: '/api/session', summary: 'Sign out' },
  changeOwnPassword: {
    method: 'POST',
    path: '/api/session/password',
    summary: 'Change my own password or PIN',
    body: z.object({
      current: z.string(),
      password: z.string().min(10).max(200).optional(),
      pin: pin.optional(),
    }),
    answer: session,
  },
});
