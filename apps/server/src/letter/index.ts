export { batchRoutes, orderRunningBatches, workOnBatch } from './batch/index.ts';
export { getCodeKey } from './code-key.ts';
export { findFileSigner } from './document-signer.ts';
export { makeDrawingPool } from './drawing-pool.ts';
export { openLetterFiles } from './files.ts';
export { isPrintableJpeg } from './photo.ts';
export { letterRoutes } from './routes.ts';
export { insertLetterPolicy } from './store.ts';
export { findLetterPhoto, findWaitingSince } from './waiting.ts';
