/** Of 512 directions, that the compiled kernel turns by the same numbers as its twin. */
export const cosines = Float64Array.from({ length: 512 }, (_, i) => Math.cos((i * 2 * Math.PI) / 512));
export const sines = Float64Array.from({ length: 512 }, (_, i) => Math.sin((i * 2 * Math.PI) / 512));
