import { heldReasons } from '@rekam/domain';
import { describe, expect, it } from 'vitest';
import { problem } from '../http/parts.ts';
import { problemOf, type RefusalCode, refusals, sentenceOf } from './index.ts';

const codes = Object.keys(refusals) as RefusalCode[];

describe('refusals', () => {
  it.each(codes)('%s has a status and a sentence in both languages with the same placeholders', (code) => {
    const { status, id, en } = refusals[code];
    const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)+$/);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(id).toMatch(/[.!]$/);
    expect(en).toMatch(/[.!]$/);
    expect(id).not.toBe(en);
    expect(placeholders(id)).toEqual(placeholders(en));
  });

  it('every reason to hold a packet is a refusal', () => {
    for (const reason of heldReasons) expect(codes).toContain(reason);
  });

  it('fills placeholders and makes problem details of the contract', () => {
    const made = problemOf('OFFICE_PORT_BUSY', { port: 8460, tryPort: 8461 });
    expect(problem.parse(made)).toEqual(made);
    expect(made.sentence.en).toContain('--port 8461');
    expect(sentenceOf('OFFICE_PORT_BUSY', { port: 1, tryPort: 2 }).id).not.toContain('{');
  });

  it('reads days out as people do, in the language of the sentence', () => {
    const { id, en } = sentenceOf('LETTER_ALREADY_ACTIVE', { number: '7', until: '2027-05-26' });
    expect(id).toContain('26 Mei 2027');
    expect(en).toContain('26 May 2027');
  });

  it('an unknown code is a problem of the server, never a success', () => {
    expect(problemOf('NO_SUCH_CODE')).toMatchObject({ status: 500, code: 'NO_SUCH_CODE' });
  });
});
