import { describe, expect, it } from 'vitest';
import { type Instant, toInstant } from '../kernel/calendar.ts';
import { derivePrinting, type PrintingStock } from './printing.ts';
import { type ServiceState, unknownYet } from './service.ts';
import type { Statement } from './statement.ts';
import { at, bare, noted, nothingDerived, place, statement, ten } from './testing/place-in-kupang.ts';

describe('printing by the book of blanks', () => {
  const stock = (part: Partial<PrintingStock> = {}): PrintingStock => ({
    standing: 'enough',
    emptySince: null,
    asOf: at('09:30'),
    lastPrintedAt: at('09:20'),
    ...part,
  });
  const cetak = (printing: PrintingStock | null, ...statements: Statement[]) =>
    place({ derived: { ...nothingDerived, cetak: derivePrinting(printing, ten) }, statements });
  const told = (condition: 'open' | 'limited' | 'stopped', cause: Statement['cause']) =>
    statement({ service: 'cetak', condition, cause });

  it('STS30 empty stops it since it was empty, few limit it, enough open it while cards are printed', () => {
    const empty = cetak(stock({ standing: 'empty', emptySince: at('09:10') })).services.cetak;
    expect(empty).toMatchObject({
      condition: 'stopped',
      cause: 'blanks',
      since: at('09:10'),
      asOf: at('09:30'),
      source: 'book',
    });
    expect(cetak(stock({ standing: 'few' })).services.cetak).toMatchObject({
      condition: 'limited',
      cause: 'few-blanks',
    });
    expect(cetak(stock()).services.cetak).toMatchObject({ condition: 'open', source: 'book' });
  });

  it('STS30 is not known where the book has not begun, or shows nothing of the printers', () => {
    expect(cetak(null).services.cetak).toEqual(unknownYet);
    const long = toInstant(Date.parse(ten) - 8 * 86_400_000);
    for (const lastPrintedAt of [null, long])
      expect(cetak(stock({ lastPrintedAt })).services.cetak.condition).toBe('unknown');
    expect(cetak(null, told('open', null)).services.cetak.condition).toBe('open');
  });

  it('STS31 empty blanks go before a statement that says better, and a broken printer before blanks that are there', () => {
    const claimed = cetak(stock({ standing: 'empty' }), told('open', null));
    expect(claimed.services.cetak).toMatchObject({ condition: 'stopped', cause: 'blanks' });
    expect(claimed.conflicts.map(({ service }) => service)).toEqual(['cetak']);
    const broken = cetak(stock(), told('stopped', 'printer'));
    expect(broken.services.cetak).toMatchObject({ condition: 'stopped', cause: 'printer' });
    expect(broken.conflicts).toEqual([]);
  });
});

describe('printing, stated and booked', () => {
  const book = (asOf: Instant, standing: 'empty' | 'few' | 'enough' = 'enough') =>
    derivePrinting({ standing, emptySince: null, asOf, lastPrintedAt: null }, ten);
  const empty = noted({ service: 'cetak', cause: 'blanks', madeAt: at('08:10') });
  const cetak = (printing: ServiceState, ...statements: Statement[]) =>
    bare({ derived: { ...nothingDerived, cetak: printing }, statements });

  it('STS31 a statement that blanks are empty is overtaken by what the book says later', () => {
    const after = cetak(book(at('09:00')), empty);
    expect(after.services.cetak).toMatchObject({
      condition: 'unknown',
      cause: 'printer-not-seen',
      source: 'book',
    });
    expect(after.overtaken).toEqual([empty.id]);
    expect(cetak(book(at('09:00'), 'few'), empty).services.cetak).toMatchObject({ condition: 'limited' });
  });

  it('STS31 it holds where the book is older, still empty, or not begun', () => {
    for (const printing of [book(at('08:00')), book(at('09:00'), 'empty'), unknownYet]) {
      const { services, overtaken } = cetak(printing, empty);
      expect(services.cetak).toMatchObject({ condition: 'stopped', cause: 'blanks' });
      expect(overtaken).toEqual([]);
    }
  });

  it('STS31 a later statement that blanks are empty is a conflict with a book that shows them used', () => {
    const printed = derivePrinting(
      { standing: 'enough', emptySince: null, asOf: at('08:00'), lastPrintedAt: at('08:00') },
      ten,
    );
    for (const printing of [printed, book(at('08:00'))]) {
      const { services, conflicts } = cetak(printing, empty);
      expect(services.cetak.condition).toBe('stopped');
      expect(conflicts).toMatchObject([{ service: 'cetak', ofCity: true }]);
    }
  });

  it('STS31 a statement on printers is not overtaken by blanks', () => {
    const broken = { ...empty, cause: 'printer' as const };
    expect(cetak(book(at('09:00')), broken).services.cetak).toMatchObject({ cause: 'printer' });
  });
});
