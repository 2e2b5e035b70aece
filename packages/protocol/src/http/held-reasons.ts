/** Why a packet is held at the office; each has a sentence in `refusals` that says what to do. */
export const heldReasons = [
  'HELD_SAME_RESIDENT',
  'HELD_CANNOT_OPEN',
  'HELD_SIGNATURE_INVALID',
  'HELD_MANIFEST_MALFORMED',
  'HELD_VERSION_UNKNOWN',
  'HELD_HASH_DIFFERS',
  'HELD_STATION_UNKNOWN',
  'HELD_STATION_REVOKED',
] as const;
export type HeldReasonCode = (typeof heldReasons)[number];
