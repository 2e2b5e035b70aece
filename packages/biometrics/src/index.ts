export * from './finger-code.ts';
export * from './grey-image.ts';
export type { ParsedRecord } from './records/byte-cursor.ts';
export type { CaptureFacts } from './records/capture-header.ts';
export * from './records/face-image-record.ts';
export * from './records/finger-image-record.ts';
export * from './records/iris-image-record.ts';
export * from './records/jpeg.ts';
export * from './records/jpeg2000.ts';
