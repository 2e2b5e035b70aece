import { sbiDeviceStatuses } from '@rekam/protocol/sbi/index.ts';
import { z } from 'zod';
import { type DelayedCall, type SimulatedDevice, statusOf } from './device.ts';
import { type FaultName, type FaultOrder, faultNames } from './faults.ts';
import type { People } from './people.ts';

/** Drives simulated devices from within the process; the same is reached over HTTP at `/admin/…`. */
export interface SimulatorControl {
  /** `Finger`, `Iris` or `Face`; undefined or `Biometric Device` means all. */
  fault(type: string | undefined, order: FaultOrder): Promise<void>;
  /** Heals one fault, or all. */
  clear(type?: string, fault?: FaultName): Promise<void>;
  /** This person stays in front until `nextPerson`. */
  person(seed: string): void;
  nextPerson(): string;
  state(): SimulatorState;
  /** A call of the control plane: path and JSON body, as over HTTP. */
  handle(path: string, body: unknown): Promise<unknown>;
}

export interface SimulatorState {
  readonly person: string;
  readonly devices: readonly {
    readonly type: string;
    readonly serialNo: string;
    /** 0 while it has vanished. */
    readonly port: number;
    readonly status: string;
    readonly faults: readonly FaultOrder[];
  }[];
}

/** What the control plane needs of the running simulator. */
export interface ControlledSimulator {
  readonly devices: readonly SimulatedDevice[];
  readonly people: People;
  /** Closes the port of a device and, when the order says so, brings it back. */
  vanish(device: SimulatedDevice, order: FaultOrder): Promise<void>;
  comeBack(device: SimulatedDevice): Promise<void>;
}

const callsOfMethod: Readonly<Record<string, DelayedCall>> = {
  MOSIPDISC: 'discover',
  SBIDISC: 'discover',
  MOSIPDINFO: 'info',
  SBIINFO: 'info',
  STREAM: 'stream',
  RCAPTURE: 'capture',
};

const success = { errorCode: '0', errorInfo: 'Success' };
const refusal = (errorCode: '504' | '505' | '507', errorInfo: string): unknown => ({ errorCode, errorInfo });

/** Reads an order and carries it out; a text says what is wrong with it. */
type AdminCall = (body: unknown) => Promise<unknown> | string;

function call<T>(schema: z.ZodType<T>, run: (order: T) => unknown): AdminCall {
  return (body) => {
    const parsed = schema.safeParse(body ?? {});
    if (!parsed.success) return z.prettifyError(parsed.error);
    return Promise.resolve(run(parsed.data)).then((answer) => answer ?? success);
  };
}

export function createControl(simulator: ControlledSimulator): SimulatorControl {
  const chosen = (type?: string): readonly SimulatedDevice[] =>
    type === undefined || type === 'Biometric Device'
      ? simulator.devices
      : simulator.devices.filter((device) => device.model.type === type || device.kind === type);

  const fault: SimulatorControl['fault'] = async (type, order) => {
    for (const device of chosen(type)) {
      if (order.fault === 'vanish' && !order.after) await simulator.vanish(device, order);
      else device.faults.order(order);
    }
  };
  const clear: SimulatorControl['clear'] = async (type, name) => {
    for (const device of chosen(type)) {
      device.faults.clear(name);
      if ((name === undefined || name === 'vanish') && device.port === 0) await simulator.comeBack(device);
    }
  };
  const state = (): SimulatorState => ({
    person: simulator.people.current(),
    devices: simulator.devices.map((device) => ({
      type: device.model.type,
      serialNo: device.serialNo,
      port: device.port,
      status: statusOf(device),
      faults: device.faults.list(),
    })),
  });
  const calls = adminCalls(simulator, { chosen, fault, clear, state });

  return {
    fault,
    clear,
    state,
    person: (seed) => simulator.people.stay(seed),
    nextPerson: () => simulator.people.next(),
    async handle(path, body) {
      const admin = calls[path];
      if (!admin) return refusal('507', `Control call not known: ${path}`);
      const type = (body as { type?: unknown } | null)?.type;
      if (typeof type === 'string' && chosen(type).length === 0)
        return refusal('505', `No device of type ${type}`);
      const answer = admin(body);
      return typeof answer === 'string' ? refusal('504', answer) : answer;
    },
  };
}

interface ControlParts extends Pick<SimulatorControl, 'fault' | 'clear' | 'state'> {
  chosen(type?: string): readonly SimulatedDevice[];
}

const ofType = z.object({ type: z.string().optional() });
/** For our own calls: a misspelt member is told, not passed over. */
const ofTypeOnly = ofType.strict();
const faultName = z.enum(faultNames as [FaultName, ...FaultName[]]);
const faultOrder = ofTypeOnly.extend({
  fault: z.union([faultName, z.literal('none')]),
  after: z.number().int().min(0).optional(),
  times: z.number().int().min(1).optional(),
  skewMs: z.number().optional(),
  pointsPerCapture: z.number().min(0).optional(),
  backAfterMs: z.number().min(0).optional(),
  otherPort: z.boolean().optional(),
  bytes: z.number().int().min(0).max(1_000_000_000).optional(),
});

/** The control plane of MOSIP's reference device, so that its test rigs drive ours, and our own calls. */
function adminCalls(
  { people }: ControlledSimulator,
  { chosen, fault, clear, state }: ControlParts,
): Readonly<Record<string, AdminCall>> {
  return {
    '/admin/status': call(ofType.extend({ deviceStatus: z.enum(sbiDeviceStatuses) }), (order) => {
      for (const device of chosen(order.type)) device.status = order.deviceStatus;
    }),
    '/admin/score': call(
      ofType.extend({
        qualityScore: z.coerce.number().min(0).max(100).optional(),
        fromIso: z.boolean().optional(),
      }),
      (order) => {
        for (const device of chosen(order.type))
          device.score = order.fromIso ? null : (order.qualityScore ?? null);
      },
    ),
    '/admin/delay': call(
      ofType.extend({ delay: z.coerce.number().min(0).max(600_000), method: z.array(z.string()).optional() }),
      (order) => {
        const methods = order.method ?? Object.keys(callsOfMethod);
        for (const device of chosen(order.type)) {
          device.delayMs = order.delay;
          device.delayed = methods
            .map((name) => callsOfMethod[name.toUpperCase()])
            .filter((one) => one !== undefined);
        }
      },
    ),
    '/admin/profile': call(ofType.extend({ profileId: z.string().min(1).max(100) }), (order) => {
      for (const device of chosen(order.type)) device.profile = order.profileId;
      people.stay(`profile-${order.profileId}`);
    }),
    '/admin/fault': call(faultOrder, ({ type, fault: name, ...details }) =>
      name === 'none' ? clear(type) : fault(type, { ...definedOnly(details), fault: name }),
    ),
    '/admin/clear': call(ofTypeOnly.extend({ fault: faultName.optional() }), (order) =>
      clear(order.type, order.fault),
    ),
    '/admin/clean': call(ofTypeOnly, (order) => clear(order.type, 'quality-drift')),
    '/admin/cool': call(ofTypeOnly, (order) => clear(order.type, 'hot')),
    '/admin/person': call(
      z.strictObject({ seed: z.string().min(1).max(100).optional(), next: z.boolean().optional() }),
      (order) => {
        if (order.seed === undefined) people.next();
        else people.stay(order.seed);
        return { ...success, person: people.current() };
      },
    ),
    '/admin/state': call(z.unknown(), state),
  };
}

/** Drops absent members, which zod leaves as undefined. */
const definedOnly = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as never;
