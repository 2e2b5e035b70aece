export const centreRefusalCodes = [
  'CENTRE_EARLIER',
  'CENTRE_CONTRADICTS',
  'CENTRE_REASON_MISSING',
  'CENTRE_IN_FUTURE',
  'CENTRE_SOURCE_MISSING',
  'CENTRE_KNOWN',
] as const;
export type CentreRefusalCode = (typeof centreRefusalCodes)[number];
