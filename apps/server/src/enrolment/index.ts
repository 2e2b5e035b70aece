export { destroySamples } from './commands.ts';
export { type EnrolmentDeps, enrolmentRoutes } from './routes.ts';
