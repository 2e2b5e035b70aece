export { type Callers, makeCallers } from './callers.ts';
export { makeStationCode } from './commands.ts';
export { type StationDeps, stationRoutes } from './routes.ts';
export { makeSessionTokens, type SessionTokens } from './session-tokens.ts';
export type { SettingsSources } from './settings.ts';
export { findStation, listStations, listStatuses, type Station, type StationStatus } from './store.ts';
export { type StationSyncDeps, stationSyncRoutes } from './sync-routes.ts';
