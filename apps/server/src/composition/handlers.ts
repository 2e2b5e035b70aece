/** Which noun answers which question of the office's own API. */
import { auditRoutes } from '../audit/index.ts';
import { findCardInWork } from '../card/index.ts';
import { chronicleRoutes } from '../chronicle/index.ts';
import { lockEquipment } from '../equipment/index.ts';
import { getOffice, officeRoutes, officeView, settingsChanged } from '../office/index.ts';
import { officerRoutes } from '../officer/index.ts';
import { listEveryPlace, placeRoutes } from '../place/index.ts';
import { policyRoutes } from '../policy/index.ts';
import type { Residents } from '../ports/residents.ts';
import type { Basics } from './basics.ts';
import { composeCentre } from './centre.ts';
import type { ComposedOffice, Surroundings } from './composed-office.ts';
import { composeDemo } from './demo.ts';
import type { Nouns } from './nouns.ts';

export function officeHandlersOf(
  { database, clock, emit }: Surroundings,
  basics: Basics,
  nouns: Nouns,
): ComposedOffice['officeHandlers'] {
  const { keysDir, keyring, sessions, timeZone, offsetMinutes, setUp } = basics;
  const { stations, recordings, status, announcements, letters, deaths, blanks, cards, handovers } = nouns;
  const settingUp = {
    setUpKey: setUp.key,
    onSetUp: async (baseUrl: string): Promise<void> => {
      setUp.done();
      emit('configured');
      await stations.announceLocal(baseUrl);
    },
  };
  return {
    ...officeRoutes({ database, clock, keyring, sessions, ...settingUp }),
    ...officerRoutes({
      database,
      clock,
      sessions,
      officeView: () => officeView(database),
      placeNames: async () => new Map((await listEveryPlace(database)).map(({ id, name }) => [id, name])),
      settingsChanged,
    }),
    ...placeRoutes({
      database,
      clock,
      officeRegion: async () => (await getOffice(database)).regionCode,
      lockEquipment,
      settingsChanged,
    }),
    ...policyRoutes({ database, clock, settingsChanged }),
    ...composeDemo({
      database,
      clock,
      keyring,
      keysDir,
      imports: recordings.imports,
      devices: nouns.devices,
      offsetMinutes,
      ...settingUp,
    }),
    ...composeCentre({
      database,
      clock,
      timeZone,
      residents: residentsAndTheirCards(nouns),
      files: recordings.files,
      keyring,
      keysDir,
      sayCardOf: cards.sayCardOf,
      byReceipt: nouns.byReceipt,
      offersNotice: async (nik) => nouns.notices.isOpen && (await findCardInWork(database, nik)) !== null,
      deaths: deaths.deps,
      emit,
    }),
    ...auditRoutes({ database }),
    ...chronicleRoutes(database),
    ...stations.handlers,
    ...recordings.handlers,
    ...status.handlers,
    ...announcements.handlers,
    ...letters.handlers,
    ...deaths.handlers,
    ...blanks.handlers,
    ...cards.handlers,
    ...handovers.handlers,
  };
}

/** What the centre says of residents, it says of their cards, too. */
const residentsAndTheirCards = ({ recordings: { residents }, cards }: Nouns): Residents => ({
  ...residents,
  heardOf: async (tx, niks) => {
    await residents.heardOf(tx, niks);
    await cards.heardOf(tx, niks);
  },
});
