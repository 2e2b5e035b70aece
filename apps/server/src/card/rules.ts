import { checkPrintPolicy, type PrintPolicy } from '@rekam/domain';
import { makeRulebook } from '../policy/index.ts';

/** Whose card is printed before whose. */
export const printRules = makeRulebook<PrintPolicy>({
  table: 'card_policy',
  noun: 'card',
  name: 'print-policy',
  check: checkPrintPolicy,
});
