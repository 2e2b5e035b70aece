/** The guided self-test at a counter: each device in its turn. */
import { deviceOfStep } from '../enrolment/capture.ts';
import type { EnrolmentPolicy } from '../enrolment/policy.ts';
import { type Outcome, refuse, succeed } from '../kernel/outcome.ts';
import type { ComponentKind } from './component.ts';

/** A device that a recording may need. */
export type TestedDevice = keyof EnrolmentPolicy['withoutDevice'];

/** Which component of the register a device is. */
export const componentOfDevice: Readonly<Record<TestedDevice, ComponentKind>> = {
  finger: 'fingerprint-scanner',
  iris: 'iris-scanner',
  face: 'camera',
  signature: 'signature-pad',
};

/** What a counter stands on, whatever it records: its line to the office, and its power. */
export const surroundings = ['line', 'power'] as const;

/** What has a turn of its own. */
export const testedParts = ['finger', 'iris', 'face', 'signature', ...surroundings] as const;
export type TestedPart = (typeof testedParts)[number];

/** Which component of the register a tested part is. */
export const componentOfPart: Readonly<Record<TestedPart, ComponentKind>> = {
  ...componentOfDevice,
  line: 'network',
  power: 'ups',
};

/** How a turn ended; `byHand`: a person said so, for no machine can see it there. */
export type TurnResult =
  | {
      readonly outcome: 'passed';
      /** Mean quality, 0–100; null where nothing is scored. */
      readonly score: number | null;
      readonly ms: number;
      readonly byHand?: true;
    }
  | {
      readonly outcome: 'failed';
      /** What the device or the station said, `sbi-701`, `SELF_TEST_POOR_QUALITY`. */
      readonly code: string;
      readonly byHand?: true;
    }
  | { readonly outcome: 'skipped'; readonly reason: string };

export interface TestTurn {
  readonly kind: TestedPart;
  readonly tries: number;
  /** The last try; null while none was made. */
  readonly result: TurnResult | null;
}

/** Devices in the order in which a recording asks for them first, then line and power (EQP50). */
export function partsToTest(policy: Pick<EnrolmentPolicy, 'steps'>): TestedPart[] {
  const kinds = policy.steps.flatMap((step) => deviceOfStep[step] ?? []);
  return [...new Set(kinds), ...surroundings];
}

export const firstTurns = (kinds: readonly TestedPart[]): TestTurn[] =>
  kinds.map((kind) => ({ kind, tries: 0, result: null }));

/** What a device did in its turn (EQP51). */
export function decideTurn(
  turns: readonly TestTurn[],
  kind: TestedPart,
  result: TurnResult,
): Outcome<TestTurn[], 'SELF_TEST_DEVICE_NOT_ASKED' | 'EQUIPMENT_REASON_MISSING'> {
  if (!turns.some((turn) => turn.kind === kind)) return refuse('SELF_TEST_DEVICE_NOT_ASKED');
  if (result.outcome === 'skipped' && result.reason.trim().length < 5)
    return refuse('EQUIPMENT_REASON_MISSING');
  return succeed(
    turns.map((turn) => (turn.kind === kind ? { ...turn, tries: turn.tries + 1, result } : turn)),
  );
}

/** The turns as they ended; refused while one waits (EQP50). */
export function decideTestEnd(
  turns: readonly TestTurn[],
): Outcome<(TestTurn & { readonly result: TurnResult })[], 'SELF_TEST_TURNS_LEFT'> {
  const ended = turns.flatMap(({ result, ...turn }) => (result ? [{ ...turn, result }] : []));
  return ended.length === turns.length ? succeed(ended) : refuse('SELF_TEST_TURNS_LEFT');
}

/** A capture as the verdict on its device: good enough by the office's thresholds (EQP52). @param scores 0–100, of each sample */
export function judgeCapture(scores: readonly number[], threshold: number, ms: number): TurnResult {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return scores.length > 0 && mean >= threshold
    ? { outcome: 'passed', score: Math.round(mean), ms: Math.round(ms) }
    : { outcome: 'failed', code: 'SELF_TEST_POOR_QUALITY' };
}
