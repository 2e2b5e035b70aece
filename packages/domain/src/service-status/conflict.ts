import { causesBeyondStations, type ServiceState, worseOf } from './service.ts';

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

/**
 * Rules STS12 to STS14: what holds when machines derive one thing and a person or the register claims another.
 * @param claimed what was stated or registered; null for nothing
 */
export function weigh(
  about: string,
  derived: ServiceState,
  claimed: ServiceState | null,
  settlements: Settlements,
): { readonly state: ServiceState; readonly conflict: Conflict | null } {
  if (claimed === null || claimed.condition === derived.condition) return { state: derived, conflict: null };
  // Machines that do not know contradict nobody.
  if (derived.condition === 'unknown') return { state: claimed, conflict: null };
  const beyond = claimed.cause !== null && causesBeyondStations.includes(claimed.cause);
  if (beyond) return { state: worse(derived, claimed), conflict: null };
  const key = `${about} ${sayingOf(derived, false)} ${sayingOf(claimed, true)}`;
  const settledFor = settlements.get(key) ?? null;
  const conflict: Conflict = { key, derived, claimed, settledFor };
  if (settledFor !== null) return { state: settledFor === 'derived' ? derived : claimed, conflict };
  return { state: worse(derived, claimed), conflict };
}

const worse = (a: ServiceState, b: ServiceState): ServiceState =>
  worseOf(a.condition, b.condition) === a.condition ? a : b;
