import { type ServiceCause, type ServiceState, type StatusSource, worseOf } from './service.ts';

/** Two sources that disagree about the same thing. */
export interface Conflict {
  /** Changes as soon as either source says something else, so that a settlement covers just this disagreement. */
  readonly key: string;
  readonly derived: ServiceState;
  readonly claimed: ServiceState;
  /** Which one the office chose; null while nobody did. */
  readonly settledFor: 'derived' | 'claimed' | null;
}

export type Settlements = ReadonlyMap<string, 'derived' | 'claimed'>;

const sayingOf = ({ condition, cause, source, asOf }: ServiceState, withTime: boolean): string =>
  [source, condition, cause ?? '-', withTime ? (asOf ?? '-') : ''].join('/');

const besideStations: readonly ServiceCause[] = [
  'device-disturbed',
  'no-operator',
  'room',
  'centre',
  'blanks',
  'other',
];
const anywhere: readonly ServiceCause[] = ['no-operator', 'room', 'power', 'line', 'device-missing', 'other'];

/** Rule STS14: what a source cannot see, so that a statement with that cause is no conflict with it. */
const unseenBy: Readonly<Record<StatusSource, readonly ServiceCause[]>> = {
  station: besideStations,
  register: besideStations,
  book: [...anywhere, 'printer', 'centre'],
  centre: [],
  letters: [...anywhere, 'printer', 'centre', 'blanks'],
  officer: besideStations,
  nobody: [],
};

/**
 * Rules STS12 to STS14 and STS27: what holds when one thing is derived and a person or the register claims another.
 * @param claimed what was stated or registered; null for nothing
 */
export function weigh(
  about: string,
  derived: ServiceState,
  claimed: ServiceState | null,
  settlements: Settlements,
): { readonly state: ServiceState; readonly conflict: Conflict | null } {
  if (claimed === null) return { state: derived, conflict: null };
  if (claimed.condition === derived.condition) return { state: together(derived, claimed), conflict: null };
  // Who does not know contradicts nobody.
  if (derived.condition === 'unknown' && !countsBlanks(derived, claimed))
    return { state: claimed, conflict: null };
  const unseen = claimed.cause !== null && unseenBy[derived.source].includes(claimed.cause);
  if (unseen || tellsOfLater(derived, claimed)) return { state: worse(derived, claimed), conflict: null };
  const key = `${about} ${sayingOf(derived, false)} ${sayingOf(claimed, true)}`;
  const settledFor = settlements.get(key) ?? null;
  const conflict: Conflict = { key, derived, claimed, settledFor };
  if (settledFor !== null) return { state: settledFor === 'derived' ? derived : claimed, conflict };
  return { state: worse(derived, claimed), conflict };
}

/** What both say, and what only one of them knows. */
const together = (derived: ServiceState, claimed: ServiceState): ServiceState => ({
  ...derived,
  expectedUntil: derived.expectedUntil ?? claimed.expectedUntil,
  note: derived.note ?? claimed.note,
});

/** Rule STS31: the book does not know of the printers, but it does of the blanks. */
const countsBlanks = (derived: ServiceState, claimed: ServiceState): boolean =>
  derived.cause === 'printer-not-seen' && (claimed.cause === 'blanks' || claimed.cause === 'few-blanks');

/** Rule STS27: words of the centre are of their day; that it became worse since does not contradict them. */
const tellsOfLater = (derived: ServiceState, claimed: ServiceState): boolean =>
  derived.source === 'centre' &&
  (claimed.asOf ?? '') > (derived.asOf ?? '') &&
  worse(derived, claimed) === claimed;

const worse = (a: ServiceState, b: ServiceState): ServiceState =>
  worseOf(a.condition, b.condition) === a.condition ? a : b;
