import type { SbiVersion } from '@rekam/protocol/sbi/index.ts';
import {
  type DeviceInfo,
  type DigitalId,
  deviceInfo,
  digitalId,
  findSbiErrorCode,
  infoAnswer,
  type SbiError,
  sbiPaths,
  sbiVerbs,
  sbiVersions,
} from '@rekam/protocol/sbi/index.ts';
import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';
import type { DeviceDescription, DeviceKind, DeviceTrust } from '../port.ts';
import { exchange, findJson } from './exchange.ts';
import type { VerifiedJws } from './jws.ts';
import { findPayload, type JwsRules, peekPayload, verifyJws } from './jws.ts';
import type { SbiOptions } from './options.ts';
import { oneLine, parseTrustList } from './trust.ts';

/** A device as the client knows it: its description and how it is spoken to. */
export interface KnownDevice {
  readonly description: DeviceDescription;
  readonly port: number;
  readonly deviceId: string;
  readonly subIds: readonly string[];
}

export type PortAnswer =
  | { readonly ok: true; readonly devices: readonly KnownDevice[] }
  | { readonly ok: false; readonly failure: DeviceFailure };

const kinds = { Finger: 'finger', Iris: 'iris', Face: 'face' } as const satisfies Record<
  DigitalId['type'],
  DeviceKind
>;
const statuses = {
  Ready: 'ready',
  Busy: 'busy',
  'Not Ready': 'not-ready',
  'Not Registered': 'not-registered',
} as const satisfies Record<DeviceInfo['deviceStatus'], DeviceDescription['status']>;

export const jwsRules = (options: SbiOptions): JwsRules => ({
  trust: parseTrustList(options.trustedPem()),
  nowMs: options.now(),
  allowUnsigned: options.allowUnsigned,
});

/** The failure that a device reports, or undefined for none (`0` says success in some answers). */
export function findReportedFailure(error: SbiError | null | undefined): DeviceFailure | undefined {
  if (!error) return undefined;
  const code = findSbiErrorCode(error.errorCode);
  if (code === undefined)
    return failure('malformed', `error code ${JSON.stringify(error.errorCode).slice(0, 60)}`);
  return code === 0 ? undefined : failure(`sbi-${code}`, (error.errorInfo ?? '').slice(0, 300));
}

/**
 * Asks a port who is there. 0.9.5 is tried first because clients of both versions begin with it; a process
 * that speaks 1.0 as well is asked again in 1.0, the highest version both sides know.
 */
export async function askPort(port: number, options: SbiOptions, signal?: AbortSignal): Promise<PortAnswer> {
  const older = await askInfo(port, '0.9.5', options, signal);
  if (older.ok && !older.devices.some((device) => device.offers.includes('1.0'))) return older;
  // A process that knows only 1.0 may hang up on a verb it does not know; one that cannot be reached is gone.
  const hopeless =
    !older.ok && (older.sent === false || ['timeout', 'cancelled'].includes(older.failure.code));
  if (hopeless) return older;
  const newer = await askInfo(port, '1.0', options, signal);
  if (newer.ok) return newer;
  return older.ok ? older : reported(older.failure) ? newer : older;
}

/** Whether a device answered in SBI's own words, so that the other version may be worth trying. */
const reported = (problem: DeviceFailure): boolean => problem.code.startsWith('sbi-5');

type InfoDevice = KnownDevice & { readonly offers: readonly string[] };
type InfoAnswer = { ok: true; devices: InfoDevice[] } | { ok: false; failure: DeviceFailure; sent?: boolean };

async function askInfo(
  port: number,
  version: SbiVersion,
  options: SbiOptions,
  signal?: AbortSignal,
): Promise<InfoAnswer> {
  const answer = await exchange({
    port,
    verb: sbiVerbs[version].info,
    path: sbiPaths.info,
    body: version === '1.0' ? { type: 'Biometric Device', specVersion: version } : undefined,
    connectMs: options.timeouts.connectMs,
    answerMs: options.timeouts.infoMs,
    maxBytes: options.limits.infoBytes,
    signal,
  });
  if (!answer.ok) return answer;
  return readInfo(answer.body, port, version, options);
}

