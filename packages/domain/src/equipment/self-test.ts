import type { Instant } from '../kernel/calendar.ts';
import type { ComponentId, OfficerId, SelfTestId, SetId, StationId } from '../kernel/ids.ts';
import type { ComponentKind } from './component.ts';

/** One component's turn in a self-test. `not-tested`: left out, which proves nothing. */
export interface SelfTestPart {
  readonly kind: ComponentKind;
  /** Null where the slot was empty. */
  readonly componentId: ComponentId | null;
  readonly outcome: 'passed' | 'failed' | 'not-tested';
  /** What was measured or seen, for people. */
  readonly detail: string;
  /** Whether a machine found it or a person said it; absent in older tests, where a station's were its own (EQP56). */
  readonly by?: 'machine' | 'person';
}

export const selfTestOccasions = ['morning', 'after-repair', 'on-demand'] as const;
export type SelfTestOccasion = (typeof selfTestOccasions)[number];

/** A guided test of a set, each component in its turn. */
export interface SelfTest {
  readonly id: SelfTestId;
  readonly setId: SetId;
  readonly occasion: SelfTestOccasion;
  /** When it ended. */
  readonly at: Instant;
  /** The station that ran it; null where a person did so by hand with the guided list. */
  readonly stationId: StationId | null;
  readonly by: OfficerId | null;
  /** False: a station took it whose clock could not be trusted, so nobody knows whether it came after a fault. */
  readonly clockTrusted?: boolean;
  readonly parts: readonly SelfTestPart[];
}

/** What a self-test says about one component: passed only when it was tested and passed, and failed nowhere. */
export function outcomeOf(
  test: Pick<SelfTest, 'parts'>,
  componentId: ComponentId,
): 'passed' | 'failed' | 'not-tested' {
  const own = test.parts.filter((part) => part.componentId === componentId);
  if (own.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return own.some(({ outcome }) => outcome === 'passed') ? 'passed' : 'not-tested';
}
