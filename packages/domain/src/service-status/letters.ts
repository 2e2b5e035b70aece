import type { Instant, PlainDate } from '../kernel/calendar.ts';
import { findInForce } from '../kernel/in-force.ts';
import type { BlankStock } from '../letter/decide.ts';
import type { LetterPolicy } from '../letter/policy.ts';
import { momentOf } from './opening-hours.ts';
import { openSince, type ServiceCause, type ServiceState, unknownYet } from './service.ts';

/** What decides whether letters are issued, other than the resident who asks. */
export interface LetterService {
  /** Every version of the rules, in force or to come. */
  readonly policies: readonly Pick<
    LetterPolicy,
    'version' | 'effectiveFrom' | 'basis' | 'purposes' | 'onlyWithoutBlanks'
  >[];
  readonly blanks: BlankStock;
  /** The certificate that signs; `by-hand` where letters are signed on paper, `unusable` where the file is no certificate. */
  readonly signer: { readonly notAfter: Instant } | 'by-hand' | 'unusable';
  /** Whether any officer may issue letters at the place. */
  readonly staffed: boolean;
}

/** Rule STS28: the letter service of a place; not known for an office that has never set a rule here. */
export function deriveLetters(
  service: LetterService,
  now: Instant,
  today: PlainDate,
  offsetMinutes: number,
): ServiceState {
  const { policies, signer, staffed } = service;
  if (policies.length === 0) return unknownYet;
  const policy = findInForce(policies, today);
  const byRules = { asOf: now, source: 'letters', reference: policy?.basis ?? null } as const;
  const stopped = (cause: ServiceCause, since: Instant | null): ServiceState => ({
    ...unknownYet,
    ...byRules,
    condition: 'stopped',
    cause,
    since,
  });
  const inForceSince = policy ? momentOf(policy.effectiveFrom, '00:00', offsetMinutes) : null;
  if (!policy || policy.purposes.length === 0)
    return { ...stopped('letter-rule', inForceSince), expectedUntil: nextRule(policies, today) };
  if (signer === 'unusable') return stopped('certificate-unusable', null);
  if (signer !== 'by-hand' && signer.notAfter < now) return stopped('certificate-ended', signer.notAfter);
  if (!staffed) return stopped('no-issuer', null);
  if (policy.onlyWithoutBlanks && service.blanks !== 'none')
    return stopped(service.blanks === 'some' ? 'blanks-there' : 'stock-not-known', null);
  return { ...openSince(now, 'letters'), reference: policy.basis };
}

/** From when on a version under which letters are issued again is in force; null: none is known. */
const nextRule = (policies: LetterService['policies'], today: PlainDate): PlainDate | null =>
  policies
    .filter(({ effectiveFrom, purposes }) => effectiveFrom > today && purposes.length > 0)
    .map(({ effectiveFrom }) => effectiveFrom)
    .sort()[0] ?? null;
