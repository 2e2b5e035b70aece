export const placeRefusalCodes = [
  'PLACE_REGION_CODE',
  'PLACE_NAME_LENGTH',
  'PLACE_OUTSIDE_OFFICE',
  'PLACE_REGION_LEVEL',
] as const;
export type PlaceRefusalCode = (typeof placeRefusalCodes)[number];
