import { describe, expect, it } from 'vitest';
import { defaultLetterPolicy } from '../letter/policy.ts';
import { deriveLetters, type LetterService } from './letters.ts';
import { unknownYet } from './service.ts';
import type { Statement } from './statement.ts';
import { at, bare, day, noted, nothingDerived, ten, today, wita } from './testing/place-in-kupang.ts';

describe('letters, by their rules', () => {
  const service = (part: Partial<LetterService> = {}): LetterService => ({
    policies: [defaultLetterPolicy],
    blanks: 'unknown',
    signer: { notAfter: at('00:00', day(-100)) },
    staffed: true,
    ...part,
  });
  const letters = (part: Partial<LetterService> = {}) => deriveLetters(service(part), ten, today, wita);
  const withoutBlanks = {
    ...defaultLetterPolicy,
    version: 2,
    effectiveFrom: day(9),
    onlyWithoutBlanks: true,
  };

  it('STS28 is open under a rule with certificate and officer, signed by machine or by hand', () => {
    expect(letters()).toMatchObject({
      condition: 'open',
      source: 'letters',
      reference: defaultLetterPolicy.basis,
    });
    expect(letters({ signer: 'by-hand' }).condition).toBe('open');
  });

  it('STS28 is stopped without a rule in force, until the next one that is known; not known where none was ever set', () => {
    expect(letters({ policies: [] })).toEqual(unknownYet);
    const none = { ...defaultLetterPolicy, version: 2, effectiveFrom: day(5), purposes: [] };
    const next = { ...defaultLetterPolicy, version: 3, effectiveFrom: day(-7) };
    expect(letters({ policies: [defaultLetterPolicy, none, next] })).toMatchObject({
      cause: 'letter-rule',
      since: at('00:00', day(5)),
      expectedUntil: day(-7),
    });
  });

  it('STS28 is stopped by a certificate that ended or cannot be used, and where nobody may issue', () => {
    const notAfter = at('09:59');
    expect(letters({ signer: { notAfter } })).toMatchObject({ cause: 'certificate-ended', since: notAfter });
    expect(letters({ signer: { notAfter: ten } }).condition).toBe('open');
    expect(letters({ signer: 'unusable' }).cause).toBe('certificate-unusable');
    expect(letters({ staffed: false })).toMatchObject({ condition: 'stopped', cause: 'no-issuer' });
  });

  it('STS28 under a rule for times without blanks it goes by the stock, and doubt stops it', () => {
    const policies = [defaultLetterPolicy, withoutBlanks];
    expect(letters({ policies, blanks: 'none' }).condition).toBe('open');
    expect(letters({ policies, blanks: 'some' }).cause).toBe('blanks-there');
    expect(letters({ policies, blanks: 'unknown' }).cause).toBe('stock-not-known');
  });

  it('STS12 a statement that says better is a conflict, one about the room is not', () => {
    const suket = letters({ staffed: false });
    const says = (part: Partial<Statement>) =>
      bare({
        derived: { ...nothingDerived, suket },
        statements: [noted({ service: 'suket', ...part })],
      });
    expect(says({ condition: 'open', cause: null }).conflicts).toHaveLength(1);
    expect(says({ condition: 'open', cause: null }).services.suket.cause).toBe('no-issuer');
    const open = bare({
      derived: { ...nothingDerived, suket: letters() },
      statements: [noted({ service: 'suket', cause: 'room' })],
    });
    expect(open.services.suket).toMatchObject({ condition: 'stopped', cause: 'room' });
    expect(open.conflicts).toEqual([]);
  });
});
