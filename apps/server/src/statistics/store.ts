import type { Step } from '@rekam/domain';
import type { Queryable } from '../ports/database.ts';

export interface StationMedians {
  readonly stationId: string;
  readonly stationName: string;
  readonly recordings: number;
  readonly medianTotalMs: number;
}

export interface StepMedians {
  readonly stationId: string;
  readonly step: Step;
  readonly medianMs: number;
  readonly medianAttempts: number;
}

/** Counted recordings of some places received since a moment; `null`: of all places. */
const recent = `select station_id, total_ms, steps from recording
  where state = 'counted' and received_at >= $1 and ($2::text[] is null or place_id = any($2))`;

export async function readStationMedians(
  database: Queryable,
  since: string,
  placeIds: readonly string[] | null,
): Promise<StationMedians[]> {
  const { rows } = await database.query<StationMedians>(
    `select r.station_id as "stationId", coalesce(s.name, r.station_id) as "stationName", count(*) as recordings,
       coalesce(percentile_cont(0.5) within group (order by r.total_ms), 0) as "medianTotalMs"
     from (${recent}) r left join station s on s.id = r.station_id
     group by r.station_id, s.name order by 2`,
    [since, placeIds],
  );
  return rows;
}

export async function readStepMedians(
  database: Queryable,
  since: string,
  placeIds: readonly string[] | null,
): Promise<StepMedians[]> {
  const { rows } = await database.query<StepMedians>(
    `select r.station_id as "stationId", e ->> 0 as step,
       percentile_cont(0.5) within group (order by (e ->> 1)::float8) as "medianMs",
       percentile_cont(0.5) within group (order by (e ->> 2)::float8) as "medianAttempts"
     from (${recent}) r cross join lateral jsonb_array_elements(coalesce(r.steps, '[]')) e
     where e ->> 3 = 'done'
     group by r.station_id, e ->> 0`,
    [since, placeIds],
  );
  return rows;
}
