/** What the head is told before anything has stopped, from best to worst (EQP27). */
export const reserveLevels = ['calm', 'warning', 'emergency', 'stopped'] as const;
export type ReserveLevel = (typeof reserveLevels)[number];

/** How near a city is to a stop, by its working counters among all it has; without any it has nothing to lose yet. */
export function reserveLevelOf(working: number, counters: number): ReserveLevel {
  if (counters === 0 || working > 2) return 'calm';
  return working === 2 ? 'warning' : working === 1 ? 'emergency' : 'stopped';
}
