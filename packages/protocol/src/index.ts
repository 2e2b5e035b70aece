export * from './http/contract.ts';
export * from './http/counter-api.ts';
export * from './http/equipment-api.ts';
export * from './http/office-api.ts';
export * from './http/paper-api.ts';
export * as parts from './http/parts.ts';
export * from './http/planning-api.ts';
export * from './http/repair-api.ts';
export * from './http/sync-api.ts';
