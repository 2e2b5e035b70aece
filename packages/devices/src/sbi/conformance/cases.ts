/**
 * What a device must do to be used, as data: each case is a call, the request it sends and what must hold of
 * the answer. In the manner of MOSIP's compliance kit, so that a vendor can run it without us.
 *
 * In requests, `$deviceId`, `$serialNo`, `$transactionId`, `$previousHash` and `$specVersion` are filled in; `$address` stands for
 * the version's own way to name the device.
 */
import type { Subject } from '@rekam/domain';
import type { SbiCall } from '@rekam/protocol/sbi/index.ts';
import type { ScannedKind } from '../../port.ts';

export type ValidatorName =
  | 'head'
  | 'schema'
  | 'signature'
  | 'digital-id'
  | 'own-port'
  | 'transaction'
  | 'time'
  | 'subjects'
  | 'chain'
  | 'record'
  | 'no-data'
  | 'pictures';

export interface ConformanceCase {
  readonly id: string;
  /** What the case shows, one sentence. */
  readonly purpose: string;
  readonly kinds: readonly ScannedKind[];
  readonly call: SbiCall;
  readonly request: unknown;
  readonly validators: readonly ValidatorName[];
  readonly expected:
    | { readonly result: 'success'; readonly subjects?: readonly Subject[] }
    /** Devices may differ in the code; any of these is right. */
    | { readonly result: 'error'; readonly codes: readonly number[] }
    /** No device steps forward: an empty list or only errors. */
    | { readonly result: 'nobody' };
}

const all = ['finger', 'iris', 'face'] as const;

interface Asked {
  readonly type?: string;
  readonly count: number;
  readonly deviceSubId: string;
  readonly bioSubType?: readonly string[];
  readonly exception?: readonly string[];
  readonly changes?: Record<string, unknown>;
  readonly itemChanges?: Record<string, unknown>;
}

const capture = (type: string, asked: Asked): unknown => ({
  env: 'Developer',
  purpose: 'Registration',
  specVersion: '$specVersion',
  timeout: '10000',
  captureTime: '$now',
  transactionId: '$transactionId',
  bio: [
    {
      type,
      count: String(asked.count),
      bioSubType: asked.bioSubType ?? null,
      exception: asked.exception ?? [],
      requestedScore: '40',
      $address: '',
      deviceSubId: asked.deviceSubId,
      previousHash: '$previousHash',
      ...asked.itemChanges,
    },
  ],
  customOpts: null,
  ...asked.changes,
});

const good = [
  'head',
  'schema',
  'signature',
  'digital-id',
  'transaction',
  'time',
  'subjects',
  'chain',
  'record',
] as const;

const captures = (
  kind: ScannedKind,
  type: string,
  id: string,
  purpose: string,
  asked: Asked,
  subjects: readonly Subject[],
): ConformanceCase => ({
  id,
  purpose,
  kinds: [kind],
  call: 'capture',
  request: capture(type, asked),
  validators: good,
  expected: { result: 'success', subjects },
});

const refuses = (
  kind: ScannedKind,
  type: string,
  id: string,
  purpose: string,
  asked: Asked,
  codes: readonly number[],
): ConformanceCase => ({
  id,
  purpose,
  kinds: [kind],
  call: 'capture',
  request: capture(type, asked),
  validators: ['head', 'schema', 'no-data'],
  expected: { result: 'error', codes },
});

const left = { count: 4, deviceSubId: '1' } as const;

