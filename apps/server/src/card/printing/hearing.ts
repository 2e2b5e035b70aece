import { type ComponentId, dueComplaints, type PrinterComplaint } from '@rekam/domain';
import { type Clock, nowOf } from '../../ports/clock.ts';
import { complaintsOf, type Heard } from './complaints.ts';
import type { CardPrinter } from './store.ts';

export interface HearingDeps {
  readonly clock: Clock;
  readonly complain: (componentId: ComponentId, complaints: readonly PrinterComplaint[]) => Promise<void>;
  readonly heal: (componentId: ComponentId) => Promise<void>;
}

/** What a component complains of, and what of it was last passed on. */
interface Known {
  readonly complaints: readonly PrinterComplaint[];
  readonly passedOn: string | null;
}

const well = 'well';

/**
 * Passes on what printers of the register say of themselves, when it changes: a person who has called a fault none is
 * not contradicted by the same words again.
 */
export function makeHearing({ clock, complain, heal }: HearingDeps) {
  const known = new Map<ComponentId, Known>();
  return async ({ componentId }: CardPrinter, heard: Heard, waited: boolean): Promise<void> => {
    if (componentId === null) return;
    const now = nowOf(clock);
    const before = known.get(componentId) ?? { complaints: [], passedOn: null };
    const complaints = complaintsOf(before.complaints, heard, waited, now);
    const due = dueComplaints(complaints, now);
    const isWell = heard.ok && complaints.length === 0;
    known.set(componentId, { ...before, complaints });
    if (!isWell && due.length === 0) return;
    const message = isWell
      ? well
      : due
          .map(({ reason }) => reason)
          .toSorted()
          .join(' ');
    if (message === before.passedOn) return;
    await (isWell ? heal(componentId) : complain(componentId, due));
    known.set(componentId, { complaints, passedOn: message });
  };
}
