import type { Action } from '@rekam/domain';
import type { ReactNode } from 'react';
import type { IconName } from '../parts/icons.tsx';
import { later } from '../parts/later.tsx';
import type { frameWords } from '../words/office/frame.ts';
import { NotFound } from './frame/not-found.tsx';

// Each screen comes when it is first opened, so that the sign-in and the first page are light on a slow line.
const AnnouncementPage = later(
  async () => (await import('./announcement/announcement-page.tsx')).AnnouncementPage,
);
const Home = later(async () => (await import('./home/home.tsx')).Home);
const Announcements = later(async () => (await import('./announcement/announcements.tsx')).Announcements);
const DraftPage = later(async () => (await import('./announcement/draft-page.tsx')).DraftPage);
const Audit = later(async () => (await import('./audit/audit.tsx')).Audit);
const Blanks = later(async () => (await import('./blank/blanks.tsx')).Blanks);
const Cards = later(async () => (await import('./card/cards.tsx')).Cards);
const Printing = later(async () => (await import('./card/printing/printing.tsx')).Printing);
const CentreExports = later(async () => (await import('./centre/exports.tsx')).CentreExports);
const Enrolment = later(async () => (await import('./enrolment/enrolment.tsx')).Enrolment);
const Enrolments = later(async () => (await import('./enrolment/enrolments.tsx')).Enrolments);
const ComponentPage = later(async () => (await import('./equipment/component-page.tsx')).ComponentPage);
const Components = later(async () => (await import('./equipment/components.tsx')).Components);
const SetPage = later(async () => (await import('./equipment/set-page.tsx')).SetPage);
const Sets = later(async () => (await import('./equipment/sets.tsx')).Sets);
const HandoverPage = later(async () => (await import('./handover/handover-page.tsx')).HandoverPage);
const Handovers = later(async () => (await import('./handover/handovers.tsx')).Handovers);
const WaitingCards = later(async () => (await import('./handover/waiting-cards.tsx')).WaitingCards);
const Batches = later(async () => (await import('./letter/batches.tsx')).Batches);
const EndingLetters = later(async () => (await import('./letter/ending.tsx')).EndingLetters);
const Letters = later(async () => (await import('./letter/letters.tsx')).Letters);
const Signing = later(async () => (await import('./letter/signing.tsx')).Signing);
const Account = later(async () => (await import('./officer/account.tsx')).Account);
const Officers = later(async () => (await import('./officer/officers.tsx')).Officers);
const PlaceRegister = later(async () => (await import('./place/place-register.tsx')).PlaceRegister);
const Planning = later(async () => (await import('./planning/planning.tsx')).Planning);
const Policy = later(async () => (await import('./policy/policy.tsx')).Policy);
const RepairPage = later(async () => (await import('./repair/repair-page.tsx')).RepairPage);
const Repairs = later(async () => (await import('./repair/repairs.tsx')).Repairs);
const Residents = later(async () => (await import('./resident/residents.tsx')).Residents);
const ServiceSettings = later(async () => (await import('./service/service-settings.tsx')).ServiceSettings);
const Services = later(async () => (await import('./service/services.tsx')).Services);
const Stations = later(async () => (await import('./station/stations.tsx')).Stations);
const Statistics = later(async () => (await import('./statistics/statistics.tsx')).Statistics);

/** Headings of the menu, in its order; what stands under the first has none. */
export const groups = ['today', 'people', 'public', 'equipment', 'office'] as const;

interface OfficePlace {
  readonly name: keyof (typeof frameWords)['id']['places'];
  readonly group: (typeof groups)[number];
  readonly path: string;
  readonly icon: IconName;
  /** Any of these actions opens it; none: everybody signed in. */
  readonly opensTo: readonly Action[];
  readonly show: () => ReactNode;
}

