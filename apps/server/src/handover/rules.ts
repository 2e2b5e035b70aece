import { checkHandoverPolicy, type HandoverPolicy } from '@rekam/domain';
import { makeRulebook } from '../policy/index.ts';

/** Who may fetch a card, and how long it waits. */
export const handoverRules = makeRulebook<HandoverPolicy>({
  table: 'handover_policy',
  noun: 'handover',
  name: 'handover-policy',
  check: checkHandoverPolicy,
});
