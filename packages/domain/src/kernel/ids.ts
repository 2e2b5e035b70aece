import type { Brand } from './brand.ts';

/** Prefixes of all identifiers; an id is `<prefix>_<uuidv7 without dashes>` (32 hex digits). */
export const idPrefixes = {
  enrolment: 'enr',
  packet: 'pkt',
  station: 'sta',
  officer: 'ofc',
  place: 'plc',
  resident: 'res',
  death: 'dth',
  import: 'imp',
  approval: 'apr',
  component: 'cmp',
  set: 'set',
  fault: 'flt',
  repair: 'rpr',
  paper: 'ppr',
  'self-test': 'tst',
  'turned-away': 'tap',
  trouble: 'trb',
  statement: 'stm',
  letter: 'ltr',
  'letter-batch': 'ltb',
  'centre-word': 'cwd',
  'centre-export': 'cex',
  card: 'crd',
  'card-printer': 'cpr',
  'print-batch': 'bch',
  handover: 'hov',
  'handover-capture': 'hoc',
  notice: 'ntc',
  'announcement-draft': 'adr',
  plan: 'pln',
  'loan-offer': 'lof',
} as const;

export type IdKind = keyof typeof idPrefixes;
export type Id<K extends IdKind> = Brand<string, K>;
export type EnrolmentId = Id<'enrolment'>;
export type PacketId = Id<'packet'>;
export type StationId = Id<'station'>;
export type OfficerId = Id<'officer'>;
export type PlaceId = Id<'place'>;
export type ResidentId = Id<'resident'>;
export type DeathId = Id<'death'>;
export type ImportId = Id<'import'>;
export type ApprovalId = Id<'approval'>;
export type ComponentId = Id<'component'>;
export type SetId = Id<'set'>;
export type FaultId = Id<'fault'>;
export type RepairId = Id<'repair'>;
export type PaperId = Id<'paper'>;
export type SelfTestId = Id<'self-test'>;
export type TroubleId = Id<'trouble'>;
export type StatementId = Id<'statement'>;
export type LetterId = Id<'letter'>;
export type LetterBatchId = Id<'letter-batch'>;
export type CentreWordId = Id<'centre-word'>;
export type CentreExportId = Id<'centre-export'>;
export type CardId = Id<'card'>;
export type CardPrinterId = Id<'card-printer'>;
export type PrintBatchId = Id<'print-batch'>;
export type HandoverId = Id<'handover'>;
export type HandoverCaptureId = Id<'handover-capture'>;
export type NoticeId = Id<'notice'>;
export type AnnouncementDraftId = Id<'announcement-draft'>;
export type PlanId = Id<'plan'>;

/**
 * A new id of `kind`, ordered by time (UUIDv7, RFC 9562 §5.7).
 * @param unixMs milliseconds since 1970, 0 … 2^48 − 1
 * @param random at least 10 random bytes
 */
export function makeId<K extends IdKind>(kind: K, unixMs: number, random: Uint8Array): Id<K> {
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(unixMs / 2 ** (8 * (5 - i))) & 0xff;
  bytes.set(random.subarray(0, 10), 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return `${idPrefixes[kind]}_${hex}` as Id<K>;
}

/** Whether `text` has the shape of an id of `kind`. */
export function isId<K extends IdKind>(kind: K, text: string): text is Id<K> {
  return new RegExp(`^${idPrefixes[kind]}_[0-9a-f]{32}$`).test(text);
}
