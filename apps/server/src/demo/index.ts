export { type DemoDeps, demoRoutes } from './routes.ts';
