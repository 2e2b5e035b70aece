export * from './failure.ts';
export * from './port.ts';
export { connectPrinter, type IppPrinter, type PrinterSettings } from './printer/ipp-printer.ts';
export { createSbiDevices } from './sbi/client.ts';
export { provesRecord } from './sbi/jws.ts';
export type { SbiSettings } from './sbi/options.ts';
export { chainHashOf } from './sbi/verify-capture.ts';
export { type FaultName, type FaultOrder, faultCatalogue, faultNames } from './simulated/faults.ts';
export { type RunningDevices, type SimulatorSettings, startSimulatedDevices } from './simulated/simulator.ts';
