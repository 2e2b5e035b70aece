import { type Place, type PlaceId, type Position, toInstant, type Whereabouts } from '@rekam/domain';
import {
  type DemoComponent,
  type DemoSet,
  demoSets,
  demoSpares,
} from '@rekam/testkit/demo-city/demo-equipment.ts';
import { demoPositions } from '@rekam/testkit/demo-city/demo-positions.ts';
import { theOffice } from '../audit/index.ts';
import type { Equipment } from '../equipment/index.ts';
import type { Clock } from '../ports/clock.ts';

export interface FurnishDeps {
  readonly equipment: Equipment;
  readonly clock: Clock;
  readonly places: () => Promise<readonly Place[]>;
  /** Writes down where a place stands. */
  readonly putOnMap?: (placeId: PlaceId, position: Position) => Promise<void>;
}

const by = { actor: theOffice, permittedBy: null };
const dayMs = 86_400_000;

/** Gives the demo city its six sets and spares, through the same commands as a real register. */
export async function furnishDemo(
  { equipment, clock, places, putOnMap }: FurnishDeps,
  sets: readonly DemoSet[] = demoSets,
  spares: readonly DemoComponent[] = demoSpares,
): Promise<void> {
  const known = await places();
  const register = async ({ description, fault }: DemoComponent, where: Whereabouts): Promise<void> => {
    const id = await equipment.register({ description, where }, by);
    if (!fault) return;
    const { daysAgo, ...report } = fault;
    const since = toInstant(clock() - daysAgo * dayMs);
    const source = { kind: 'record', reference: 'contoh' } as const;
    await equipment.report(id, { ...report, since, source, fileIds: [] }, by);
  };
  for (const { place, components } of sets) {
    const at = known.find(({ name }) => name === place);
    if (!at) continue;
    const setId = await equipment.addSet({ placeId: at.id, name: 'Set 1', stationId: null }, by);
    for (const component of components) await register(component, { at: 'set', setId });
  }
  for (const { id, regionCode } of known) {
    const position = demoPositions[regionCode as keyof typeof demoPositions];
    if (position) await putOnMap?.(id, position);
  }
  const office = known.find(({ kind }) => kind === 'disdukcapil');
  for (const spare of office ? spares : []) await register(spare, { at: 'store', placeId: office!.id });
}
