export { makeCentreAnswers } from './answers.ts';
export {
  type ByReceipt,
  makeByReceipt,
  nothingTyped,
  type ReceiptProblem,
  receiptFields,
  receiptProblems,
  type TypedReceipt,
  typedReceiptIn,
} from './by-receipt.ts';
export { getExportKey } from './export/export-key.ts';
export { type ExportDeps, exportRoutes } from './export/routes.ts';
export { type CentreRouteDeps, centreRoutes } from './routes.ts';
export { countPrintReady } from './store.ts';
