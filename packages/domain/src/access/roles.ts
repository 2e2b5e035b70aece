export const roles = [
  'operator',
  'supervisor',
  'technician',
  'storekeeper',
  'printing-officer',
  'head',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];
