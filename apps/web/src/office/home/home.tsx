import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { repairApi } from '@rekam/protocol/http/repair-api.ts';
import type { ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { homeWords } from '../../words/office/home.ts';
import { serviceWords } from '../../words/office/service.ts';
import { Link } from '../address.tsx';
import { useAnnouncementDuties } from '../announcement/duties.ts';
import { useAnswer } from '../asking.ts';
import { EnrolmentTable } from '../enrolment/enrolment-table.tsx';
import { Page } from '../frame/page.tsx';
import { Section } from '../frame/pieces.tsx';
import { useEquipmentDuties } from '../repair/duties.ts';
import { PastNotice } from '../service/past-days.tsx';
import { useMay, useSession } from '../session.tsx';
import { Backup } from './backup.tsx';
import { useFirstSteps } from './first-steps.ts';
import { type Duty, TodoList, useStationDuties } from './todo.tsx';

const freshEveryMs = 15_000;
const newestShown = 5;

/** What needs me today, and how the day goes. */
export function Home() {
  const w = useWords(homeWords);
  const may = useMay();
  const { officer } = useSession();
  const fresh = { everyMs: freshEveryMs };
  const stations = useAnswer(officeApi.listStations, undefined, { ...fresh, enabled: may('station.view') });
  const newest = useAnswer(
    officeApi.listEnrolments,
    { query: { limit: newestShown } },
    { ...fresh, enabled: may('enrolment.view') },
  );
  const status = useAnswer(officeApi.getServiceStatus, undefined, { ...fresh, enabled: may('service.view') });
  const announcements = useAnswer(officeApi.listAnnouncements, undefined, {
    ...fresh,
    enabled: may('announcement.draft'),
  });
  const announcementDuties = useAnnouncementDuties();
  const heldDuties = useHeldDuties();
  const reserveDuties = useReserveDuties();
  const equipment = { ...fresh, enabled: may('equipment.view') };
  const sets = useAnswer(equipmentApi.listSets, undefined, equipment);
  const repairs = useAnswer(repairApi.listRepairs, undefined, equipment);
  const loans = useAnswer(equipmentApi.listOverdueLoans, undefined, equipment);
  const equipmentDuties = useEquipmentDuties();
  const stationDuties = useStationDuties();
  const firstSteps = useFirstSteps();
  const duties: Duty[] = [
    ...(announcements.value ? announcementDuties(announcements.value) : []),
    ...heldDuties(newest.value?.counts.held ?? 0),
    ...equipmentDuties({
      sets: sets.value ?? [],
      repairs: repairs.value ?? [],
      loans: loans.value ?? [],
    }),
    ...(stations.value ? stationDuties(stations.value) : []),
    ...firstSteps,
  ];
  return (
    <Page heading={w.heading} lead={w.hello(officer?.name ?? '')}>
      <ProblemNotice problem={stations.problem ?? newest.problem} />
      <PastNotice />
      <Section heading={w.todo}>
        <TodoList first={status.value ? reserveDuties(status.value) : []} duties={duties} />
      </Section>
      <Figures stations={stations.value} counts={newest.value?.counts} />
      {may('audit.view') ? <Backup /> : null}
      {newest.value && newest.value.rows.length > 0 ? (
        <Section heading={w.newest} acts={<Link to="/enrolments">{w.newestAction}</Link>}>
          <EnrolmentTable rows={newest.value.rows} />
        </Section>
      ) : null}
    </Page>
  );
}

/** Rule STS16: two, one or no counter left comes before everything else. */
function useReserveDuties(): (status: ServiceStatusView) => Duty[] {
  const w = useWords(serviceWords).reserve;
  const may = useMay();
  return ({ reserve: { level, working, counters } }) => {
    if (level === 'calm' || !may('service.state')) return [];
    const tone = level === 'warning' ? 'warn' : 'bad';
    const where = { to: '/services', action: w.action };
    return [
      {
        key: 'reserve',
        tone,
        icon: 'warning',
        what: w[level],
        explain: w.leads[level](working, counters),
        ...where,
      },
    ];
  };
}

function useHeldDuties(): (held: number) => Duty[] {
  const w = useWords(homeWords);
  const may = useMay();
  return (held) => {
    if (held === 0) return [];
    const explain = may('enrolment.decide-held') ? w.heldDecide : w.heldOther;
    const where = { to: '/enrolments?state=held', action: w.heldAction };
    return [{ key: 'held', tone: 'bad', icon: 'warning', what: w.held(held), explain, ...where }];
  };
}

interface FiguresProps {
  readonly stations:
    | readonly { readonly recordedToday: number; readonly link: string; readonly state: string }[]
    | undefined;
  readonly counts: Readonly<Record<'received' | 'counted' | 'held', number>> | undefined;
}

function Figures({ stations, counts }: FiguresProps) {
  const w = useWords(homeWords);
  const { language } = useLanguage();
  const active = stations?.filter(({ state }) => state === 'active') ?? [];
  const online = active.filter(({ link }) => link === 'online').length;
  const today = stations?.reduce((sum, { recordedToday }) => sum + recordedToday, 0) ?? 0;
  const figures = [
    ...(stations ? [[w.recordedToday, today.toLocaleString(language)]] : []),
    ...(stations ? [[w.stationsOnline, `${online} / ${active.length}`]] : []),
    ...(counts
      ? [
          [w.waiting, counts.received.toLocaleString(language)],
          [w.heldAll, counts.held.toLocaleString(language)],
          [w.counted, counts.counted.toLocaleString(language)],
        ]
      : []),
  ];
  if (figures.length === 0) return null;
  return (
    <section aria-label={w.today}>
      <dl className="figures">
        {figures.map(([name, figure]) => (
          <div key={name} className="figure">
            <dt>{name}</dt>
            <dd>{figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
