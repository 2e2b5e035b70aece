import type { StationRow } from '@rekam/protocol/http/station-api.ts';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { useWords } from '../../words/language.tsx';
import { homeWords } from '../../words/office/home.ts';
import { Link } from '../address.tsx';
import { useAge } from '../frame/use-age.ts';
import { useMay } from '../session.tsx';
import { useDrift } from '../station/station-state.tsx';

export interface Duty {
  readonly key: string;
  readonly tone: 'bad' | 'warn' | 'calm';
  readonly icon: IconName;
  readonly what: string;
  readonly explain: string;
  readonly to: string;
  readonly action: string;
}

const gravity = { bad: 0, warn: 1, calm: 2 } as const;

interface TodoListProps {
  /** What comes before everything else, however grave that is. */
  readonly first?: readonly Duty[];
  readonly duties: readonly Duty[];
}

/** What waits for this officer, the gravest first. */
export function TodoList({ first = [], duties }: TodoListProps) {
  const w = useWords(homeWords);
  if (first.length + duties.length === 0) {
    return (
      <div className="todo-line todo-good">
        <Icon name="check" size={28} />
        <div>
          <strong>{w.nothing}</strong>
          <p className="soft">{w.nothingLead}</p>
        </div>
      </div>
    );
  }
  const sorted = [...first, ...duties.toSorted((a, b) => gravity[a.tone] - gravity[b.tone])];
  return (
    <ul className="todo">
      {sorted.map(({ key, ...duty }) => (
        <DutyLine key={key} {...duty}>
          <Link to={duty.to}>{duty.action}</Link>
        </DutyLine>
      ))}
    </ul>
  );
}

function DutyLine({
  tone,
  icon,
  what,
  explain,
  children,
}: Omit<Duty, 'key'> & { readonly children: ReactNode }) {
  return (
    <li className={`todo-line todo-${tone}`}>
      <Icon name={icon} size={28} />
      <div>
        <strong>{what}</strong>
        <p className="soft">{explain}</p>
      </div>
      {children}
    </li>
  );
}

/** Above this a station's clock deserves a look, ms. */
const noticeableDriftMs = 60_000;

/** What stations want of somebody: those that are silent, whose packets are old, whose clocks are wrong. */
export function useStationDuties(): (stations: readonly StationRow[]) => Duty[] {
  const w = useWords(homeWords);
  const age = useAge();
  const drift = useDrift();
  const may = useMay();
  return (stations) => {
    if (stations.length === 0 && may('station.enrol')) {
      const words = { what: w.noStation, explain: w.noStationLead, action: w.noStationAction };
      return [{ key: 'no-station', tone: 'calm', icon: 'link', to: '/stations', ...words }];
    }
    return stations.filter(({ state }) => state === 'active').flatMap(dutiesOf);
  };

  function dutiesOf(station: StationRow): Duty[] {
    const { id, name, place, link, lastSeenAt, alarm, outbox, oldestUnsentAt, clockOffsetMs } = station;
    const about = { to: '/stations', action: w.stationAction };
    const duties: Duty[] = [];
    if (alarm && oldestUnsentAt) {
      const explain = w.oldAge(outbox ?? 1, age(oldestUnsentAt));
      duties.push({
        key: `${id} old`,
        tone: 'bad',
        icon: 'packet',
        what: w.old(name, place.name),
        explain,
        ...about,
      });
    }
    if (link !== 'online') {
      const explain = lastSeenAt ? w.silentSince(age(lastSeenAt)) : w.silentNever;
      const what = w.silent(name, place.name);
      duties.push({ key: `${id} silent`, tone: 'warn', icon: 'linkOff', what, explain, ...about });
    }
    if (clockOffsetMs !== null && Math.abs(clockOffsetMs) > noticeableDriftMs) {
      const explain = w.clockOffset(drift(clockOffsetMs));
      const what = w.clock(name, place.name);
      duties.push({ key: `${id} clock`, tone: 'warn', icon: 'clock', what, explain, ...about });
    }
    return duties;
  }
}
