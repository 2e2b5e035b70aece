/** What a token answers instead of CKR_OK (pkcs11t.h of OASIS PKCS #11 v2.40), and what a person is told of it. */
import type { letterSigningRefusals } from '@rekam/protocol/refusals/letter-signing.ts';

export const CKR_KEY_HANDLE_INVALID = 0x60;
export const CKR_MECHANISM_INVALID = 0x70;
export const CKR_TOKEN_NOT_PRESENT = 0xe0;

export type TokenRefusal = Extract<keyof typeof letterSigningRefusals, `LETTER_TOKEN_${string}`>;

const refusals: Readonly<Record<number, TokenRefusal>> = {
  // CKR_PIN_INCORRECT, CKR_PIN_INVALID, CKR_PIN_LEN_RANGE
  160: 'LETTER_TOKEN_PIN_WRONG',
  161: 'LETTER_TOKEN_PIN_WRONG',
  162: 'LETTER_TOKEN_PIN_WRONG',
  // CKR_PIN_EXPIRED, CKR_PIN_LOCKED, CKR_USER_PIN_NOT_INITIALIZED
  163: 'LETTER_TOKEN_LOCKED',
  164: 'LETTER_TOKEN_LOCKED',
  258: 'LETTER_TOKEN_LOCKED',
  // no private key of that label, or more than one
  [CKR_KEY_HANDLE_INVALID]: 'LETTER_TOKEN_KEY_MISSING',
  // CKR_KEY_TYPE_INCONSISTENT, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_MECHANISM_INVALID: a key that cannot sign
  99: 'LETTER_TOKEN_KEY_MISSING',
  104: 'LETTER_TOKEN_KEY_MISSING',
  [CKR_MECHANISM_INVALID]: 'LETTER_TOKEN_KEY_MISSING',
};

/** Whatever else a token answers, it is not there as it should be. @param code CKR_…; null: its module cannot be loaded */
export const tokenRefusal = (code: number | null): TokenRefusal =>
  code === null ? 'LETTER_TOKEN_MODULE_UNUSABLE' : (refusals[code] ?? 'LETTER_TOKEN_GONE');
