import { daysBetween, type Instant, type PlainDate } from '../kernel/calendar.ts';
import type { CentreWaits } from './centre-waits.ts';
import { momentOf } from './opening-hours.ts';
import { openSince, type ServiceState, unknownYet } from './service.ts';

/** How the centre answers what was sent to it, as its words show. */
export interface CentreAnswers {
  /** Newest day that any word of the centre speaks of. */
  readonly heardOn: PlainDate;
  /** Day on which a recording that waited was first seen to be answered, the newest; null: not within the telling days. */
  readonly answeredOn: PlainDate | null;
  /** The recording that began to wait within the telling days of the office's rule, and was seen waiting the longest without an answer; null: none waits. */
  readonly waiting: { readonly since: PlainDate; readonly seenOn: PlainDate } | null;
}

/** Rules STS25 and STS26: whether the centre does its part; not known where nobody has looked. @param answers null: no word yet */
export function deriveCentre(
  answers: CentreAnswers | null,
  { ordinaryDays }: Pick<CentreWaits, 'ordinaryDays'>,
  today: PlainDate,
  offsetMinutes: number,
): ServiceState {
  if (answers === null) return unknownYet;
  const { heardOn, answeredOn, waiting } = answers;
  const moment = (day: PlainDate): Instant => momentOf(day, '00:00', offsetMinutes);
  const byWords = { asOf: moment(heardOn), source: 'centre' } as const;
  if (waiting && daysBetween(waiting.since, waiting.seenOn) >= ordinaryDays) {
    const others = answeredOn !== null && answeredOn > waiting.since;
    const condition = others ? 'limited' : 'stopped';
    return { ...unknownYet, ...byWords, condition, cause: 'centre-silent', since: moment(waiting.since) };
  }
  if (answeredOn !== null && daysBetween(answeredOn, today) <= ordinaryDays)
    return openSince(byWords.asOf, 'centre');
  return { ...unknownYet, ...byWords, cause: 'centre-not-asked', since: byWords.asOf };
}
