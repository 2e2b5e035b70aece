export { bringInStatement } from './commands.ts';
export { type KeeperParts, makeStatusKeeper, type StatusKeeper } from './keeper.ts';
export { serviceRoutes } from './routes.ts';
export type { PlaceSnapshot, Snapshot, StatusSet, StatusSources, StatusStation } from './snapshot.ts';
export { type HistoryRow, historyDays, listSettlements, listStatementsAt } from './store.ts';
