// AssemblyScript: the costly loops of extraction, one file a stage. Each function that is exported here has a twin in
// src/fingerprint/kernels/extraction-twin.ts, which says what it does; arguments of type usize are the addresses of
// the arrays that the twin is given.

export { evenOut } from './contrast';
export { filterCells } from './filter';
export { bitRow, ridgeLines } from './lines';
export { strongestWaves, wavesRoom } from './waves';
