export { destroySamples, getRecording } from './commands.ts';
export { listFingers, openFingers, type RecordedFinger } from './fingers.ts';
export { openRecording } from './open-recording.ts';
export { findNiksWithPhoto, findPhoto, findSignature } from './photo.ts';
export { type EnrolmentDeps, enrolmentRoutes } from './routes.ts';
