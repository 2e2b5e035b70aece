/** Keeps the status of the moment in memory, and writes down whenever it changes. */
import {
  type Instant,
  type Reserve,
  type Service,
  type ServiceState,
  services,
  toInstant,
} from '@rekam/domain';
import { appendFact, type NewFact, theOffice } from '../audit/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import { type Snapshot, type StatusSources, takeSnapshot } from './snapshot.ts';
import { type HistoryRow, historyDays, listHistory, turnHistory } from './store.ts';

export interface StatusKeeper {
  /** The last snapshot; null before the office was set up. */
  readonly current: () => Snapshot | null;
  /** Every span of the last ninety days. */
  readonly history: () => readonly HistoryRow[];
  /** Derives anew and writes down what changed. */
  readonly refresh: () => Promise<void>;
  /** Soon, and once for many calls. */
  readonly refreshSoon: () => void;
  readonly close: () => Promise<void>;
}

export interface KeeperParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly sources: StatusSources;
  readonly isSetUp: () => boolean;
  /** Hears of every new snapshot. */
  readonly onSnapshot: (snapshot: Snapshot, history: readonly HistoryRow[]) => Promise<void>;
  readonly onReserve: (reserve: Reserve) => void;
  readonly onProblem: (error: unknown) => void;
}

/** Heartbeats that come within this are answered by one derivation, ms. */
const gatherMs = 300;

export function makeStatusKeeper(parts: KeeperParts): StatusKeeper {
  const { database, clock, sources } = parts;
  const listeningSince = nowOf(clock);
  let snapshot: Snapshot | null = null;
  let history: readonly HistoryRow[] = [];
  let reserveLevel: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  let working: Promise<void> = Promise.resolve();
  let closed = false;

  const derive = async (): Promise<void> => {
    if (closed || !parts.isSetUp()) return;
    const now = nowOf(clock);
    const next = await takeSnapshot(database, sources, now, listeningSince);
    const since = toInstant(clock() - (historyDays + 1) * 86_400_000);
    const known = await listHistory(database, since);
    const changes = changesOf(next, known, now);
    reserveLevel ??= await findReserveLevel(database);
    const reserveChanged = next.reserve.level !== reserveLevel;
    if (changes.length > 0 || reserveChanged)
      await database.transact(async (tx) => {
        for (const change of changes) await keepChange(tx, change, now);
        if (reserveChanged) await appendFact(tx, reserveFact(next.reserve, now));
      });
    reserveLevel = next.reserve.level;
    history = changes.length === 0 ? known : await listHistory(database, since);
    snapshot = withSince(next, history);
    await parts.onSnapshot(snapshot, history);
    if (reserveChanged) parts.onReserve(next.reserve);
  };
  const refresh = (): Promise<void> => {
    working = working.catch(() => undefined).then(derive);
    return working;
  };

  return {
    current: () => snapshot,
    history: () => history,
    refresh,
    refreshSoon: () => {
      timer ??= setTimeout(() => {
        timer = null;
        refresh().catch(parts.onProblem);
      }, gatherMs);
    },
    close: async () => {
      closed = true;
      if (timer) clearTimeout(timer);
      await working.catch(() => undefined);
    },
  };
}

/** What stands otherwise than the history says. */
function changesOf(next: Snapshot, known: readonly HistoryRow[], now: Instant): HistoryRow[] {
  const open = new Map(
    known.filter(({ until }) => until === null).map((row) => [`${row.placeId} ${row.service}`, row]),
  );
  const rowOf = (placeId: HistoryRow['placeId'], service: Service, state: ServiceState): HistoryRow[] => {
    const before = open.get(`${placeId} ${service}`);
    const { condition, cause } = state;
    if (before && before.condition === condition && before.cause === cause) return [];
    // It became so when its source says, but not before what stood until then began.
    const claimed = state.since ?? now;
    const since = claimed > now ? now : before && claimed < before.since ? before.since : claimed;
    return [{ placeId, service, condition, cause, since: before ? since : now, until: null }];
  };
  return [
    ...services.flatMap((service) => rowOf('', service, next.city[service])),
    ...next.places.flatMap(({ placeId, status }) =>
      services.flatMap((service) => rowOf(placeId, service, status.services[service])),
    ),
  ];
}

async function keepChange(tx: Queryable, change: HistoryRow, at: Instant): Promise<void> {
  const { placeId, service, condition, cause, since } = change;
  await turnHistory(tx, change);
  await appendFact(tx, {
    at,
    noun: 'service-status',
    subjectId: placeId === '' ? 'city' : placeId,
    kind: 'service-changed',
    actor: theOffice,
    details: { service, condition, cause, since },
  });
}

const reserveFact = ({ level, working, counters }: Reserve, at: Instant): NewFact => ({
  at,
  noun: 'service-status',
  subjectId: 'city',
  kind: 'reserve-changed',
  actor: theOffice,
  details: { level, working, counters },
});

/** The level last written down; calm before the first. */
async function findReserveLevel(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ level: string }>(
    `select details ->> 'level' as level from fact where noun = 'service-status' and kind = 'reserve-changed'
     order by seq desc limit 1`,
  );
  return rows[0]?.level ?? 'calm';
}

/** What is open says since when, by the history. */
function withSince(snapshot: Snapshot, history: readonly HistoryRow[]): Snapshot {
  const open = new Map(
    history.filter(({ until }) => until === null).map((row) => [`${row.placeId} ${row.service}`, row]),
  );
  const dated = (placeId: HistoryRow['placeId'], of: Readonly<Record<Service, ServiceState>>) =>
    Object.fromEntries(
      services.map((service) => {
        const since = of[service].since ?? open.get(`${placeId} ${service}`)?.since ?? null;
        return [service, { ...of[service], since }];
      }),
    ) as Record<Service, ServiceState>;
  return {
    ...snapshot,
    city: dated('', snapshot.city),
    places: snapshot.places.map((place) => {
      const own = dated(place.placeId, place.status.services);
      return { ...place, rekam: own.rekam, status: { ...place.status, services: own } };
    }),
  };
}
