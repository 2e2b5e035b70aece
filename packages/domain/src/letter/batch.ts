import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import { meansRecorded } from '../resident/recorded.ts';
import type { RecordedStatus } from '../resident/resident.ts';
import type { LetterRefusalCode } from './refusals.ts';

export const batchStates = ['running', 'paused', 'stopped', 'ended'] as const;
/** `ended`: everybody has a letter or a reason why not; `stopped`: the rest is given up for good. */
export type BatchState = (typeof batchStates)[number];

export const batchActs = ['pause', 'resume', 'stop'] as const;
export type BatchAct = (typeof batchActs)[number];

const transitions = {
  running: { pause: 'paused', resume: null, stop: 'stopped' },
  paused: { pause: null, resume: 'running', stop: 'stopped' },
  stopped: { pause: null, resume: null, stop: null },
  ended: { pause: null, resume: null, stop: null },
} as const satisfies Record<BatchState, Record<BatchAct, BatchState | null>>;

/** LET52. */
export function decideBatchAct(state: BatchState, act: BatchAct): Outcome<BatchState, LetterRefusalCode> {
  const next = transitions[state][act];
  return next === null ? refuse('LETTER_BATCH_NOT_SO', { state }) : succeed(next);
}

/** LET50: a stack that a printer gets through in a day. */
export const mostInBatch = 5000;

export interface ReadNiks {
  /** Each once, in the order of the list. */
  readonly niks: readonly string[];
  readonly repeated: number;
  /** Lines that begin with no NIK. */
  readonly unreadable: number;
}

/** LET51: the NIKs of a list, one a line in its first column; empty lines and a header are passed over. */
export function readNikList(text: string): ReadNiks {
  const cells = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.split(/[;,\t]/, 1)[0]!.replaceAll(/["'\s.-]/g, ''))
    .filter((cell) => cell !== '' && !/^NIK/i.test(cell));
  const readable = cells.filter((cell) => /^\d{16}$/.test(cell));
  const niks = [...new Set(readable)];
  return { niks, repeated: readable.length - niks.length, unreadable: cells.length - readable.length };
}

const cardsThere = ['CARD PRINTED', 'CARD SHIPPED', 'CARD ISSUED'];

/** LET50: whether somebody of an area still waits for the card, by the centre's last word. */
export const awaitsCard = (recorded: RecordedStatus): boolean =>
  meansRecorded(recorded) && !cardsThere.includes(recorded.status.trim().toUpperCase().replaceAll('_', ' '));

/** What speaks of the office, not of a resident: the next one would be refused for the same reason. */
const ofTheOffice: ReadonlySet<string> = new Set([
  'LETTER_NO_POLICY',
  'LETTER_POLICY_INVALID',
  'LETTER_WHILE_BLANKS',
  'LETTER_STOCK_UNKNOWN',
  'LETTER_CERTIFICATE_INVALID',
  'LETTER_CERTIFICATE_EXPIRED',
]);

/** What keeps the office from signing has names of its own. */
const ofSigning = /^LETTER_(SIGNING|TOKEN|BSRE)_/;

/** LET53: whether a refusal would hit everybody who comes after. */
export const stopsTheBatch = (code: string): boolean => ofTheOffice.has(code) || ofSigning.test(code);
