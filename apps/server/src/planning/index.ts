export { solvePlan } from './find-plan.ts';
export { bornUntil, type Register, sumUnrecorded } from './office-stock.ts';
export { forecastAt } from './past-forecast.ts';
export { planningRoutes } from './routes.ts';
export { getPlanningSettings } from './settings.ts';
export { countWithoutRecording } from './store.ts';
