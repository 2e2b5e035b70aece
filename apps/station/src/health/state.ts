/** Everything the status bar shows. Nothing in here waits for a device or the office. */
import { dayAt, type EnrolmentPolicy, offlineAllowance, timeZones } from '@rekam/domain';
import type { StationState } from '@rekam/protocol/http/counter-views.ts';
import type { StationClock } from '../clock/station-clock.ts';
import type { DeviceWatch } from '../devices/device-watch.ts';
import { type Directory, isExpired } from '../directory/directory.ts';
import { type Identity, policyFor } from '../identity/identity.ts';
import type { OperatorSession } from '../operators/session.ts';
import type { LinkState } from './office-link.ts';

/** What the spool says of itself. */
export type SpoolState = StationState['spool'] & { readonly unsent: number };

export interface StateParts {
  readonly identity: Identity | null;
  readonly clock: StationClock;
  readonly directory: Directory;
  readonly watch: DeviceWatch;
  readonly link: LinkState;
  readonly spool: SpoolState;
  readonly freeBytes: number;
  readonly session: OperatorSession | null;
  readonly openEnrolmentId: string | null;
  readonly setAside: number;
  readonly softwareVersion: string;
  readonly demo: boolean;
}

export function makeState(parts: StateParts): StationState {
  const { identity, clock, session, link, freeBytes } = parts;
  const settings = identity?.settings ?? null;
  const policy = findPolicy(identity, clock);
  const { at, trusted, offsetMs } = clock.reading();
  const { unsent, ...spool } = parts.spool;
  return {
    enrolled: identity !== null,
    revoked: identity?.revoked ?? false,
    station: settings && { id: settings.stationId, name: settings.stationName, place: settings.place },
    officeName: settings?.officeName ?? null,
    officeUrl: identity?.officeUrl ?? null,
    link: { state: link.state, lastContactAt: clock.lastContactAt() },
    clock: {
      now: at,
      trusted,
      offsetMs,
      offsetMinutesEast: timeZones[settings?.timeZone ?? 'WIB'].offsetMinutes,
    },
    spool,
    disk: { freeBytes, enough: freeBytes >= (policy?.minimumFreeBytes ?? 0) },
    devices: parts.watch.states(),
    operator: session && {
      id: session.operatorId,
      name: session.name,
      roles: [...session.roles],
      since: session.since,
    },
    allowance:
      policy &&
      offlineAllowance({
        lastContactAt: clock.lastContactAt(),
        unsent,
        now: at,
        seenAt: clock.seenAt(),
        policy,
      }),
    directory: directoryState(parts, policy),
    openEnrolmentId: parts.openEnrolmentId,
    setAside: parts.setAside,
    softwareVersion: parts.softwareVersion,
    demo: parts.demo || (settings?.demo ?? false),
  };
}

function directoryState({ directory, clock }: StateParts, policy: EnrolmentPolicy | null) {
  const { residents, refreshedAt, syncing } = directory.state();
  const expired = isExpired(refreshedAt, clock.now(), policy?.directoryDays ?? 0);
  return { residents, refreshedAt, expired, syncing };
}

/** The policy of today; null while there is none. */
export function findPolicy(
  identity: Identity | null,
  clock: Pick<StationClock, 'now'>,
): EnrolmentPolicy | null {
  if (!identity) return null;
  const { offsetMinutes } = timeZones[identity.settings.timeZone];
  const policy = policyFor(identity.settings, dayAt(clock.now(), offsetMinutes));
  return policy.ok ? policy.value : null;
}
