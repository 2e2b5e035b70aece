export { applyFacts, compactTally, rebuildRecordings } from './derive.ts';
export { freeBytesOf, listFiles, openPacketFiles, type PacketFiles, syncFolder } from './files.ts';
export {
  asFact,
  findCounted,
  lockResident,
  type OpeningDeps,
  openReceived,
  rememberOpenings,
  writeFacts,
} from './open-packet.ts';
export { makeOpeningPool, type OpeningPool } from './opening-pool.ts';
export { makeReceiving, type Receiving, type ReceivingDeps } from './receive.ts';
export { packetRoutes } from './routes.ts';
export { encryptSamples, readSample, type Sample } from './samples-file.ts';
export { destroyPart, findPart, openSealedParts, type SealedParts, writePart } from './sealed-parts.ts';
export { listBackedUp, orderAllOpenings, orderOpening, receivedToday } from './store.ts';
