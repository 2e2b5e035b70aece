/** Which devices are there now: looked for in the background, so that nobody ever waits for a scan. */
import type { BiometricDevices, DeviceDescription, DeviceFailure, DeviceKind } from '@rekam/devices';
import type { StationState } from '@rekam/protocol/http/counter-views.ts';

export type DeviceState = StationState['devices'][number];

/** Pause between two scans, ms. */
const scanEveryMs = 10_000;

export interface DeviceWatch {
  /** One line for each kind of device a recording may need. */
  readonly states: () => DeviceState[];
  readonly described: () => readonly DeviceDescription[];
  /** The device to use for a kind: a trusted and ready one first; undefined when none was found. */
  readonly find: (kind: DeviceKind) => DeviceDescription | undefined;
  /** Notes what a call to a device has shown, so that the status bar says it before the next scan does. */
  readonly noteFailure: (kind: DeviceKind, failure: DeviceFailure) => void;
  readonly noteSuccess: (kind: DeviceKind) => void;
  /** How long a kind has been as it is now, ms. */
  readonly statusForMs: (kind: DeviceKind) => number;
  /** Hears whenever a device came, went, or failed. */
  readonly onChange: (listener: () => void) => void;
  /** Keeps scans away while a device works. */
  readonly whileBusy: <T>(work: () => Promise<T>) => Promise<T>;
  readonly scan: () => Promise<void>;
  readonly start: () => void;
  readonly stop: () => void;
}

const kinds = ['finger', 'iris', 'face', 'signature'] as const satisfies readonly DeviceKind[];

/** @param monotonicMs milliseconds by a clock that nobody can set */
export function makeDeviceWatch(
  devices: BiometricDevices,
  monotonicMs: () => number = () => performance.now(),
): DeviceWatch {
  let found: readonly DeviceDescription[] = [];
  let timer: NodeJS.Timeout | undefined;
  let scanning: Promise<void> | null = null;
  let busy = 0;
  let stopped = false;
  const failures = new Map<DeviceKind, DeviceFailure>();
  const since = new Map<DeviceKind, { readonly status: DeviceState['status']; readonly ms: number }>();
  let changed: () => void = () => undefined;

  const states = (): DeviceState[] => kinds.map((kind) => stateOf(kind, find(kind), failures.get(kind)));

  const noteStatuses = (): void => {
    let different = false;
    for (const { kind, status } of states()) {
      if (since.get(kind)?.status === status) continue;
      different ||= since.has(kind);
      since.set(kind, { status, ms: monotonicMs() });
    }
    if (different) changed();
  };

  const find = (kind: DeviceKind): DeviceDescription | undefined => {
    const ofKind = found.filter((device) => device.kind === kind);
    const rank = (device: DeviceDescription) =>
      (device.trust.ok ? 0 : 2) + (device.status === 'ready' ? 0 : 1);
    return ofKind.sort((a, b) => rank(a) - rank(b))[0];
  };

  const scan = (): Promise<void> => {
    scanning ??= (async () => {
      try {
        const now = await devices.discover();
        // A failure stays in sight until a scan shows the device ready again.
        for (const device of now)
          if (device.status === 'ready' && device.trust.ok) failures.delete(device.kind);
        found = now;
        noteStatuses();
      } finally {
        scanning = null;
      }
    })();
    return scanning;
  };

  const loop = async (): Promise<void> => {
    if (busy === 0) await scan().catch(() => undefined);
    if (!stopped) timer = setTimeout(loop, scanEveryMs).unref();
  };

  return {
    find,
    scan,
    described: () => found,
    states,
    statusForMs: (kind) => {
      const noted = since.get(kind);
      return noted ? Math.max(0, Math.round(monotonicMs() - noted.ms)) : 0;
    },
    onChange: (listener) => {
      changed = listener;
    },
    noteFailure: (kind, failure) => {
      failures.set(kind, failure);
      if (failure.group !== 'place-again' && failure.group !== 'wait') changed();
    },
    noteSuccess: (kind) => void failures.delete(kind),
    whileBusy: async (work) => {
      busy++;
      try {
        return await work();
      } finally {
        busy--;
      }
    },
    start: () => void loop(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

function stateOf(
  kind: DeviceKind,
  device: DeviceDescription | undefined,
  failure: DeviceFailure | undefined,
): DeviceState {
  const problem = failure ?? (device && !device.trust.ok ? device.trust.reason : undefined);
  const shown = problem ? { code: problem.code, group: problem.group } : null;
  if (!device) {
    // The counter screen itself takes pictures and signatures.
    const status = kind === 'face' || kind === 'signature' ? 'browser' : 'absent';
    return {
      kind,
      status,
      make: null,
      model: null,
      serialNo: null,
      problem: status === 'absent' ? shown : null,
    };
  }
  const { make, model, serialNo } = device;
  const status = statusOf(device);
  return { kind, status, make, model, serialNo, problem: shown };
}

function statusOf({ status, trust }: DeviceDescription): DeviceState['status'] {
  if (!trust.ok) return 'untrusted';
  return status === 'not-registered' ? 'untrusted' : status;
}
