export { makeCentreAnswers } from './answers.ts';
export { getExportKey } from './export/export-key.ts';
export { type ExportDeps, exportRoutes } from './export/routes.ts';
export { centreRoutes } from './routes.ts';
export { countPrintReady } from './store.ts';
