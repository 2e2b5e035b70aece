export { makeRepairs } from './commands.ts';
export { makeLetters } from './letter/draft.ts';
export { makeRepairQueries } from './queries.ts';
export { repairRoutes } from './routes.ts';
export { findOpenRepairOf, listOpenRepairs, repairIdsOf } from './store.ts';
export { makeTurnedAway, type TurnedAway } from './turned-away.ts';
