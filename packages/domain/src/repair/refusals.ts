export const repairRefusalCodes = [
  'REPAIR_FAULT_CLOSED',
  'REPAIR_ALREADY_OPEN',
  'REPAIR_CLOSED',
  'REPAIR_TEXT_MISSING',
  'REPAIR_DATE_IN_FUTURE',
  'REPAIR_PROMISE_PAST',
  'REPAIR_DIAGNOSIS_MISSING',
  'REPAIR_LETTER_MISSING',
  'REPAIR_UNTESTED',
  'REPAIR_TOP_RUNG',
  'REPAIR_COMPONENT_PRESENT',
] as const;
export type RepairRefusalCode = (typeof repairRefusalCodes)[number];
