import type { PlainDate } from '../kernel/calendar.ts';
import { type CentreStage, type CentreStatus, stageOf } from './status.ts';

/** Where a recording stands at the centre, as one sentence needs it. */
export interface CentreStory {
  readonly status: CentreStatus;
  readonly stage: CentreStage;
  /** First day of the last word's stage, without another in between. */
  readonly since: PlainDate;
  /** Day on which it was last seen to be so. */
  readonly asOf: PlainDate;
}

/** CTR30. @param words in the order they count, the last one last; null where there is none */
export function storyOf(
  words: readonly { readonly status: CentreStatus; readonly asOf: PlainDate }[],
): CentreStory | null {
  const last = words.at(-1);
  if (!last) return null;
  const stage = stageOf(last.status);
  const before = words.findLastIndex(({ status }) => stageOf(status) !== stage);
  return { status: last.status, stage, since: words[before + 1]!.asOf, asOf: last.asOf };
}
