export { takeUpReady } from './commands.ts';
export { type CardRouteDeps, cardRoutes } from './routes.ts';
export { insertPrintPolicy } from './store.ts';
