import { randomBytes } from 'node:crypto';
import { type Id, type IdKind, type Instant, makeId, toInstant } from '@rekam/domain';

/** The office's clock in ms since 1970. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export const nowOf = (clock: Clock): Instant => toInstant(clock());

export const newId = <K extends IdKind>(kind: K, clock: Clock): Id<K> =>
  makeId(kind, clock(), randomBytes(10));
