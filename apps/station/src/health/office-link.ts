/** The standing conversation with the office: heartbeats, its clock, new settings, the directory, what is backed up. */
import { type Instant, isId, type PacketId } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import type { syncApi } from '@rekam/protocol/http/sync-api.ts';
import { Refused } from '@rekam/protocol/refusals/refused.ts';
import type { StationClock } from '../clock/station-clock.ts';
import type { Directory } from '../directory/directory.ts';
import type { IdentityStore } from '../identity/identity.ts';
import type { Emit } from '../ports/events.ts';
import type { Office } from '../ports/office.ts';

/** Pause between two heartbeats, ms. */
const heartbeatEveryMs = 30_000;
/** Pause while a device has just come or gone: the office believes a change only when it lasts. */
const unsettledEveryMs = 10_000;

type SignedHeartbeat = BodyOf<typeof syncApi.heartbeat>;

export interface LinkState {
  readonly state: 'online' | 'offline' | 'unknown';
  /** Refusal code of the last failed try; null after a success. */
  readonly problem: string | null;
}

export interface OfficeLinkParts {
  readonly office: Office;
  readonly identity: IdentityStore;
  readonly clock: StationClock;
  readonly directory: Directory;
  /** Milliseconds by a clock that nobody can set. */
  readonly monotonicMs: () => number;
  /** The next heartbeat, with a number of its own. */
  readonly makeHeartbeat: () => Promise<SignedHeartbeat>;
  /** Whether a device has come or gone a moment ago. */
  readonly unsettled: () => boolean;
  /** Sent packets of which a backup of the office holds these. */
  readonly onBackedUp: (packetIds: readonly PacketId[]) => Promise<void>;
  readonly onSettings: () => Promise<void>;
  readonly onContact: () => void;
  readonly emit: Emit;
}

export interface OfficeLink {
  readonly state: () => LinkState;
  /** Of the last call that was answered, ms; null before the first. */
  readonly roundTripMs: () => number | null;
  /** Speaks with the office now; never throws. */
  readonly beat: () => Promise<void>;
  /** Fetches what changed among the residents, while somebody is signed in; never throws. */
  readonly refreshDirectory: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => void;
}

export function makeOfficeLink(parts: OfficeLinkParts): OfficeLink {
  const { office, identity, clock, directory, monotonicMs, emit } = parts;
  let link: LinkState = { state: 'unknown', problem: null };
  let timer: NodeJS.Timeout | undefined;
  let beating: Promise<void> | null = null;
  let stopped = false;
  let lastRoundTripMs: number | null = null;

  const setLink = (next: LinkState): void => {
    if (next.state !== link.state || next.problem !== link.problem)
      emit('link', { state: next.state, problem: next.problem });
    link = next;
  };

  const refreshDirectory = async (): Promise<void> => {
    const recipients = recipientsOf(identity);
    if (recipients.length === 0) return;
    try {
      await directory.refresh(
        async (after, limit) => {
          const page = await office.directory(after, limit);
          if (!page.ok) throw new Refused(page.code, page.details);
          return page.value;
        },
        recipients,
        clock.now,
      );
    } catch (error) {
      emit('directory-not-refreshed', {
        code: error instanceof Refused ? error.code : 'STATION_WRITE_FAILED',
      });
    }
  };

  const beatOnce = async (): Promise<void> => {
    let askedAtMs = monotonicMs();
    let outcome = await office.heartbeat(await parts.makeHeartbeat());
    // The line says a small call again when its connection was stale; if the first had arrived, the next number helps.
    if (!outcome.ok && outcome.code === 'HEARTBEAT_REPLAYED') {
      askedAtMs = monotonicMs();
      outcome = await office.heartbeat(await parts.makeHeartbeat());
    }
    if (!outcome.ok) {
      if (outcome.code === 'STATION_REVOKED') await identity.markRevoked();
      setLink({ state: 'offline', problem: outcome.code });
      return;
    }
    const { officeTime, settingsVersion, directoryRevision, backedUp } = outcome.value;
    lastRoundTripMs = Math.round(monotonicMs() - askedAtMs);
    await clock.noteContact(officeTime as Instant, lastRoundTripMs);
    setLink({ state: 'online', problem: null });
    parts.onContact();
    await parts.onBackedUp(backedUp.filter((id) => isId('packet', id)));
    if (settingsVersion !== identity.find()?.settings.version) await refreshSettings(parts);
    // A copy that is complete and newest still gets its date renewed, so that it does not expire while in contact.
    const { refreshedAt } = directory.state();
    const stale = refreshedAt === null || Date.parse(clock.now()) - Date.parse(refreshedAt) > 3_600_000;
    if (directoryRevision !== directory.revision() || stale) await refreshDirectory();
  };

  const beat = (): Promise<void> => {
    beating ??= beatOnce()
      .catch((error: unknown) => {
        emit('problem', { operation: 'heartbeat', name: error instanceof Error ? error.name : typeof error });
        setLink({ state: 'offline', problem: 'STATION_WRITE_FAILED' });
      })
      .finally(() => {
        beating = null;
      });
    return beating;
  };

  const loop = async (): Promise<void> => {
    await beat();
    const pauseMs = parts.unsettled() ? unsettledEveryMs : heartbeatEveryMs;
    if (!stopped) timer = setTimeout(loop, pauseMs).unref();
  };

  return {
    state: () => link,
    roundTripMs: () => lastRoundTripMs,
    beat,
    refreshDirectory,
    start: () => void loop(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function refreshSettings({ office, identity, onSettings, emit }: OfficeLinkParts): Promise<void> {
  const settings = await office.settings();
  if (!settings.ok) return;
  const accepted = await identity.acceptSettings(settings.value);
  if (!accepted.ok) emit('settings-refused', { code: accepted.code });
  else if (accepted.value) await onSettings();
}

/** Everyone who may read the directory: the active operators of this station. */
export const recipientsOf = (identity: IdentityStore): string[] =>
  (identity.find()?.settings.operators ?? [])
    .filter((operator) => operator.active)
    .map((operator) => operator.recipient);
