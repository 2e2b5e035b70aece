/** The published package in Node: all of `engine.ts`, records with pictures, real prints in folders, and galleries. */
export * from './fingerprint/gallery/gallery.ts';
export * from './fingerprint/gallery/gallery-file.ts';
export * from './index.ts';
export { ordinaryImpressionOf } from './synthetic/ordinary-touch.ts';
