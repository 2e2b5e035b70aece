import type { EnrolmentPolicy } from '../enrolment/policy.ts';
import type { Step } from '../enrolment/steps.ts';
import type { PlainDate } from '../kernel/calendar.ts';
import { plainDate } from '../kernel/calendar.ts';
import type { ComponentKind } from './component.ts';

/**
 * What a set without this component can do. `needed`: it cannot record; `owed`: it records, and a step is made up later or
 * done in another way; `not-needed`: recording goes on as ever.
 */
export const slotNeeds = ['needed', 'owed', 'not-needed'] as const;
export type SlotNeed = (typeof slotNeeds)[number];
export type SlotNeeds = Readonly<Record<ComponentKind, SlotNeed>>;

/** Slots about which the recording policy says nothing, because no step uses them. */
export const supportSlots = ['card-reader', 'ups', 'network', 'local-server', 'card-printer'] as const;
export type SupportSlot = (typeof supportSlots)[number];

/** Rungs by which a repair that nobody answers climbs, from the counter to the Directorate-General. */
export const rungs = ['operator', 'section-head', 'secretary', 'province', 'ditjen'] as const;
export type Rung = (typeof rungs)[number];

/** The office's rules about its equipment: data with a date and the number of a decision. */
export interface EquipmentPolicy {
  readonly version: number;
  readonly effectiveFrom: PlainDate;
  readonly basis: string;
  readonly without: Readonly<Record<SupportSlot, SlotNeed>>;
  /** Whole days without an answer, or past a promised date, after which a repair climbs from a rung; the last has none above. */
  readonly climbAfterDays: Readonly<Record<Exclude<Rung, 'ditjen'>, number>>;
  /** Whole days between two reminders on the same rung. */
  readonly remindEveryDays: number;
}

/**
 * What an office starts with. Power is needed (a kecamatan without a stabiliser loses sets to its mains); card reader, line,
 * local server and card printer are not, for recording goes on without them. The days are ours: half a month from the
 * counter to the Ditjen, where the documented failure is silence for months.
 */
export const defaultEquipmentPolicy: EquipmentPolicy = {
  version: 1,
  effectiveFrom: plainDate(2014, 1, 1),
  basis: 'SOP 7.2.1.1',
  without: {
    'card-reader': 'not-needed',
    ups: 'needed',
    network: 'not-needed',
    'local-server': 'not-needed',
    'card-printer': 'not-needed',
  },
  climbAfterDays: { operator: 1, 'section-head': 2, secretary: 5, province: 7 },
  remindEveryDays: 7,
};

const stepsOf = {
  camera: ['photo'],
  'fingerprint-scanner': ['left-four', 'right-four', 'thumbs', 'verification'],
  'iris-scanner': ['irises'],
  'signature-pad': ['signature', 'statement'],
} as const satisfies Partial<Record<ComponentKind, readonly Step[]>>;
const deviceOf = {
  camera: 'face',
  'fingerprint-scanner': 'finger',
  'iris-scanner': 'iris',
  'signature-pad': 'signature',
} as const;

/** What each slot means for recording, from the steps the office asks for and what it does without a device. */
export function deriveSlotNeeds(
  enrolment: Pick<EnrolmentPolicy, 'steps' | 'withoutDevice'>,
  equipment: Pick<EquipmentPolicy, 'without'>,
): SlotNeeds {
  const ofDevice = (kind: keyof typeof stepsOf): SlotNeed => {
    const asked = stepsOf[kind].some((step) => enrolment.steps.includes(step));
    if (!asked) return 'not-needed';
    return enrolment.withoutDevice[deviceOf[kind]] === 'owed' ? 'owed' : 'needed';
  };
  return {
    computer: 'needed',
    camera: ofDevice('camera'),
    'fingerprint-scanner': ofDevice('fingerprint-scanner'),
    'iris-scanner': ofDevice('iris-scanner'),
    'signature-pad': ofDevice('signature-pad'),
    ...equipment.without,
  };
}