/** The parts of the office in the order of the menu. */
export const places: readonly OfficePlace[] = [
  { name: 'home', group: 'today', path: '/', icon: 'home', opensTo: [], show: () => <Home /> },
  {
    name: 'enrolments',
    group: 'people',
    path: '/enrolments',
    icon: 'finger',
    opensTo: ['enrolment.view'],
    show: () => <Enrolments />,
  },
  {
    name: 'residents',
    group: 'people',
    path: '/residents',
    icon: 'search',
    opensTo: ['resident.search', 'resident.import'],
    show: () => <Residents />,
  },
  {
    name: 'letters',
    group: 'people',
    path: '/letters',
    icon: 'signature',
    opensTo: ['letter.view'],
    show: () => <Letters />,
  },
  {
    name: 'blanks',
    group: 'people',
    path: '/blanks',
    icon: 'card',
    opensTo: ['blank.view'],
    show: () => <Blanks />,
  },
  {
    name: 'cards',
    group: 'people',
    path: '/cards',
    icon: 'printer',
    opensTo: ['card.view'],
    show: () => <Cards />,
  },
  {
    name: 'handovers',
    group: 'people',
    path: '/handovers',
    icon: 'hand',
    opensTo: ['handover.view'],
    show: () => <Handovers />,
  },
  {
    name: 'services',
    group: 'public',
    path: '/services',
    icon: 'signpost',
    opensTo: ['service.view'],
    show: () => <Services />,
  },
  {
    name: 'announcements',
    group: 'public',
    path: '/announcements',
    icon: 'megaphone',
    opensTo: ['announcement.view'],
    show: () => <Announcements />,
  },
  {
    name: 'stations',
    group: 'equipment',
    path: '/stations',
    icon: 'link',
    opensTo: ['station.view'],
    show: () => <Stations />,
  },
  {
    name: 'equipment',
    group: 'equipment',
    path: '/equipment',
    icon: 'face',
    opensTo: ['equipment.view'],
    show: () => <Sets />,
  },
  {
    name: 'repairs',
    group: 'equipment',
    path: '/repairs',
    icon: 'wrench',
    opensTo: ['equipment.view'],
    show: () => <Repairs />,
  },
  {
    name: 'officers',
    group: 'office',
    path: '/officers',
    icon: 'person',
    opensTo: ['officer.view'],
    show: () => <Officers />,
  },
  {
    name: 'policy',
    group: 'office',
    path: '/policy',
    icon: 'book',
    opensTo: ['policy.view'],
    show: () => <Policy />,
  },
  {
    name: 'statistics',
    group: 'office',
    path: '/statistics',
    icon: 'chart',
    opensTo: ['statistics.view'],
    show: () => <Statistics />,
  },
  {
    name: 'audit',
    group: 'office',
    path: '/audit',
    icon: 'iris',
    opensTo: ['audit.view'],
    show: () => <Audit />,
  },
];

const mayOpen = (place: OfficePlace, actions: readonly string[]): boolean =>
  place.opensTo.length === 0 || place.opensTo.some((action) => actions.includes(action));

/** The parts that this officer's menu shows. */
export const placesFor = (actions: readonly string[]): readonly OfficePlace[] =>
  places.filter((place) => mayOpen(place, actions));

/** The screen of a path; what the officer may not open does not exist for them. */
export function placeAt(path: string, actions: readonly string[]): ReactNode {
  if (path === '/account') return <Account />;
  if (path === '/places' && actions.includes('service.configure')) return <PlaceRegister />;
  if (path === '/cards/printing' && (actions.includes('card.view') || actions.includes('card.set-printer')))
    return <Printing />;
  if (path === '/services/settings' && actions.includes('service.configure')) return <ServiceSettings />;
  if (path === '/letters/batches' && actions.includes('letter.view')) return <Batches />;
  if (path === '/letters/signing' && actions.includes('letter.view')) return <Signing />;
  if (path === '/letters/ending' && actions.includes('letter.view')) return <EndingLetters />;
  if (path === '/enrolments/centre' && actions.includes('centre.export')) return <CentreExports />;
  const one = /^\/enrolments\/((?:enr|pkt)_[0-9a-f]{32})$/.exec(path);
  if (one?.[1] && actions.includes('enrolment.view')) return <Enrolment key={one[1]} id={one[1]} />;
  if (path === '/handovers/waiting' && actions.includes('handover.view')) return <WaitingCards />;
  const handed = /^\/handovers\/(hov_[0-9a-f]{32})$/.exec(path)?.[1];
  if (handed && actions.includes('handover.view')) return <HandoverPage key={handed} id={handed} />;
  const said = /^\/announcements\/(adr_[0-9a-f]{32}|[1-9]\d{0,8})$/.exec(path)?.[1];
  if (said && actions.includes('announcement.view'))
    return said.startsWith('adr_') ? (
      <DraftPage key={said} id={said} />
    ) : (
      <AnnouncementPage key={said} number={Number(said)} />
    );
  if (actions.includes('equipment.view')) {
    const found = equipmentAt(path);
    if (found) return found;
  }
  const place = placesFor(actions).find((known) => known.path === path);
  return place ? place.show() : <NotFound />;
}

function equipmentAt(path: string): ReactNode {
  if (path === '/equipment/components') return <Components />;
  if (path === '/planning') return <Planning />;
  const [, kind, id] =
    /^\/(equipment\/components|equipment\/sets|repairs)\/([a-z]{3}_[0-9a-f]{32})$/.exec(path) ?? [];
  if (!id) return null;
  if (kind === 'equipment/components') return <ComponentPage key={id} id={id} />;
  return kind === 'equipment/sets' ? <SetPage key={id} id={id} /> : <RepairPage key={id} id={id} />;
}
