import type { StationRow } from '@rekam/protocol/http/station-api.ts';
import { formatAge, formatDate, formatDuration } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { stationWords } from '../../words/office/station.ts';
import { terms } from '../../words/terms/index.ts';
import { Tag, type Tone } from '../frame/pieces.tsx';
import { useAge } from '../frame/use-age.ts';

interface StationProps {
  readonly station: StationRow;
}

const linkTones: Readonly<Record<StationRow['link'], Tone>> = {
  online: 'good',
  silent: 'warn',
  never: 'still',
};

export function LinkState({ station }: StationProps) {
  const w = useWords(stationWords);
  const age = useAge();
  if (station.state === 'revoked') return <Tag tone="still">{w.revoked}</Tag>;
  return (
    <>
      <Tag tone={linkTones[station.link]}>{w.links[station.link]}</Tag>
      <small>
        {station.lastSeenAt
          ? w.seen(age(station.lastSeenAt))
          : w.enrolled(formatDate(station.enrolledAt.slice(0, 10)))}
      </small>
    </>
  );
}

export function PacketState({ station }: StationProps) {
  const w = useWords(stationWords);
  const f = useWords(frameWords);
  const age = useAge();
  const { outbox, held, oldestUnsentAt, alarm } = station;
  if (outbox === null) return <>{f.none}</>;
  return (
    <>
      {outbox === 0 ? w.nothingWaiting : null}
      {outbox > 0 ? <Tag tone={alarm ? 'bad' : 'calm'}>{w.waiting(outbox)}</Tag> : null}
      {held ? <Tag tone="bad">{w.held(held)}</Tag> : null}
      {oldestUnsentAt ? <small>{w.oldest(age(oldestUnsentAt))}</small> : null}
    </>
  );
}

/** A difference below this is nobody's business, ms. */
const smallDriftMs = 2000;

/** `+0:42`: how far the station is ahead of the office, minutes and seconds; in days when it is far. */
export function useDrift(): (offsetMs: number) => string {
  const { ago } = useWords(frameWords);
  return (offsetMs) => {
    const far = Math.abs(offsetMs) >= 3_600_000;
    const size = far ? formatAge(Math.abs(offsetMs), ago) : formatDuration(Math.abs(offsetMs));
    return `${offsetMs < 0 ? '−' : '+'}${size}`;
  };
}

export function ClockState({ station }: StationProps) {
  const w = useWords(stationWords);
  const drift = useDrift();
  const { clockOffsetMs, clockTrusted } = station;
  if (clockOffsetMs === null) return <>{w.clockUnknown}</>;
  if (clockTrusted && Math.abs(clockOffsetMs) < smallDriftMs) return <>{w.clockGood}</>;
  return <Tag tone={clockTrusted ? 'still' : 'warn'}>{w.clockOff(drift(clockOffsetMs))}</Tag>;
}

const goodStatuses = new Set(['ready', 'busy', 'browser']);

export function Devices({ station }: StationProps) {
  const w = useWords(stationWords);
  const t = useWords(terms);
  if (station.devices.length === 0) return <>{w.noDevices}</>;
  return (
    <ul className="device-list">
      {station.devices.map((device) => {
        const kind = t.devices[device.kind as keyof typeof t.devices] ?? device.kind;
        const status = t.deviceStatus[device.status as keyof typeof t.deviceStatus] ?? device.status;
        const good = goodStatuses.has(device.status);
        return (
          <li key={device.kind} className={good ? undefined : 'device-bad'}>
            {kind}: {status}
            {device.problem ? <small>{device.problem}</small> : null}
          </li>
        );
      })}
    </ul>
  );
}
