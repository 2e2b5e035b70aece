import { type Step, steps } from '@rekam/domain/enrolment/steps.ts';
import type { AnswerOf, BodyOf } from '@rekam/protocol/http/contract.ts';
import type { officeApi } from '@rekam/protocol/http/office-api.ts';

export type PolicyVersion = AnswerOf<typeof officeApi.getPolicy>[number];
export type NewPolicy = BodyOf<typeof officeApi.addPolicy>;

/** The numbers of a policy in the units people speak of, as typed. */
export const numberFields = [
  'cardAge',
  'finger',
  'iris',
  'face',
  'maxTries',
  'offlineDays',
  'offlineRecordings',
  'warnFrom',
  'directoryDays',
  'keepSentDays',
  'clockTolerance',
  'alarmAfterHours',
  'minimumFree',
] as const;
export type NumberField = (typeof numberFields)[number];

export interface PolicyEntries {
  readonly effectiveFrom: string;
  readonly basis: string;
  readonly steps: readonly Step[];
  /** Empty: nobody is recorded ahead. */
  readonly earlyAge: string;
  readonly withoutDevice: PolicyVersion['withoutDevice'];
  readonly numbers: Readonly<Record<NumberField, string>>;
}

/** Steps that no recording can be without. */
export const fixedSteps: ReadonlySet<Step> = new Set(['biodata', 'review']);

/** What a version says, in the units of the form. */
export function numbersOf(policy: PolicyVersion): Record<NumberField, number> {
  return {
    cardAge: policy.cardAge,
    ...policy.thresholds,
    maxTries: policy.maxTries,
    offlineDays: policy.offline.days,
    offlineRecordings: policy.offline.recordings,
    warnFrom: Math.round(policy.offline.warnFrom * 100),
    directoryDays: policy.directoryDays,
    keepSentDays: policy.keepSentDays,
    clockTolerance: policy.clockToleranceMs / 1000,
    alarmAfterHours: policy.alarmAfterHours,
    minimumFree: policy.minimumFreeBytes / 1e6,
  };
}

/** The form as it opens: the latest version, without its date and letter. */
export function entriesFrom(policy: PolicyVersion): PolicyEntries {
  const numbers = numbersOf(policy);
  return {
    effectiveFrom: '',
    basis: '',
    steps: policy.steps,
    earlyAge: policy.earlyAge === null ? '' : String(policy.earlyAge),
    withoutDevice: policy.withoutDevice,
    numbers: Object.fromEntries(
      numberFields.map((name) => [name, String(numbers[name])]),
    ) as PolicyEntries['numbers'],
  };
}

const isNumber = (text: string): boolean => text.trim() !== '' && Number.isFinite(Number(text));

/** The entries that say nothing usable; the office judges what the numbers may be. */
export function wrongPolicyEntries(entries: PolicyEntries): ReadonlySet<string> {
  const wrong = new Set<string>(numberFields.filter((name) => !isNumber(entries.numbers[name])));
  if (!/^\d{4}-\d\d-\d\d$/.test(entries.effectiveFrom)) wrong.add('effectiveFrom');
  if (entries.basis.trim() === '') wrong.add('basis');
  if (entries.earlyAge.trim() !== '' && !isNumber(entries.earlyAge)) wrong.add('earlyAge');
  return wrong;
}

/** The steps with one more or one fewer; those of the procedure keep its order, others stay where the office put them. */
export function toggleStep(chosen: readonly Step[], step: Step): readonly Step[] {
  if (chosen.includes(step)) return chosen.filter((other) => other !== step);
  const after = chosen.findIndex((other) => steps.indexOf(other) > steps.indexOf(step));
  return after < 0 ? [...chosen, step] : [...chosen.slice(0, after), step, ...chosen.slice(after)];
}

/** The version to send; call it only when `wrongPolicyEntries` found nothing. */
export function policyFrom(entries: PolicyEntries): NewPolicy {
  const n = (name: NumberField) => Number(entries.numbers[name]);
  return {
    effectiveFrom: entries.effectiveFrom,
    basis: entries.basis.trim(),
    steps: [...entries.steps],
    cardAge: n('cardAge'),
    earlyAge: entries.earlyAge.trim() === '' ? null : Number(entries.earlyAge),
    thresholds: { finger: n('finger'), iris: n('iris'), face: n('face') },
    maxTries: n('maxTries'),
    withoutDevice: entries.withoutDevice,
    offline: { days: n('offlineDays'), recordings: n('offlineRecordings'), warnFrom: n('warnFrom') / 100 },
    directoryDays: n('directoryDays'),
    keepSentDays: n('keepSentDays'),
    clockToleranceMs: n('clockTolerance') * 1000,
    alarmAfterHours: n('alarmAfterHours'),
    minimumFreeBytes: n('minimumFree') * 1e6,
  };
}
