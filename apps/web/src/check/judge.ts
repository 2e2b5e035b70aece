import { judgePaper, type PaperVerdict } from '@rekam/domain';
import {
  type CodeRefusal,
  parseVerifiableCode,
  type VerifiableCode,
  verifyVerifiableCode,
} from '@rekam/protocol/qr/verifiable-code.ts';
import type { Knowledge } from './knowledge.ts';

/** What the phone alone says of a code (LET61–LET63). */
export type Judgement =
  | { readonly kind: 'no-letter' | 'forged' | 'unknown-key' | 'knows-nothing' }
  | { readonly kind: 'other-office'; readonly issuer: string }
  | { readonly kind: 'genuine'; readonly code: VerifiableCode; readonly paper: PaperVerdict };

const unreadable: readonly CodeRefusal[] = ['CODE_UNREADABLE', 'CODE_ENCRYPTED', 'CODE_WITHOUT_IDENTITY'];

/** @param text what a scanner read @param knowledge null: this phone has never been online here */
export async function judgeCode(
  text: string,
  knowledge: Knowledge | null,
  nowMs: number,
): Promise<Judgement> {
  const read = await parseVerifiableCode(text);
  if (!read.ok) return { kind: unreadable.includes(read.code) ? 'no-letter' : 'forged' };
  if (knowledge === null) return { kind: 'knows-nothing' };
  const { issuer } = read.value.claims;
  if (issuer !== undefined && issuer !== knowledge.issuer) return { kind: 'other-office', issuer };
  // Whether it has expired is judged below, together with whether the phone's clock can be right.
  const believed = await verifyVerifiableCode(read.value, knowledge.keys, 0);
  if (!believed.ok && believed.code !== 'CODE_NOT_YET_VALID')
    return { kind: believed.code === 'CODE_KEY_UNKNOWN' ? 'unknown-key' : 'forged' };
  const { claims, identity } = read.value;
  const { subject, issuedAt, expiresAt } = claims;
  // A letter of ours names its number and its days.
  if (subject === undefined || issuedAt === undefined || expiresAt === undefined) return { kind: 'forged' };
  const paper = judgePaper({
    issuedAtMs: issuedAt * 1000,
    validUntilMs: expiresAt * 1000,
    endedOn: (await knowledge.list?.endOf(subject)) ?? null,
    listAsOfMs: knowledge.list?.asOfMs ?? null,
    nowMs,
  });
  return { kind: 'genuine', code: { claims, identity }, paper };
}
