import type { ChronicleDays } from '@rekam/domain';
import type { DemoScene } from '@rekam/protocol/http/set-up-api.ts';
import { kupang2017, kupang2017Sets } from '@rekam/testkit/demo-city/kupang-2017.ts';
import { theOffice } from '../audit/index.ts';
import { type BringInDeps, bringInChronicle } from '../chronicle/index.ts';
import { type FurnishDeps, furnishDemo } from './furnish.ts';

const by = { actor: theOffice, permittedBy: null };

/** The equipment of a scene and, where it plays in the past, what sources tell of that. */
export async function playScene(
  deps: BringInDeps & FurnishDeps,
  scene: DemoScene,
): Promise<ChronicleDays | null> {
  if (scene === 'today') {
    await furnishDemo(deps);
    return null;
  }
  await furnishDemo(deps, kupang2017Sets, []);
  await bringInChronicle(deps, kupang2017, by);
  const { title, tellsFrom, tellsUntil, highlights } = kupang2017;
  return { title, tellsFrom, tellsUntil, highlights };
}
