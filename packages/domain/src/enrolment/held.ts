/** Why the office holds a recording back; the sentences, which say what to do, are in `protocol/refusals`. */
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
export type HeldReason = (typeof heldReasons)[number];

/**
 * What a supervisor may decide about a held recording. `count` needs a recording that was read and whose station is
 * certain; `openAgain` helps where something outside the packet may have been put right (a key restored, a station
 * enrolled, a newer version installed). Setting aside is always possible.
 */
export const heldChoices = {
  HELD_SAME_RESIDENT: { count: true, openAgain: true },
  HELD_STATION_REVOKED: { count: true, openAgain: true },
  HELD_CANNOT_OPEN: { count: false, openAgain: true },
  HELD_VERSION_UNKNOWN: { count: false, openAgain: true },
  HELD_STATION_UNKNOWN: { count: false, openAgain: true },
  HELD_SIGNATURE_INVALID: { count: false, openAgain: true },
  HELD_MANIFEST_MALFORMED: { count: false, openAgain: true },
  HELD_HASH_DIFFERS: { count: false, openAgain: true },
} as const satisfies Record<HeldReason, { count: boolean; openAgain: boolean }>;

/** Reasons that come from reading the packet itself. */
export type UnreadableReason = Exclude<
  HeldReason,
  'HELD_SAME_RESIDENT' | 'HELD_STATION_UNKNOWN' | 'HELD_STATION_REVOKED'
>;
