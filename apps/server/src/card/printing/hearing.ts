import { type ComponentId, dueComplaints, type PrinterComplaint } from '@rekam/domain';
import { type Clock, nowOf } from '../../ports/clock.ts';
import { complaintsOf, type Heard } from './complaints.ts';
import type { CardPrinter } from './store.ts';

export interface HearingDeps {
  readonly clock: Clock;
  readonly complain: (componentId: ComponentId, complaints: readonly PrinterComplaint[]) => Promise<void>;
  readonly heal: (componentId: ComponentId) => Promise<void>;
}

export interface Hearing {
  /** @param waited whether cards wait for the printer */
  readonly hear: (printer: CardPrinter, heard: Heard, waited: boolean) => Promise<void>;
  /** What a printer complains of in this run of the office, as far as it counts as a fault by now. */
  readonly dueOf: (printer: CardPrinter) => PrinterComplaint[];
}

/** What a printer complains of, and what of it was last passed on. */
interface Known {
  readonly complaints: readonly PrinterComplaint[];
  readonly passedOn: string | null;
}

const well = 'well';

/**
 * Passes on what printers of the register say of themselves, when it changes: a person who has called a fault none is
 * not contradicted by the same words again.
 */
export function makeHearing({ clock, complain, heal }: HearingDeps): Hearing {
  const known = new Map<string, Known>();
  const dueOf = (printer: CardPrinter): PrinterComplaint[] =>
    dueComplaints(known.get(keyOf(printer))?.complaints ?? [], nowOf(clock));
  const hear = async (printer: CardPrinter, heard: Heard, waited: boolean): Promise<void> => {
    const [key, now] = [keyOf(printer), nowOf(clock)];
    const before = known.get(key) ?? { complaints: [], passedOn: null };
    const complaints = complaintsOf(before.complaints, heard, waited, now);
    const due = dueComplaints(complaints, now);
    const isWell = heard.ok && complaints.length === 0;
    known.set(key, { ...before, complaints });
    const { componentId } = printer;
    if (componentId === null) return;
    if (!isWell && due.length === 0) return;
    const message = isWell
      ? well
      : due
          .map(({ reason }) => reason)
          .toSorted()
          .join(' ');
    if (message === before.passedOn) return;
    await (isWell ? heal(componentId) : complain(componentId, due));
    known.set(key, { complaints, passedOn: message });
  };
  return { hear, dueOf };
}

/** A printer under another entry of the register begins anew. */
const keyOf = ({ id, componentId }: CardPrinter): string => `${id} ${componentId}`;
