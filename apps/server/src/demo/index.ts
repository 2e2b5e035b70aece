export { furnishDemo } from './furnish.ts';
export { type DemoDeps, demoRoutes } from './routes.ts';
