/** Card printers as the status of *cetak* sees them: those with an address here, and those of the register that stand in a set. */
import type { CardPrinterFacts, Component, Fault, PlaceId, PlainDate, PrinterComplaint } from '@rekam/domain';
import type { CardPrinter } from './store.ts';

export interface PrinterSurroundings {
  readonly printers: readonly CardPrinter[];
  /** Every component of the register, and where it is kept. */
  readonly components: readonly { readonly component: Component; readonly placeId: PlaceId | null }[];
  readonly openFaults: readonly Fault[];
  /** By fault, the day on which its repair is promised. */
  readonly promised: ReadonlyMap<string, PlainDate>;
  /** What a printer complains of, as far as that is a fault by now. */
  readonly dueOf: (printer: CardPrinter) => readonly PrinterComplaint[];
}

export function printerFactsOf(surroundings: PrinterSurroundings): CardPrinterFacts[] {
  const { printers, components, openFaults, promised, dueOf } = surroundings;
  const factsOf = (
    placeId: PlaceId,
    component: Component | undefined,
    complaints: readonly PrinterComplaint[],
  ): CardPrinterFacts => {
    const fault = openFaults.find(({ componentId }) => componentId === component?.id) ?? null;
    return {
      placeId,
      at: component?.where.at ?? null,
      fault,
      complaints,
      promised: fault && (promised.get(fault.id) ?? null),
    };
  };
  const withAddress = printers.map((printer) => {
    const known = components.find(({ component }) => component.id === printer.componentId);
    return factsOf(printer.placeId, known?.component, dueOf(printer));
  });
  const inSets = components.flatMap(({ component, placeId }) => {
    const { id, kind, where } = component;
    const counted = printers.some(({ componentId }) => componentId === id);
    if (kind !== 'card-printer' || where.at !== 'set' || placeId === null || counted) return [];
    return [factsOf(placeId, component, [])];
  });
  return [...withAddress, ...inSets];
}
