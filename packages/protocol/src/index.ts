export * from './http/contract.ts';
export * from './http/counter-api.ts';
export * from './http/office-api.ts';
export * as parts from './http/parts.ts';
export * from './http/sync-api.ts';
