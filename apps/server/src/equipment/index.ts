export { makePrinterReports, type PrinterReports } from './by-printers.ts';
export { makeStationReports } from './by-stations.ts';
export { type Equipment, getComponent, getFault, makeEquipment } from './commands.ts';
export { importHistory } from './history.ts';
export { labelPages, makeReporting } from './labels/index.ts';
export { equipmentPolicyOn } from './policy.ts';
export { equipmentRoutes } from './routes.ts';
export { listComponents, listFaults, listOpenFaults, listSets, lockEquipment } from './store.ts';
export {
  type EquipmentQueries,
  type FaultThere,
  makeEquipmentQueries,
  type SetOverview,
} from './views/index.ts';
