import { type CentreWaits, checkCentreWaits } from '@rekam/domain';
import { makeRulebook } from '../policy/index.ts';

/** How long the centre may take before it counts against it. */
export const centreWaitRules = makeRulebook<CentreWaits>({
  table: 'centre_wait_policy',
  noun: 'service-status',
  name: 'centre-waits',
  check: checkCentreWaits,
});
