export { getCard, takeUpReady } from './commands.ts';
export { getReadyCard, handOverCard } from './hand-over.ts';
export { askPrinter, type PrinterSaid } from './printing/ask.ts';
export { sayComplaint } from './printing/complaints.ts';
export { makeHearing } from './printing/hearing.ts';
export { makePrinterLines } from './printing/line.ts';
export { type PrintingRouteDeps, printingRoutes } from './printing/routes.ts';
export { type CardRouteDeps, cardRoutes } from './routes.ts';
export { countWaiting, insertPrintPolicy } from './store.ts';
