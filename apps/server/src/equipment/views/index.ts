/** What is known of the equipment, put together for screens and for other nouns. */
import { type ComponentViewDeps, makeComponentViews } from './components.ts';
import { makeSetViews, type SetViewDeps } from './sets.ts';

export type { FaultThere, SetOverview } from './sets.ts';

export type EquipmentQueries = ReturnType<typeof makeEquipmentQueries>;

export const makeEquipmentQueries = (deps: ComponentViewDeps & SetViewDeps) => ({
  ...makeComponentViews(deps),
  ...makeSetViews(deps),
});
