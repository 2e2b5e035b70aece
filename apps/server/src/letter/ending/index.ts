export { type EndingRouteDeps, endingRoutes, remindDaysOn, remindedLetterOf } from './routes.ts';
