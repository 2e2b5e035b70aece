/** The office as a whole: its nouns, what they answer and show, and its life from listening to closing. */
import { linkFacts } from '../audit/index.ts';
import { chroniclePages } from '../chronicle/index.ts';
import { getOffice } from '../office/index.ts';
import { listPlaces } from '../place/index.ts';
import { type Basics, composeBasics } from './basics.ts';
import type { ComposedOffice, Surroundings } from './composed-office.ts';
import { officeHandlersOf } from './handlers.ts';
import { composeNouns, type Nouns } from './nouns.ts';

export async function compose(surroundings: Surroundings): Promise<ComposedOffice> {
  const basics = await composeBasics(surroundings);
  const nouns = await composeNouns(surroundings, basics);
  const { devices, planning, recordings, letters, handovers, stations } = nouns;
  return {
    officeHandlers: officeHandlersOf(surroundings, basics, nouns),
    syncHandlers: { ...stations.syncHandlers, ...recordings.syncHandlers, ...handovers.syncHandlers },
    equipmentHandlers: devices.equipmentHandlers,
    repairHandlers: devices.repairHandlers,
    paperHandlers: devices.paperHandlers,
    planningHandlers: planning.handlers,
    pages: pagesOf(surroundings, basics, nouns),
    identify: { officer: basics.sessions.identify, station: stations.identify },
    tasks: { 'find-plan': planning.findPlan, ...letters.tasks, ...recordings.tasks },
    setUpKey: basics.setUp.key,
    listening: async (url) => {
      if (basics.setUp.isDone() && (await stations.hasNone())) await stations.announceLocal(url);
    },
    upkeep: () => keepUp(surroundings, basics, nouns),
    recover: async () => {
      await recordings.recover();
      await letters.recover();
    },
    close: () => close(nouns),
  };
}

function pagesOf(
  { database }: Surroundings,
  { policyInForce, offsetMinutes }: Basics,
  { devices, status, announcements, notices, planning }: Nouns,
): ComposedOffice['pages'] {
  return [
    devices.labelPages,
    status.pages,
    announcements.pages,
    notices.pages,
    chroniclePages({
      database,
      places: () => listPlaces(database),
      register: planning.register,
      policy: policyInForce,
      offsetMinutes,
      officeName: async () => (await getOffice(database)).name,
    }),
  ];
}

async function keepUp({ relaxed }: Surroundings, { keys, setUp }: Basics, nouns: Nouns): Promise<void> {
  const { devices, recordings, cards, handovers, status, stations, notices } = nouns;
  await keys.takeNew();
  await stations.tellNewSurroundings();
  await recordings.upkeep();
  await linkFacts(relaxed);
  if (setUp.isDone()) await devices.chase();
  await status.keeper.refresh();
  if (setUp.isDone()) await notices.turn();
  await cards.turn();
  await handovers.turn();
}

/** Printers still report to the status, and the status to the announcements: in that order. */
async function close({ cards, status, ...nouns }: Nouns): Promise<void> {
  await cards.close();
  await status.keeper.close();
  const { notices, recordings, letters, announcements, handovers } = nouns;
  await Promise.all([notices, recordings, letters, announcements, handovers].map((noun) => noun.close()));
}
