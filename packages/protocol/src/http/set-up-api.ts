/** The office before it is one: a part of its API, open to whoever holds the set-up key. */
import { z } from 'zod';
import { chronicleDays } from './chronicle-api.ts';
import { contract } from './contract.ts';
import { credentials } from './officer-api.ts';
import { role } from './parts.ts';
import { session } from './session-api.ts';

/** `today`: six sets, some broken; `march-2017`: what sources tell of the city until its recording stopped. */
export const demoScenes = ['today', 'march-2017'] as const;
export type DemoScene = (typeof demoScenes)[number];

export const setUpApi = contract({
  searchRegencies: {
    method: 'GET',
    path: '/api/regencies',
    summary: 'The 514 regencies and cities',
    query: z.object({ q: z.string().max(60).optional() }),
    answer: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        province: z.string(),
        suggestedTimeZone: z.enum(['WIB', 'WITA', 'WIT']),
      }),
    ),
  },
  setUp: {
    method: 'POST',
    path: '/api/setup',
    summary: 'Set the office up, once; needs the set-up key that the office printed when it started',
    body: z.object({
      setupKey: z.string(),
      regencyCode: z.string(),
      timeZone: z.enum(['WIB', 'WITA', 'WIT']),
      head: credentials.extend({ name: z.string().min(1) }),
    }),
    answer: session,
  },
  setUpDemo: {
    method: 'POST',
    path: '/api/setup/demo',
    summary:
      'Kota Kupang with invented residents, as an office of today or with its past of 2017; passwords are shown once',
    body: z.object({ setupKey: z.string(), scene: z.enum(demoScenes).default('today') }),
    answer: z.object({
      accounts: z.array(
        z.object({ role, username: z.string(), password: z.string(), pin: z.string().nullable() }),
      ),
      residents: z.number(),
      /** The past that can be looked at; null for the office of today. */
      past: chronicleDays.nullable(),
    }),
  },
});