export const conformanceCases: readonly ConformanceCase[] = [
  {
    id: 'INF-01',
    purpose: 'The device says who it is, signed, with its own address.',
    kinds: all,
    call: 'info',
    request: { type: 'Biometric Device', specVersion: '$specVersion' },
    validators: ['head', 'schema', 'signature', 'digital-id', 'own-port'],
    expected: { result: 'success' },
  },
  {
    id: 'DSC-01',
    purpose: 'A search for any device finds it.',
    kinds: all,
    call: 'discover',
    request: { type: 'Biometric Device', specVersion: '$specVersion' },
    validators: ['head', 'schema', 'own-port'],
    expected: { result: 'success' },
  },
  {
    id: 'DSC-02',
    purpose: 'A search for another type does not.',
    kinds: ['finger', 'iris'],
    call: 'discover',
    request: { type: 'Face', specVersion: '$specVersion' },
    validators: ['head', 'schema'],
    expected: { result: 'nobody' },
  },
  {
    id: 'DSC-03',
    purpose: 'A search for a type that does not exist is refused.',
    kinds: all,
    call: 'discover',
    request: { type: 'Ear', specVersion: '$specVersion' },
    validators: ['head', 'schema'],
    expected: { result: 'nobody' },
  },
  captures('finger', 'Finger', 'CAP-01', 'Left slap, four fingers, one element each.', left, [
    'L2',
    'L3',
    'L4',
    'L5',
  ]),
  captures('finger', 'Finger', 'CAP-02', 'Right slap.', { count: 4, deviceSubId: '2' }, [
    'R2',
    'R3',
    'R4',
    'R5',
  ]),
  captures('finger', 'Finger', 'CAP-03', 'Both thumbs.', { count: 2, deviceSubId: '3' }, ['L1', 'R1']),
  captures(
    'finger',
    'Finger',
    'CAP-04',
    'A slap with a missing finger: count and exceptions make four.',
    { count: 3, deviceSubId: '1', exception: ['Left RingFinger'] },
    ['L2', 'L3', 'L5'],
  ),
  captures(
    'finger',
    'Finger',
    'CAP-05',
    'One finger of a slap, the others as exceptions.',
    {
      count: 1,
      deviceSubId: '2',
      bioSubType: ['Right IndexFinger'],
      exception: ['Right MiddleFinger', 'Right RingFinger', 'Right LittleFinger'],
    },
    ['R2'],
  ),
  captures('iris', 'Iris', 'CAP-11', 'Both eyes.', { count: 2, deviceSubId: '3' }, ['IL', 'IR']),
  captures('iris', 'Iris', 'CAP-12', 'The left eye alone.', { count: 1, deviceSubId: '1' }, ['IL']),
  captures(
    'iris',
    'Iris',
    'CAP-13',
    'Both eyes, one missing.',
    { count: 1, deviceSubId: '3', exception: ['Left'] },
    ['IR'],
  ),
  captures('face', 'Face', 'CAP-21', 'A face.', { count: 1, deviceSubId: '0' }, ['FA']),
  captures(
    'face',
    'Face',
    'CAP-22',
    'The photo of somebody with a missing finger.',
    { count: 1, deviceSubId: '0', exception: ['Left Thumb'] },
    ['FA'],
  ),
  refuses(
    'finger',
    'Finger',
    'REF-01',
    'Count and exceptions do not make four.',
    { count: 3, deviceSubId: '1' },
    [109],
  ),
  refuses(
    'finger',
    'Finger',
    'REF-02',
    'A transaction id that is too short.',
    { ...left, changes: { transactionId: 'abc' } },
    [112],
  ),
  refuses(
    'finger',
    'Finger',
    'REF-03',
    'A device that is not here.',
    { ...left, itemChanges: { deviceId: 'NOBODY', serialNo: 'NOBODY' } },
    [106, 120, 705],
  ),
  refuses(
    'finger',
    'Iris',
    'REF-04',
    'Eyes asked of a fingerprint scanner.',
    { count: 2, deviceSubId: '3' },
    [109, 114],
  ),
  refuses(
    'finger',
    'Finger',
    'REF-05',
    'An exception that is no finger of this slap.',
    { count: 3, deviceSubId: '1', exception: ['Right Thumb'] },
    [109, 117, 118],
  ),
  refuses(
    'finger',
    'Finger',
    'REF-06',
    'A finger both asked for and excepted.',
    { count: 1, deviceSubId: '3', bioSubType: ['Left Thumb'], exception: ['Left Thumb'] },
    [109, 119, 122],
  ),
  refuses(
    'iris',
    'Iris',
    'REF-07',
    'A purpose that is not registration.',
    {
      count: 2,
      deviceSubId: '3',
      changes: { purpose: 'Auth' },
    },
    [121, 706, 709],
  ),
  refuses(
    'iris',
    'Iris',
    'REF-08',
    'An environment that does not exist.',
    {
      count: 2,
      deviceSubId: '3',
      changes: { env: 'Moon' },
    },
    [115],
  ),
  refuses('face', 'Face', 'REF-09', 'Two faces.', { count: 2, deviceSubId: '0' }, [109, 116]),
  {
    id: 'STR-01',
    purpose: 'The live picture comes.',
    kinds: all,
    call: 'stream',
    request: { $address: '', specVersion: '$specVersion', deviceSubId: '$firstSubId', timeout: '5000' },
    validators: ['pictures'],
    expected: { result: 'success' },
  },
  {
    id: 'STR-02',
    purpose: 'No live picture of a device that is not here.',
    kinds: all,
    call: 'stream',
    request: { deviceId: 'NOBODY', serialNo: 'NOBODY', specVersion: '$specVersion', deviceSubId: '1' },
    validators: ['head', 'schema'],
    expected: { result: 'error', codes: [106, 202, 604, 605] },
  },
];
