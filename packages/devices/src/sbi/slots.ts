import type { FingerCode, IrisCode, Subject } from '@rekam/domain';
import { bioSubTypeOf, type SbiType } from '@rekam/protocol/sbi/index.ts';
import type { CaptureRequest, CaptureSlot } from '../port.ts';
import type { KnownDevice } from './info.ts';

interface SlotShape {
  readonly type: SbiType;
  readonly deviceSubId: string;
  /** All parts that the slot covers, exceptions included. */
  readonly covers: readonly Subject[];
}

const shapes = {
  'left-four': { type: 'Finger', deviceSubId: '1', covers: ['L2', 'L3', 'L4', 'L5'] },
  'right-four': { type: 'Finger', deviceSubId: '2', covers: ['R2', 'R3', 'R4', 'R5'] },
  thumbs: { type: 'Finger', deviceSubId: '3', covers: ['L1', 'R1'] },
  'left-iris': { type: 'Iris', deviceSubId: '1', covers: ['IL'] },
  'right-iris': { type: 'Iris', deviceSubId: '2', covers: ['IR'] },
  'both-irises': { type: 'Iris', deviceSubId: '3', covers: ['IL', 'IR'] },
  face: { type: 'Face', deviceSubId: '0', covers: ['FA'] },
} as const satisfies Record<Exclude<CaptureSlot, 'single-finger'>, SlotShape>;

const slapOf = (finger: Subject): SlotShape => {
  const slot = (['left-four', 'right-four', 'thumbs'] as const).find((name) =>
    (shapes[name].covers as readonly Subject[]).includes(finger),
  );
  return shapes[slot ?? 'right-four'];
};

/** What the device is asked for one slot. */
export interface CaptureItem {
  readonly type: SbiType;
  readonly deviceSubId: string;
  readonly subjects: readonly Subject[];
  readonly exceptions: readonly (FingerCode | IrisCode)[];
}

/**
 * How a capture is put to a device, or undefined when it cannot be: subjects and exceptions must together be
 * exactly the slot's parts (the specification's count rule). One finger on a slap scanner is put as the slap it
 * belongs to with the other fingers as exceptions, since slap scanners refuse any other count.
 */
export function findCaptureItem(
  request: Pick<CaptureRequest, 'slot' | 'subjects' | 'exceptions'>,
  device: KnownDevice,
): CaptureItem | undefined {
  const { slot, subjects } = request;
  if (slot === 'single-finger') return findSingleFinger(subjects, device);
  const shape: SlotShape = shapes[slot];
  const named: Subject[] = [...subjects, ...request.exceptions];
  const complete =
    subjects.length > 0 &&
    named.length === shape.covers.length &&
    shape.covers.every((part) => named.includes(part));
  const exceptionPhoto = slot === 'face' && subjects.length === 1 && subjects[0] === 'FA';
  if (!(complete || exceptionPhoto) || !suits(shape, device)) return undefined;
  return { type: shape.type, deviceSubId: shape.deviceSubId, subjects, exceptions: request.exceptions };
}

function findSingleFinger(subjects: readonly Subject[], device: KnownDevice): CaptureItem | undefined {
  const finger = subjects[0];
  if (subjects.length !== 1 || !finger || device.description.kind !== 'finger') return undefined;
  if (!/^[LR][1-5]$/.test(finger)) return undefined;
  if (!isSlap(device)) return { type: 'Finger', deviceSubId: '0', subjects, exceptions: [] };
  const slap = slapOf(finger);
  const exceptions = slap.covers.filter((part) => part !== finger) as FingerCode[];
  return { type: 'Finger', deviceSubId: slap.deviceSubId, subjects, exceptions };
}

const isSlap = (device: KnownDevice): boolean => device.description.deviceSubTypes.includes('Slap');

function suits(shape: SlotShape, device: KnownDevice): boolean {
  const kind = { Finger: 'finger', Iris: 'iris', Face: 'face' }[shape.type];
  if (device.description.kind !== kind) return false;
  return shape.type === 'Face' || device.subIds.length === 0 || device.subIds.includes(shape.deviceSubId);
}

/** The sub-device that shows a slot's live picture. */
export const subIdOfSlot = (slot: CaptureSlot, device: KnownDevice): string => {
  if (slot === 'single-finger') return isSlap(device) ? '2' : '0';
  return shapes[slot].deviceSubId;
};

export const bioSubTypesOf = (subjects: readonly Subject[]): string[] =>
  subjects.map(bioSubTypeOf).filter((word) => word !== null);
