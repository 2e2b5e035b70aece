export const placeRefusalCodes = [
  'PLACE_REGION_CODE',
  'PLACE_NAME_LENGTH',
  'PLACE_OUTSIDE_OFFICE',
  'PLACE_REGION_LEVEL',
  'PLACE_POSITION',
  'PLACE_MOVES',
  'PLACE_RETIRED',
  'PLACE_IS_OFFICE',
  'PLACE_IN_USE',
  'PLACE_REASON_MISSING',
  'PLACE_NOTHING_CHANGES',
] as const;
export type PlaceRefusalCode = (typeof placeRefusalCodes)[number];
