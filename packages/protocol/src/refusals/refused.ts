import type { Outcome } from '@rekam/domain';

/** Carries a refusal from where it was found to the shell, which turns its code into problem details. */
export class Refused extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: string, details: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = 'Refused';
    this.code = code;
    this.details = details;
  }
}

/** The value of an outcome. @throws Refused with its refusal */
export function getValue<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Refused(outcome.code, outcome.details);
}
