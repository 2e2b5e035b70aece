export { learnAnew, type TroubleListener, takeReports } from './commands.ts';
export { healthRoutes } from './routes.ts';
export { hasOpenTrouble, listDeviceHealth, type Trouble } from './store.ts';
