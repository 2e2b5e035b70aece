/** What the office is given by its surroundings, and what it gives to whoever serves it. */
import type { equipmentApi, officeApi, paperApi, planningApi, repairApi, syncApi } from '@rekam/protocol';
import type { FastifyInstance } from 'fastify';
import type { NoticeSettings } from '../notice/index.ts';
import type { BulkLoad } from '../ports/bulk-load.ts';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database, Transact } from '../ports/database.ts';
import type { SignedInOfficer, StationCaller } from '../ports/people.ts';

export interface Surroundings {
  readonly dataDir: string;
  readonly database: Database;
  /** The same database, for what may be lost with the power and comes again by itself. */
  readonly relaxed: Database;
  readonly bulkLoad: BulkLoad;
  readonly clock: Clock;
  /** PEM files with the authorities of device certificates. */
  readonly trustDevicesFiles: readonly string[];
  /** How residents are told that recording works again; null: they cannot be. */
  readonly notices: NoticeSettings | null;
  /** Address of the public site, `https://dukcapil.kupangkota.go.id`; null: not set. */
  readonly publicUrl: string | null;
  /** Counter on this computer that gets a code by itself; null: none. */
  readonly announceLocalStation: string | null;
  readonly emit: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
  /** Commits received packets; the database's own unless a build is sabotaged on purpose. */
  readonly transact?: Transact;
}

export interface ComposedOffice {
  readonly officeHandlers: Handlers<typeof officeApi>;
  readonly syncHandlers: Handlers<typeof syncApi>;
  readonly equipmentHandlers: Handlers<typeof equipmentApi>;
  readonly repairHandlers: Handlers<typeof repairApi>;
  readonly paperHandlers: Handlers<typeof paperApi>;
  readonly planningHandlers: Handlers<typeof planningApi>;
  /** Pages outside the API, for people without an account. */
  readonly pages: readonly ((app: FastifyInstance) => Promise<void>)[];
  readonly identify: {
    readonly officer: (token: string) => Promise<SignedInOfficer | null>;
    readonly station: (token: string) => Promise<StationCaller | null>;
  };
  /** Tasks of the job queue by name. */
  readonly tasks: Readonly<Record<string, (payload: unknown) => Promise<void>>>;
  /** The key that sets the office up; null once it is. */
  readonly setUpKey: () => string | null;
  /** Finishes what a crash cut off; run once, before anything is received. */
  readonly recover: () => Promise<void>;
  /** What is done again and again beside the requests. */
  readonly upkeep: () => Promise<void>;
  /** Called once the office listens. */
  readonly listening: (url: string) => Promise<void>;
  readonly close: () => Promise<void>;
}
