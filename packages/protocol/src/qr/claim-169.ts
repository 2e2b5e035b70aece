/**
 * What a verifiable code says of a person: the identity map of Claim 169 (MOSIP, version 1.1), integer keys to values.
 * Keys that this list does not name are kept under their number: a later version may say more, and is still true.
 */
export interface Identity {
  readonly id?: string;
  readonly version?: string;
  /** ISO 639-3. */
  readonly language?: string;
  readonly fullName?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly lastName?: string;
  /** `YYYYMMDD`. */
  readonly dateOfBirth?: string;
  /** 1 male, 2 female, 3 other. */
  readonly gender?: number;
  /** Lines separated by `\n`. */
  readonly address?: string;
  readonly email?: string;
  readonly phone?: string;
  /** ISO 3166. */
  readonly nationality?: string;
  /** 1 unmarried, 2 married, 3 divorced. */
  readonly maritalStatus?: number;
  readonly guardian?: string;
  readonly photo?: Uint8Array;
  /** 1 JPEG, 2 JPEG 2000, 3 AVIF, 4 WebP. */
  readonly photoFormat?: number;
  readonly bestQualityFingers?: readonly number[];
  readonly secondaryFullName?: string;
  readonly secondaryLanguage?: string;
  readonly locationCode?: string;
  readonly legalStatus?: string;
  readonly countryOfIssuance?: string;
  /** Whatever else the map holds, biometric entries (50–65) among it. */
  readonly others?: ReadonlyMap<number, unknown>;
}

type Field = Exclude<keyof Identity, 'others'>;
type Kind = 'text' | 'number' | 'bytes' | 'numbers';

const fields: Readonly<Record<Field, readonly [key: number, kind: Kind]>> = {
  id: [1, 'text'],
  version: [2, 'text'],
  language: [3, 'text'],
  fullName: [4, 'text'],
  firstName: [5, 'text'],
  middleName: [6, 'text'],
  lastName: [7, 'text'],
  dateOfBirth: [8, 'text'],
  gender: [9, 'number'],
  address: [10, 'text'],
  email: [11, 'text'],
  phone: [12, 'text'],
  nationality: [13, 'text'],
  maritalStatus: [14, 'number'],
  guardian: [15, 'text'],
  photo: [16, 'bytes'],
  photoFormat: [17, 'number'],
  bestQualityFingers: [18, 'numbers'],
  secondaryFullName: [19, 'text'],
  secondaryLanguage: [20, 'text'],
  locationCode: [21, 'text'],
  legalStatus: [22, 'text'],
  countryOfIssuance: [23, 'text'],
};
const fieldNames = Object.keys(fields) as Field[];
const fieldOf = new Map(fieldNames.map((name) => [fields[name][0], name]));

const isOfKind: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: Number.isSafeInteger,
  bytes: (value) => value instanceof Uint8Array,
  numbers: (value) => Array.isArray(value) && value.every(Number.isSafeInteger),
};

/** The identity as its CBOR map, keys ascending. */
export function identityToMap(identity: Identity): Map<number, unknown> {
  const named = fieldNames.flatMap((name): [number, unknown][] =>
    identity[name] === undefined ? [] : [[fields[name][0], identity[name]]],
  );
  return new Map([...named, ...(identity.others ?? [])].sort(([a], [b]) => a - b));
}

/** The identity in a CBOR map, or null when it is none: no map, a key that is no number, a value of a wrong kind. */
export function parseIdentity(map: unknown): Identity | null {
  if (!(map instanceof Map)) return null;
  const identity: { [name: string]: unknown } = {};
  const others = new Map<number, unknown>();
  for (const [key, value] of map) {
    if (typeof key !== 'number') return null;
    const name = fieldOf.get(key);
    if (name === undefined) others.set(key, value);
    else if (isOfKind[fields[name][1]](value)) identity[name] = value;
    else return null;
  }
  return { ...identity, ...(others.size > 0 ? { others } : {}) };
}
