/** How far forecasts look, in days. */
export const horizons = [30, 90] as const;
export type Horizon = (typeof horizons)[number];
export const furthest = Math.max(...horizons);

/** So long may a fault be there without anybody having heard of it, days; what is older is known. */
export const longestUnheard = 120;
