// AssemblyScript: where things lie for a comparison; comparison-kernels.ts and comparison-compiled.ts say what they are.

export const headBytes: usize = 16;
export const pointBytes: usize = 64;
export const seedBytes: usize = 24;
export const linkBytes: usize = 16;

/** Where the weights of turns, the tables of directions and what growth needs lie among the settings. */
export const weightsAt: usize = 64;
export const tablesAt: usize = weightsAt + 1024;
export const growthAt: usize = tablesAt + 8192;

/** What lies in the room for work: links, what is told of each seed side by side, and seeds. */
export const linkRoom: usize = 256 * 256 * 8;
export const byteRoom: usize = 256;
export const placeRoom: usize = 256 * 32;
export const endRoom: usize = 256 * 4;
export const seedsAt: usize = linkRoom + 3 * byteRoom + placeRoom + endRoom;
