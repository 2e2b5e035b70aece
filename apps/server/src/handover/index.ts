export { destroyOutlived } from './captures.ts';
export { makeComparing } from './comparing.ts';
export { openHandoverFiles } from './deps.ts';
export { handoverRoutes, handoverSyncRoutes } from './routes.ts';
export { handoverRules } from './rules.ts';
export { type CardNoticeStanding, waitingRoutes } from './waiting.ts';
