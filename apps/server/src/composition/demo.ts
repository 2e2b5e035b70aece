/** Wires the office of invented residents to the nouns that furnish it. */
import type { PlaceId } from '@rekam/domain';
import { theOffice } from '../audit/index.ts';
import { type DemoDeps, demoRoutes, playScene } from '../demo/index.ts';
import { listPlaces, recordPlace } from '../place/index.ts';
import { type Clock, nowOf } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { ComposedEquipment } from './equipment.ts';

interface Deps extends Pick<DemoDeps, 'imports' | 'keyring' | 'setUpKey' | 'onSetUp'> {
  readonly database: Database;
  readonly clock: Clock;
  readonly keysDir: string;
  readonly devices: ComposedEquipment;
  readonly offsetMinutes: () => Promise<number>;
}

export function composeDemo(deps: Deps) {
  const { database, clock, keysDir, devices, offsetMinutes, imports, keyring, setUpKey, onSetUp } = deps;
  const putOnMap = (placeId: PlaceId, position: { readonly latitude: number; readonly longitude: number }) =>
    recordPlace(database, { kind: 'place-changed', placeId, position }, nowOf(clock), {
      actor: theOffice,
      permittedBy: null,
    });
  const scenery = {
    database,
    clock,
    equipment: devices.equipment,
    components: () => devices.equipmentQueries.rows('all'),
    places: () => listPlaces(database),
    offsetMinutes,
    putOnMap,
  };
  return demoRoutes({
    imports,
    keyring,
    setUpKey,
    onSetUp,
    furnish: (scene) => playScene(scenery, scene),
    makeTrialSigner: async () =>
      (await import('../letter/trial-signer.ts')).makeTrialSigner(keysDir, clock()),
  });
}
