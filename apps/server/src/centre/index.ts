export { centreRoutes } from './routes.ts';
