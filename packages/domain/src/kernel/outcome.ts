/** A refusal: a stable code from the list in `protocol/refusals`, and what the sentence needs to be filled in. */
export interface Refusal<Code extends string = string> {
  readonly ok: false;
  readonly code: Code;
  /** Values for the sentence's placeholders; never a NIK or a name. */
  readonly details?: Readonly<Record<string, string | number>>;
}

export interface Success<T> {
  readonly ok: true;
  readonly value: T;
}

export type Outcome<T, Code extends string = string> = Success<T> | Refusal<Code>;

export const succeed = <T>(value: T): Success<T> => ({ ok: true, value });

export function refuse<Code extends string>(
  code: Code,
  details?: Readonly<Record<string, string | number>>,
): Refusal<Code> {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}
