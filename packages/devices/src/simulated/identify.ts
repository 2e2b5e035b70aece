import type { SbiErrorCode, SbiVersion } from '@rekam/protocol/sbi/index.ts';
import { sbiErrorCodes } from '@rekam/protocol/sbi/index.ts';
import {
  addressOf,
  certificationOf,
  digitalIdOf,
  type SimulatedDevice,
  serviceVersion,
  signed,
  statusOf,
} from './device.ts';

export const errorOf = (code: SbiErrorCode): { errorCode: string; errorInfo: string } => ({
  errorCode: String(code),
  errorInfo: sbiErrorCodes[code],
});

/** The code that goes with a status that is not Ready. */
export const codeOfStatus = {
  Ready: 0,
  Busy: 111,
  'Not Ready': 110,
  'Not Registered': 100,
} as const satisfies Record<string, SbiErrorCode>;

const errorOfStatus = (device: SimulatedDevice): ReturnType<typeof errorOf> =>
  errorOf(codeOfStatus[statusOf(device)]);

/** The version used for this answer stands first. */
const versionsFor = (device: SimulatedDevice, version: SbiVersion): string[] => [
  version,
  ...device.versions.filter((other) => other !== version),
];

function selfDescription(device: SimulatedDevice, version: SbiVersion): Record<string, unknown> {
  return {
    ...addressOf(device, version),
    deviceStatus: statusOf(device),
    certification: certificationOf(version),
    serviceVersion,
    deviceSubId: device.model.subIds,
    callbackId: `http://127.0.0.1:${device.port}/`,
    specVersion: versionsFor(device, version),
  };
}

/** The answer to the discovery verb. */
export function discoveryFor(device: SimulatedDevice, version: SbiVersion, body: unknown): unknown {
  const type = (body as { type?: unknown } | null)?.type;
  if (typeof type !== 'string' || type === '') return [{ error: errorOf(501) }];
  if (!['Biometric Device', 'Finger', 'Iris', 'Face'].includes(type)) return [{ error: errorOf(502) }];
  if (type !== 'Biometric Device' && type !== device.model.type) return [{ error: errorOf(503) }];
  const digitalId = Buffer.from(JSON.stringify(digitalIdOf(device))).toString('base64url');
  const purpose = statusOf(device) === 'Not Registered' ? '' : 'Registration';
  return [{ ...selfDescription(device, version), digitalId, purpose, error: errorOfStatus(device) }];
}

/** The answer to the info verb. An unregistered device does not sign. */
export function infoFor(device: SimulatedDevice, version: SbiVersion): unknown {
  const registered = statusOf(device) !== 'Not Registered';
  const bare = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const seal = registered ? (value: unknown) => signed(device, value) : bare;
  const payload = {
    ...selfDescription(device, version),
    firmware: serviceVersion,
    digitalId: seal(digitalIdOf(device)),
    env: registered ? 'Developer' : 'None',
    purpose: registered ? 'Registration' : '',
  };
  return [{ deviceInfo: seal(payload), error: errorOfStatus(device) }];
}
