import { ageOn, type PlainDate } from '../kernel/calendar.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Biodata } from '../resident/resident.ts';
import type { HandoverPolicy } from './policy.ts';
import type { HandoverRefusalCode } from './refusals.ts';

/** Whoever stands at the counter, as the register knows them. */
type Person = Pick<Biodata, 'nik' | 'birthDate' | 'familyCardNumber'> & { readonly diedOn: PlainDate | null };

/** Least age of somebody who fetches another's card. */
const leastAge = 17;

/** HND1, HND17: whether this person may receive the holder's card. */
export function decideReceiver(
  holder: Person,
  receiver: Person,
  policy: Pick<HandoverPolicy, 'familyMay'>,
  today: PlainDate,
): Outcome<null, HandoverRefusalCode> {
  const died = holder.diedOn ?? receiver.diedOn;
  if (died !== null) return refuse('HANDOVER_DIED', { on: died });
  if (receiver.nik === holder.nik) return succeed(null);
  if (!policy.familyMay) return refuse('HANDOVER_OTHERS_NOT_ALLOWED');
  const { familyCardNumber } = holder;
  if (familyCardNumber === null || familyCardNumber !== receiver.familyCardNumber)
    return refuse('HANDOVER_NOT_SAME_FAMILY');
  return ageOn(receiver.birthDate, today) < leastAge ? refuse('HANDOVER_RECEIVER_TOO_YOUNG') : succeed(null);
}
