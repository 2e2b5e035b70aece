import { checkPolicy, type EnrolmentPolicy } from '@rekam/domain';
import { makeRulebook } from './rulebook.ts';

/** How a recording is done. */
export const enrolmentRules = makeRulebook<EnrolmentPolicy>({
  table: 'policy',
  noun: 'policy',
  name: 'policy',
  check: checkPolicy,
});
