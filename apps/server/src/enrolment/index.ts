export { destroySamples, getRecording } from './commands.ts';
export { findPhoto } from './photo.ts';
export { type EnrolmentDeps, enrolmentRoutes } from './routes.ts';
