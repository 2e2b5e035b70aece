/** Why a packet may not leave its station yet, and why an operator may not record offline. */
export const syncRefusalCodes = [
  'SYNC_NOT_SENT',
  'SYNC_NOT_BACKED_UP',
  'SYNC_KEPT_BY_POLICY',
  'SYNC_OFFLINE_TOO_LONG',
  'SYNC_OFFLINE_TOO_MANY',
] as const;
export type SyncRefusalCode = (typeof syncRefusalCodes)[number];
