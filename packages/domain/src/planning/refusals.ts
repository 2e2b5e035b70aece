/** Why a plan cannot be done; the sentences are in `protocol/refusals`. */
export const planRefusalCodes = [
  'PLAN_PART_UNKNOWN',
  'PLAN_SET_UNKNOWN',
  'PLAN_PART_BROKEN',
  'PLAN_PART_FIXED',
  'PLAN_PART_TWICE',
  'PLAN_SLOT_NOT_LACKING',
  'PLAN_SLOT_TWICE',
  'PLAN_LEAVES_CITY',
  'PLAN_LOAN_WITHIN_CITY',
  'PLAN_LOAN_FORBIDDEN',
  'PLAN_KIND_NOT_FOR_SALE',
  'PLAN_BUDGET_EXCEEDED',
  'PLAN_SET_UNFINISHED',
  'PLAN_STOPS_LAST_COUNTER',
  'PLAN_CITY_LOSES_COUNTER',
  'PLAN_MONEY',
  'PLAN_LENDER',
  'PLAN_OFFER_UNNAMED',
  'PLAN_OFFER_KM',
] as const;
export type PlanRefusalCode = (typeof planRefusalCodes)[number];
