import type { Instant, PlainDate } from '../kernel/calendar.ts';

export const services = ['rekam', 'kirim', 'tunggal', 'cetak', 'suket'] as const;
export type Service = (typeof services)[number];

/** From best to worst. */
export const serviceConditions = ['open', 'unknown', 'limited', 'stopped'] as const;
export type ServiceCondition = (typeof serviceConditions)[number];

export const worseOf = (a: ServiceCondition, b: ServiceCondition): ServiceCondition =>
  serviceConditions.indexOf(a) >= serviceConditions.indexOf(b) ? a : b;

/** Why a service is not simply open. */
export const serviceCauses = [
  'device-missing',
  'device-owed',
  'device-disturbed',
  'fewer-counters',
  'no-operator',
  'no-counter',
  'station-silent',
  'disk-full',
  'packets-waiting',
  'power',
  'line',
  'centre',
  'centre-silent',
  'centre-not-asked',
  'blanks',
  'few-blanks',
  'printer',
  'printer-supply',
  'printer-silent',
  'fewer-printers',
  'printer-not-seen',
  'letter-rule',
  'blanks-there',
  'stock-not-known',
  'certificate-ended',
  'certificate-unusable',
  'no-issuer',
  'room',
  'other',
  'not-known-yet',
] as const;
export type ServiceCause = (typeof serviceCauses)[number];

/** Causes that name devices: gone, gone but to be made up later, or working badly. */
export const deviceCauses = ['device-missing', 'device-owed', 'device-disturbed'] as const;
export type DeviceCause = (typeof deviceCauses)[number];
export const isDeviceCause = (cause: ServiceCause | null): cause is DeviceCause =>
  (deviceCauses as readonly (ServiceCause | null)[]).includes(cause);

/**
 * `station`: reported by machines; `register`: from components and faults; `book`: from the book of blanks; `centre`: from
 * words of the centre; `letters`: from the rules of letters, their certificate and who may issue; `officer`: stated by a
 * person; `nobody`: not known.
 */
export const statusSources = [
  'station',
  'register',
  'book',
  'centre',
  'letters',
  'officer',
  'nobody',
] as const;
export type StatusSource = (typeof statusSources)[number];

export interface ServiceState {
  readonly condition: ServiceCondition;
  readonly cause: ServiceCause | null;
  /** What is missing, as kinds of device or component; empty for none. */
  readonly missing: readonly string[];
  /** When it became so, as far as anybody knows. */
  readonly since: Instant | null;
  /** Promised end; null: not known. */
  readonly expectedUntil: PlainDate | null;
  /** When the source last said so; null: never. */
  readonly asOf: Instant | null;
  readonly source: StatusSource;
  /** Letter, person or station behind it, for the public; null for none. */
  readonly reference: string | null;
  /** In words of a person; null for none. */
  readonly note: string | null;
}

export const unknownYet: ServiceState = {
  condition: 'unknown',
  cause: 'not-known-yet',
  missing: [],
  since: null,
  expectedUntil: null,
  asOf: null,
  source: 'nobody',
  reference: null,
  note: null,
};

export const openSince = (asOf: Instant | null, source: StatusSource = 'station'): ServiceState => ({
  ...unknownYet,
  condition: 'open',
  cause: null,
  asOf,
  source,
});
