import type { WhereaboutsKind } from '../equipment/component.ts';
import type { Fault } from '../equipment/fault.ts';
import type { ComplaintKind, PrinterComplaint } from '../equipment/printer-complaint.ts';
import type { Instant, PlainDate } from '../kernel/calendar.ts';
import type { PlaceId } from '../kernel/ids.ts';
import { earlier, firstExpected, lastExpected, later } from './counter.ts';
import { type ServiceCause, type ServiceState, unknownYet, worseOf } from './service.ts';

/** A card printer, as the register and the printer itself tell of it. */
export interface CardPrinterFacts {
  readonly placeId: PlaceId;
  /** Where its component is; null: the register does not know it. */
  readonly at: WhereaboutsKind | null;
  /** Open fault of its component. */
  readonly fault: Pick<Fault, 'effect' | 'since' | 'reports'> | null;
  /** What it complains of by itself now, as far as that counts as a fault by now (EQP42). */
  readonly complaints: readonly PrinterComplaint[];
  /** Day on which its repair is promised. */
  readonly promised: PlainDate | null;
}

/** Of what kind a printer's own words are (RFC 8011 §5.4.12, or the code under which it stays silent). */
export type KindOfComplaint = (reason: string) => ComplaintKind;

const causeOf: Readonly<Record<ComplaintKind, ServiceCause>> = {
  fault: 'printer',
  supply: 'printer-supply',
  silence: 'printer-silent',
};
/** What needs a repair is told before what needs somebody at the printer. */
const worstFirst: readonly ComplaintKind[] = ['fault', 'silence', 'supply'];

/**
 * Rule STS32: what the card printers that print for a place let through; null where none of them ails, or none is known.
 * @param placeId a place without a printer of its own has its cards printed by all the others
 */
export function derivePrinters(
  printers: readonly CardPrinterFacts[],
  placeId: PlaceId,
  kindOf: KindOfComplaint,
): ServiceState | null {
  const there = printers.filter(({ at }) => at !== 'loan' && at !== 'lost' && at !== 'written-off');
  const own = there.filter((printer) => printer.placeId === placeId);
  const serving = own.length > 0 ? own : there;
  const ailing = serving.flatMap((printer) => ailmentOf(printer, kindOf) ?? []);
  if (ailing.length === 0) return null;
  const stopped = ailing.filter(({ condition }) => condition === 'stopped');
  if (stopped.length === 0) return ailing[0]!;
  if (stopped.length === serving.length)
    return {
      ...stopped[0]!,
      since: stopped.reduce<Instant | null>((last, { since }) => later(last, since), null),
      expectedUntil: firstExpected(stopped),
    };
  return {
    ...stopped[0]!,
    condition: 'limited',
    cause: 'fewer-printers',
    since: stopped.reduce<Instant | null>((first, { since }) => earlier(first, since), null),
    expectedUntil: lastExpected(stopped),
  };
}

/** What keeps one printer from printing, or from printing well. */
function ailmentOf(
  { at, fault, complaints, promised }: CardPrinterFacts,
  kindOf: KindOfComplaint,
): ServiceState | null {
  const told = (
    condition: 'limited' | 'stopped',
    cause: ServiceCause,
    since: Instant | null,
  ): ServiceState => ({
    ...unknownYet,
    condition,
    cause,
    since,
    expectedUntil: promised,
    asOf: since,
    source: 'register',
  });
  if (at === 'repair') return told('stopped', 'printer', fault?.since ?? null);
  if (fault?.effect === 'stops') {
    const kinds = fault.reports.map(({ source }) =>
      source.kind === 'printer' ? kindOf(source.reason) : 'fault',
    );
    return told('stopped', causeOf[worst(kinds)], fault.since);
  }
  const [complaint] = complaints;
  if (complaint) return told('stopped', causeOf[worst(complaints.map(({ kind }) => kind))], complaint.since);
  return fault && { ...told('limited', 'device-disturbed', fault.since), missing: ['card-printer'] };
}

const worst = (kinds: readonly ComplaintKind[]): ComplaintKind =>
  worstFirst.find((kind) => kinds.includes(kind))!;

/** Rule STS32: the worse of the book and the printers; that there are no blanks goes first. */
export const withPrinters = (book: ServiceState, printers: ServiceState | null): ServiceState =>
  printers === null ||
  book.condition === 'stopped' ||
  worseOf(printers.condition, book.condition) !== printers.condition
    ? book
    : printers;
