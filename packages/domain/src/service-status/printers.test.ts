import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultReport } from '../equipment/fault.ts';
import type { ComplaintKind, PrinterComplaint } from '../equipment/printer-complaint.ts';
import { type Instant, type PlainDate, toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import { type CardPrinterFacts, derivePrinters, withPrinters } from './printers.ts';
import { derivePrinting } from './printing.ts';
import { openSince, unknownYet } from './service.ts';

const [desk, other, kecamatan] = [1, 2, 3].map((n) => makeId('place', n, new Uint8Array(10)));
const at = (hour: number): Instant => toInstant(Date.parse('2026-11-24T00:00:00+08:00') + hour * 3_600_000);
const kindOf = (reason: string): ComplaintKind =>
  reason === 'media-empty' ? 'supply' : reason === 'PRINTER_SILENT' ? 'silence' : 'fault';
const printer = (part: Partial<CardPrinterFacts> = {}): CardPrinterFacts => ({
  placeId: desk!,
  at: 'store',
  fault: null,
  complaints: [],
  promised: null,
  ...part,
});
const faultOf = (effect: 'stops' | 'limits', ...reasons: (string | null)[]): CardPrinterFacts['fault'] => ({
  effect,
  since: at(9),
  reports: reasons.map((reason) => ({
    source: reason === null ? { kind: 'label', name: 'Maria' } : { kind: 'printer', reason },
  })) as unknown as FaultReport[],
});
const complaint = (kind: ComplaintKind): PrinterComplaint => ({ reason: kind, kind, since: at(10) });
const seen = (...printers: CardPrinterFacts[]) => derivePrinters(printers, desk!, kindOf);

describe('the card printers', () => {
  it('STS32 that all work, or that none is known, says nothing against printing', () => {
    expect(seen()).toBeNull();
    expect(seen(printer(), printer())).toBeNull();
  });

  it('STS32 a place whose every printer has a stopping fault prints nothing, and says why', () => {
    const causes = {
      'media-empty': 'printer-supply',
      PRINTER_SILENT: 'printer-silent',
      'media-jam': 'printer',
    };
    for (const [reason, cause] of Object.entries(causes))
      expect(seen(printer({ fault: faultOf('stops', reason) }))).toMatchObject({
        condition: 'stopped',
        cause,
        since: at(9),
        source: 'register',
      });
    expect(seen(printer({ fault: faultOf('stops', 'media-empty', 'media-jam') }))?.cause).toBe('printer');
    expect(seen(printer({ fault: faultOf('stops', 'media-empty', null) }))?.cause).toBe('printer');
    expect(seen(printer({ at: 'repair' }))).toMatchObject({ condition: 'stopped', cause: 'printer' });
  });

  it('STS32 what a printer outside the register complains of stops it too', () => {
    const silent = printer({ at: null, complaints: [complaint('supply'), complaint('silence')] });
    expect(seen(silent)).toMatchObject({ condition: 'stopped', cause: 'printer-silent', since: at(10) });
  });

  it('STS32 one of two limits it until the day promised, a printer that prints badly limits it too', () => {
    const promised = '2026-12-01' as PlainDate;
    const broken = printer({ fault: faultOf('stops', 'media-jam'), promised });
    expect(seen(broken, printer())).toMatchObject({
      condition: 'limited',
      cause: 'fewer-printers',
      expectedUntil: promised,
    });
    expect(seen(printer({ fault: faultOf('limits', null) }))).toMatchObject({
      condition: 'limited',
      cause: 'device-disturbed',
      missing: ['card-printer'],
    });
  });

  it('STS32 a place follows its own printers, one without follows all', () => {
    const printers = [printer({ fault: faultOf('stops', 'media-jam') }), printer({ placeId: other! })];
    const cetak = (place: typeof desk) => derivePrinters(printers, place!, kindOf)?.condition ?? 'well';
    expect([desk, other, kecamatan].map(cetak)).toEqual(['stopped', 'well', 'limited']);
  });

  it('STS32 what is lent out, lost or written off counts neither way', () => {
    const broken = printer({ fault: faultOf('stops', 'media-jam') });
    for (const gone of ['loan', 'lost', 'written-off'] as const) {
      expect(seen(printer({ at: gone, fault: faultOf('stops', 'media-jam') }))).toBeNull();
      expect(seen(broken, printer({ at: gone }))?.condition).toBe('stopped');
    }
  });

  it('STS32 mending a printer never makes it worse', () => {
    const worth = { stopped: 0, limited: 1 };
    const any = fc.constantFrom(
      printer(),
      printer({ fault: faultOf('limits', null) }),
      printer({ fault: faultOf('stops', 'media-empty') }),
      printer({ at: 'repair' }),
    );
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), fc.nat(), (printers, which) => {
        const of = (all: readonly CardPrinterFacts[]): number => {
          const state = seen(...all);
          return state === null ? 2 : worth[state.condition as keyof typeof worth];
        };
        const mended = printers.map((one, i) => (i === which % printers.length ? printer() : one));
        return of(mended) >= of(printers);
      }),
      { seed: 32 },
    );
  });
});

describe('book and printers together', () => {
  const jammed = seen(printer({ fault: faultOf('stops', 'media-jam') }));
  const book = (standing: 'empty' | 'few' | 'enough') =>
    derivePrinting({ standing, emptySince: at(8), asOf: at(9), lastPrintedAt: at(9) }, at(10));

  it('STS32 the worse holds, and empty blanks go first', () => {
    expect(withPrinters(book('enough'), jammed).cause).toBe('printer');
    expect(withPrinters(book('few'), jammed).cause).toBe('printer');
    expect(withPrinters(unknownYet, jammed).cause).toBe('printer');
    expect(withPrinters(book('empty'), jammed).cause).toBe('blanks');
    expect(withPrinters(openSince(at(9), 'book'), null).condition).toBe('open');
  });
});
