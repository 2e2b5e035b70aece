import type { Action } from '@rekam/domain';
import type { ReactNode } from 'react';
import type { IconName } from '../parts/icons.tsx';
import type { frameWords } from '../words/office/frame.ts';
import { AnnouncementPage } from './announcement/announcement-page.tsx';
import { Announcements } from './announcement/announcements.tsx';
import { DraftPage } from './announcement/draft-page.tsx';
import { Audit } from './audit/audit.tsx';
import { Blanks } from './blank/blanks.tsx';
import { Cards } from './card/cards.tsx';
import { Printing } from './card/printing/printing.tsx';
import { CentreExports } from './centre/exports.tsx';
import { Enrolment } from './enrolment/enrolment.tsx';
import { Enrolments } from './enrolment/enrolments.tsx';
import { ComponentPage } from './equipment/component-page.tsx';
import { Components } from './equipment/components.tsx';
import { SetPage } from './equipment/set-page.tsx';
import { Sets } from './equipment/sets.tsx';
import { NotFound } from './frame/not-found.tsx';
import { HandoverPage } from './handover/handover-page.tsx';
import { Handovers } from './handover/handovers.tsx';
import { WaitingCards } from './handover/waiting-cards.tsx';
import { Home } from './home/home.tsx';
import { Batches } from './letter/batches.tsx';
import { EndingLetters } from './letter/ending.tsx';
import { Letters } from './letter/letters.tsx';
import { Signing } from './letter/signing.tsx';
import { Account } from './officer/account.tsx';
import { Officers } from './officer/officers.tsx';
import { PlaceRegister } from './place/place-register.tsx';
import { Planning } from './planning/planning.tsx';
import { Policy } from './policy/policy.tsx';
import { RepairPage } from './repair/repair-page.tsx';
import { Repairs } from './repair/repairs.tsx';
import { Residents } from './resident/residents.tsx';
import { ServiceSettings } from './service/service-settings.tsx';
import { Services } from './service/services.tsx';
import { Stations } from './station/stations.tsx';
import { Statistics } from './statistics/statistics.tsx';

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
