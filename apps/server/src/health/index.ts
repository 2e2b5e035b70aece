export { type Reporter, type TroubleListener, takeReports } from './commands.ts';
export { type HealthDeps, healthRoutes } from './routes.ts';
export { type DeviceHealth, listDeviceHealth, listTroubles, type Trouble } from './store.ts';
