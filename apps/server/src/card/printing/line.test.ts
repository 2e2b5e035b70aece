import { expect, it } from 'vitest';
import { makePrinterLines } from './line.ts';
import type { CardPrinter } from './store.ts';

it('a printer that takes the question and says nothing holds nobody up who looks, and is asked once at a time', async () => {
  const printer = { id: 'cpr_1', name: 'Printer bisu', url: 'ipp://bisu' } as unknown as CardPrinter;
  let asked = 0;
  const never = new Promise<never>(() => undefined);
  const connect = () => ({
    condition: () => {
      asked += 1;
      return never;
    },
  });
  const lines = makePrinterLines({ connect } as unknown as Parameters<typeof makePrinterLines>[0]);
  const looks = [lines.glance(printer, false), lines.glance(printer, false)];
  for (const heard of await Promise.all(looks)) expect(heard).toMatchObject({ code: 'PRINTER_SILENT' });
  expect(asked).toBe(1);
  await lines.close();
});
