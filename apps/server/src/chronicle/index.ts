export { type BringInDeps, bringInChronicle } from './bring-in.ts';
export { chroniclePages, chronicleRoutes } from './routes.ts';
export { findChronicle } from './store.ts';
