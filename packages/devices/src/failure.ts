/** What an operator, or the breakdown module, does about a failure (interfaces of MOSIP SBI, error codes). */
export type FailureGroup = 'place-again' | 'wait' | 'check-cable' | 'open-incident' | 'software';

/**
 * What the client itself can find wrong with a device, each with its group. Codes that a device reports are
 * `sbi-<number>` and grouped by `groupOfSbiCode`.
 */
export const observedFailures = {
  /** The scan found no device of that serial number. */
  'no-device': 'open-incident',
  /** It was there, and its port now refuses or drops the connection. */
  vanished: 'check-cable',
  /** It accepts the connection and does not answer in time. */
  timeout: 'check-cable',
  /** The answer broke off. */
  'cut-body': 'check-cable',
  /** The caller gave up. */
  cancelled: 'place-again',
  /** The answer is longer than any honest one. */
  oversize: 'software',
  /** The answer is not what the specification describes. */
  malformed: 'software',
  'wrong-version': 'software',
  'wrong-transaction': 'software',
  /** Fingers or eyes missing, twice, or not asked for. */
  'wrong-subjects': 'software',
  /** The ISO record cannot be read or speaks of another part of the body. */
  'bad-record': 'software',
  /** No device of this kind can capture what was asked. */
  'not-supported': 'software',
  'bad-signature': 'open-incident',
  /** The certificate leads to none of the office's trust list. */
  untrusted: 'open-incident',
  'expired-certificate': 'open-incident',
  /** Unsigned answers, while policy asks for signed ones. */
  unsigned: 'open-incident',
  /** Signed by, or speaking for, another device than the one asked. */
  'wrong-device': 'open-incident',
  'chain-broken': 'open-incident',
  /** Device and station clocks differ by more than five minutes. */
  'clock-skew': 'open-incident',
} as const satisfies Record<string, FailureGroup>;

export type ObservedFailure = keyof typeof observedFailures;
export type FailureCode = ObservedFailure | `sbi-${number}`;

export interface DeviceFailure {
  readonly code: FailureCode;
  readonly group: FailureGroup;
  /** For the technician's log, English; never personal data. */
  readonly detail: string;
  readonly deviceSerialNo?: string;
}

const sbiGroups: ReadonlyMap<number, FailureGroup> = new Map([
  ...[101, 102, 105, 700, 701].map((code) => [code, 'place-again'] as const),
  ...[111, 607, 702, 703].map((code) => [code, 'wait'] as const),
  ...[106, 110, 202, 503, 605, 705].map((code) => [code, 'check-cable'] as const),
  ...[100, 103, 104, 107, 108].map((code) => [code, 'open-incident'] as const),
]);

/** Group of an SBI error code; every number that is not a matter of the finger, the cable or trust is software. */
export const groupOfSbiCode = (code: number): FailureGroup => sbiGroups.get(code) ?? 'software';

export function groupOf(code: FailureCode): FailureGroup {
  if (code in observedFailures) return observedFailures[code as ObservedFailure];
  return groupOfSbiCode(Number(code.slice('sbi-'.length)));
}

export function failure(code: FailureCode, detail: string, deviceSerialNo?: string): DeviceFailure {
  const base = { code, group: groupOf(code), detail };
  return deviceSerialNo === undefined ? base : { ...base, deviceSerialNo };
}
