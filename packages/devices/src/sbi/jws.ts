import { verify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';
import type { TrustList } from './trust.ts';
import { certificateSha256, findDistrust } from './trust.ts';

/** A signed text whose signature holds; whether the signer is to be believed is said by `distrust`. */
export interface VerifiedJws {
  readonly payload: Buffer;
  /** Null for a bare payload, admitted only by policy. */
  readonly certificate: X509Certificate | null;
  readonly certificateSha256: string | null;
  readonly distrust: DeviceFailure | undefined;
}

export interface JwsRules {
  readonly trust: TrustList;
  readonly nowMs: number;
  /** Admit bare base64url payloads of unregistered devices; false in every office that records residents. */
  readonly allowUnsigned: boolean;
}

export type JwsOutcome =
  | { readonly ok: true; readonly jws: VerifiedJws }
  | { readonly ok: false; readonly failure: DeviceFailure };

const header = z.object({ alg: z.literal('RS256'), x5c: z.array(z.string().max(20_000)).min(1).max(10) });

const refuse = (...args: Parameters<typeof failure>): JwsOutcome => ({
  ok: false,
  failure: failure(...args),
});

function findHeader(text: string): z.output<typeof header> | undefined {
  try {
    return header.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

function findCertificate(der: string): X509Certificate | undefined {
  try {
    return new X509Certificate(Buffer.from(der, 'base64'));
  } catch {
    return undefined;
  }
}

/** Verifies a compact JWS (RS256, certificate in `x5c[0]`, RFC 7515) and weighs its certificate. */
export function verifyJws(text: string, rules: JwsRules): JwsOutcome {
  const parts = text.split('.');
  if (parts.length === 1 && /^[A-Za-z0-9_-]+={0,2}$/.test(text)) return unsigned(text, rules);
  const [head, payload, signature] = parts;
  if (parts.length !== 3 || !head || !payload || !signature) return refuse('malformed', 'not a compact JWS');
  const read = findHeader(head);
  if (!read)
    return refuse('bad-signature', 'the header is not that of an RS256 signature with a certificate');
  const certificate = findCertificate(read.x5c[0]!);
  if (!certificate) return refuse('bad-signature', 'the certificate of the signature cannot be read');
  if (!signatureHolds(certificate, `${head}.${payload}`, signature))
    return refuse('bad-signature', 'the signature does not fit the data');
  const sent = read.x5c.slice(1, 5).flatMap((der) => findCertificate(der) ?? []);
  const distrust = findDistrust(rules.trust, certificate, rules.nowMs, sent);
  const bytes = Buffer.from(payload, 'base64url');
  return {
    ok: true,
    jws: { payload: bytes, certificate, certificateSha256: certificateSha256(certificate), distrust },
  };
}

function unsigned(text: string, rules: JwsRules): JwsOutcome {
  if (!rules.allowUnsigned) return refuse('unsigned', 'the data are not signed');
  const payload = Buffer.from(text, 'base64url');
  return { ok: true, jws: { payload, certificate: null, certificateSha256: null, distrust: undefined } };
}

/**
 * What a JWS says, without believing it: to show which device it is that cannot be trusted.
 */
export const peekPayload = (text: string): Buffer => Buffer.from(text.split('.').at(1) ?? '', 'base64url');

function signatureHolds(certificate: X509Certificate, signed: string, signature: string): boolean {
  try {
    if (certificate.publicKey.asymmetricKeyType !== 'rsa') return false;
    return verify('sha256', Buffer.from(signed), certificate.publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

/** Parses the JSON of a payload with a schema; undefined when it does not fit. */
export function findPayload<T>(payload: Buffer, schema: z.ZodType<T>): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(payload.toString('utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

const bioValuePlace = /("bioValue"\s*:\s*")[A-Za-z0-9_-]*(={0,2}")/;

/**
 * A capture's JWS with the picture taken out of its payload, `header.payload.signature`: small enough to keep
 * beside the record, and together with it still proof of what the device signed.
 */
export function withoutPicture(jws: string): string {
  const [head, payload, signature] = jws.split('.') as [string, string, string];
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const emptied = text.replace(bioValuePlace, '$1$2');
  return `${head}.${Buffer.from(emptied).toString('base64url')}.${signature}`;
}

/**
 * Whether `parts` (of `withoutPicture`) and the record are what the certificate in them signed. Says nothing
 * of who may be believed: compare the certificate's hash with the trust list of the time.
 */
export function provesRecord(parts: string, record: Uint8Array): boolean {
  const [head, payload, signature] = parts.split('.');
  if (!head || !payload || !signature) return false;
  const text = Buffer.from(payload, 'base64url').toString('utf8');
  const picture = Buffer.from(record).toString('base64url');
  const filled = Buffer.from(text.replace(bioValuePlace, (_all, before, after) => before + picture + after));
  const certificate = findCertificate(findHeader(head)?.x5c[0] ?? '');
  return (
    certificate !== undefined &&
    signatureHolds(certificate, `${head}.${filled.toString('base64url')}`, signature)
  );
}
