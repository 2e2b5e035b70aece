/** Which words of the centre show that it takes in what is sent, and that it compares it. */
import { type CentreStage, type CentreStatus, centreStatuses, stageOf } from './status.ts';

/** The two things the centre does with a recording, as far as its words tell them apart. */
export type CentreTask = 'taking-in' | 'comparing';

/** Stages that wait for the centre, and those that only its answer leads to; the rest tells nothing of the task. */
const stagesOf: Readonly<
  Record<CentreTask, { readonly waiting: readonly CentreStage[]; readonly answered: readonly CentreStage[] }>
> = {
  'taking-in': {
    waiting: ['sent'],
    answered: [
      'checking',
      'searching-again',
      'undecided',
      'doubled',
      'ready',
      'printing',
      'printed',
      'issued',
    ],
  },
  comparing: {
    waiting: ['checking', 'searching-again'],
    answered: ['undecided', 'doubled', 'ready', 'printing', 'printed', 'issued'],
  },
};

/** CTR50. */
export function wordsOfTask(task: CentreTask): {
  readonly waiting: readonly CentreStatus[];
  readonly answered: readonly CentreStatus[];
  /** CTR53: whether it is done once for a resident; who is compared may be compared again. */
  readonly once: boolean;
} {
  const { waiting, answered } = stagesOf[task];
  const among = (stages: readonly CentreStage[]) =>
    centreStatuses.filter((status) => stages.includes(stageOf(status)));
  return { waiting: among(waiting), answered: among(answered), once: task === 'taking-in' };
}
