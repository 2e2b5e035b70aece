export { bringInStatement } from './commands.ts';
export { historyDays, type KeeperParts, makeStatusKeeper, type StatusKeeper } from './keeper.ts';
export { type ServiceDeps, serviceRoutes } from './routes.ts';
export type { PlaceSnapshot, Snapshot, StatusSet, StatusSources, StatusStation } from './snapshot.ts';
export { type HistoryRow, listSettlements, listStatementsAt } from './store.ts';
