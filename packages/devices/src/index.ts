export * from './failure.ts';
export * from './port.ts';
