import { checkLetterPolicy, type LetterPolicy } from '@rekam/domain';
import { makeRulebook } from '../policy/index.ts';

/** Who gets letters, for how long, signed by whom. */
export const letterRules = makeRulebook<LetterPolicy>({
  table: 'letter_policy',
  noun: 'letter',
  name: 'letter-policy',
  check: checkLetterPolicy,
});
