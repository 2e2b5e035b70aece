import type { HistoricalFault } from '../equipment/historical-fault.ts';
import type { PlainDate } from '../kernel/calendar.ts';
import type { ServiceCause } from '../service-status/service.ts';
import type { StatedService, Statement } from '../service-status/statement.ts';

/** How a service stood, as a letter or an article tells it. */
export interface HistoricalStatement {
  /** Name of the place; null: the whole city. */
  readonly place: string | null;
  readonly service: StatedService;
  readonly condition: Statement['condition'];
  readonly cause: ServiceCause | null;
  readonly since: PlainDate;
  /** The day from which it did not hold any more; null: no source says so. */
  readonly until: PlainDate | null;
  readonly note: string;
  /** Where it is written. */
  readonly reference: string;
}

/** Which days a chronicle tells of. */
export interface ChronicleDays {
  /** `Kota Kupang, Maret 2017` */
  readonly title: string;
  readonly tellsFrom: PlainDate;
  readonly tellsUntil: PlainDate;
  /** Days on which something is to be seen, in the order in which to look at them. */
  readonly highlights: readonly PlainDate[];
}

export interface Chronicle extends ChronicleDays {
  readonly faults: readonly HistoricalFault[];
  readonly statements: readonly HistoricalStatement[];
}

/** Rule CHR1. */
export const tellsOf = ({ tellsFrom, tellsUntil }: ChronicleDays, day: PlainDate): boolean =>
  tellsFrom <= day && day <= tellsUntil;
