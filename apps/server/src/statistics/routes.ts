import { steps } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { Handlers } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import { permittedPlaces } from '../ports/permit.ts';
import { readStationMedians, readStepMedians } from './store.ts';

const dayMs = 86_400_000;

export function statisticsRoutes({
  database,
  clock,
}: {
  readonly database: Database;
  readonly clock: Clock;
}): Handlers<typeof officeApi, 'stepStatistics'> {
  return {
    stepStatistics: async ({ officer, query }) => {
      const places = permittedPlaces(officer, 'statistics.view');
      const since = new Date(clock() - query.days * dayMs).toISOString();
      const placeIds = places === 'all' ? null : places;
      const stations = await readStationMedians(database, since, placeIds);
      const stepMedians = await readStepMedians(database, since, placeIds);
      return stations.map((station) => ({
        ...station,
        steps: stepMedians
          .filter(({ stationId }) => stationId === station.stationId)
          .map(({ step, medianMs, medianAttempts }) => ({ step, medianMs, medianAttempts }))
          .sort((a, b) => steps.indexOf(a.step) - steps.indexOf(b.step)),
      }));
    },
  };
}
