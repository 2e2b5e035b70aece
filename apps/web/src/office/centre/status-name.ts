import type { CentreLabels, CentreStatus } from '@rekam/domain';
import { useWords } from '../../words/language.tsx';
import { centreWords } from '../../words/office/centre.ts';

/** What a status is called here: by the office's own name, else in plain words. */
export function useStatusName(labels: CentreLabels = {}): (status: CentreStatus) => string {
  const { statuses } = useWords(centreWords);
  return (status) => labels[status] ?? statuses[status];
}
