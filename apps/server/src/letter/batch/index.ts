export { batchRoutes } from './routes.ts';
export { orderRunningBatches } from './store.ts';
export { workOnBatch } from './work.ts';
