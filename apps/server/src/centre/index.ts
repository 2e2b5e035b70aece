export { centreRoutes } from './routes.ts';
export { countPrintReady } from './store.ts';
