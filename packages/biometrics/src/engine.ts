/** The published package, wherever WebAssembly runs, browsers included: picture, template, comparison, persons. */
export * from './bmp.ts';
export * from './finger-code.ts';
export * from './fingerprint/index.ts';
export * from './grey-image.ts';
export type { ParsedRecord } from './records/byte-cursor.ts';
export * from './records/finger-minutiae-record.ts';
export * from './records/png.ts';
export * from './records/wsq/wsq.ts';
export * from './synthetic/finger.ts';
export { ordinaryImpressionOf } from './synthetic/ordinary-touch.ts';
export * from './tiff.ts';