/** Reads the answer to an info call; devices of which nothing can be told are left out. */
export function readInfo(body: Buffer, port: number, version: SbiVersion, options: SbiOptions): InfoAnswer {
  const parsed = infoAnswer.safeParse(findJson(body)?.value);
  if (!parsed.success)
    return { ok: false, failure: failure('malformed', 'the info answer is not understood') };
  const rules = jwsRules(options);
  const devices: InfoDevice[] = [];
  let problem: DeviceFailure | undefined;
  for (const entry of parsed.data) {
    const read = entry.deviceInfo ? readEntry(entry.deviceInfo, port, version, rules, options) : undefined;
    if (read?.ok) devices.push(read.device);
    else problem ??= read?.failure ?? findReportedFailure(entry.error);
  }
  if (devices.length > 0) return { ok: true, devices };
  return { ok: false, failure: problem ?? failure('sbi-503', 'the process names no device') };
}

type EntryOutcome = { ok: true; device: InfoDevice } | { ok: false; failure: DeviceFailure };

function readEntry(
  text: string,
  port: number,
  version: SbiVersion,
  rules: JwsRules,
  options: SbiOptions,
): EntryOutcome {
  const outer = readSigned(text, rules);
  const info = findPayload(outer.payload, deviceInfo);
  if (!info) return { ok: false, failure: failure('malformed', 'deviceInfo is not understood') };
  const inner = readSigned(info.digitalId, rules);
  const identity = findPayload(inner.payload, digitalId);
  if (!identity) return { ok: false, failure: failure('malformed', 'digitalId is not understood') };
  if (!info.specVersion.includes(version))
    return {
      ok: false,
      failure: failure('wrong-version', `the device offers ${info.specVersion.join(', ')}`),
    };
  const at = portOfCallback(info.callbackId) ?? port;
  return {
    ok: true,
    device: {
      port: at,
      deviceId: info.deviceId ?? identity.serialNo,
      subIds: info.deviceSubId,
      offers: info.specVersion.filter((offer) => (sbiVersions as readonly string[]).includes(offer)),
      description: {
        kind: kinds[identity.type],
        serialNo: identity.serialNo,
        make: identity.make,
        model: identity.model,
        deviceSubTypes: [identity.deviceSubType],
        specVersion: version,
        firmware: info.firmware ?? info.serviceVersion,
        certification: info.certification,
        status: statuses[info.deviceStatus],
        baseUrl: `http://127.0.0.1:${at}/`,
        trust: weighTrust(outer, inner, identity.serialNo, options),
      },
    },
  };
}

/**
 * Reads what is signed, unsigned or falsely signed alike, so that the operator sees which device it is;
 * `distrust` keeps it from being used.
 */
function readSigned(text: string, rules: JwsRules): VerifiedJws {
  const read = verifyJws(text, { ...rules, allowUnsigned: true });
  if (read.ok) return read.jws;
  return { payload: peekPayload(text), certificate: null, certificateSha256: null, distrust: read.failure };
}

/** A callback is followed only to another port of this machine, never to an address. */
export function portOfCallback(callbackId: string): number | undefined {
  const match = /^http:\/\/127\.0\.0\.1:(\d{1,5})\/?$/.exec(callbackId);
  const port = match ? Number(match[1]) : 0;
  return port > 0 && port < 65_536 ? port : undefined;
}

function weighTrust(
  info: VerifiedJws,
  identity: VerifiedJws,
  serialNo: string,
  options: SbiOptions,
): DeviceTrust {
  const distrust = info.distrust ?? identity.distrust;
  if (distrust) return { ok: false, reason: { ...distrust, deviceSerialNo: serialNo } };
  if (!info.certificate || !identity.certificate) {
    if (!options.allowUnsigned)
      return { ok: false, reason: failure('unsigned', 'the device does not sign', serialNo) };
    return { ok: true, subject: '(unsigned)', certificateSha256: '', validUntil: '' };
  }
  return {
    ok: true,
    subject: oneLine(info.certificate.subject),
    certificateSha256: info.certificateSha256 ?? '',
    validUntil: new Date(info.certificate.validTo).toISOString(),
  };
}
