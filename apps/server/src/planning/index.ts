export { bornUntil, type Register, sumUnrecorded } from './office-stock.ts';
export { forecastAt } from './past-forecast.ts';
export { planningRoutes } from './routes.ts';
export { countWithoutRecording } from './store.ts';
