import { X509Certificate } from 'node:crypto';
import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';

/** The certificates of device providers (or of single devices) that an office believes. */
export interface TrustList {
  readonly anchors: readonly X509Certificate[];
  /** Entries that are no certificate, by their position; they are believed in nothing. */
  readonly unreadable: readonly number[];
}

/** @param pems each one certificate, or several after one another, PEM */
export function parseTrustList(pems: readonly string[]): TrustList {
  const blocks = pems.flatMap(
    (pem) => pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [pem],
  );
  const anchors: X509Certificate[] = [];
  const unreadable: number[] = [];
  blocks.forEach((block, index) => {
    try {
      anchors.push(new X509Certificate(block));
    } catch {
      unreadable.push(index);
    }
  });
  return { anchors, unreadable };
}

export const certificateSha256 = (certificate: X509Certificate): string =>
  certificate.fingerprint256.replaceAll(':', '').toLowerCase();

const isWithinValidity = (certificate: X509Certificate, nowMs: number): boolean =>
  Date.parse(certificate.validFrom) <= nowMs && nowMs <= Date.parse(certificate.validTo);

/** Whether `issuer` is a CA that signed `certificate`. */
function issued(issuer: X509Certificate, certificate: X509Certificate): boolean {
  try {
    return issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  } catch {
    return false;
  }
}

/**
 * The way from a certificate to an entry of the trust list that nothing issued or that issued itself. Every
 * link must be in the list: certificates that a device sends along are not believed on its word.
 */
function pathOf(list: TrustList, certificate: X509Certificate): X509Certificate[] | undefined {
  const fingerprint = certificate.fingerprint256;
  if (list.anchors.some((anchor) => anchor.fingerprint256 === fingerprint)) return [certificate];
  const issuer = list.anchors.find((anchor) => issued(anchor, certificate));
  return issuer ? [certificate, issuer] : undefined;
}

/**
 * Why a certificate is not to be believed at `nowMs`, or undefined when it is: it stands in the trust list or
 * was issued by a CA of it, it and its issuer are valid now, and its key is RSA of at least 2048 bits.
 */
export function findDistrust(
  list: TrustList,
  certificate: X509Certificate,
  nowMs: number,
): DeviceFailure | undefined {
  const path = pathOf(list, certificate);
  if (!path) return failure('untrusted', `no entry of the trust list issued ${oneLine(certificate.subject)}`);
  const key = certificate.publicKey;
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    return failure('untrusted', 'the key of the certificate is not RSA of 2048 bits or more');
  const outside = path.find((link) => !isWithinValidity(link, nowMs));
  if (!outside) return undefined;
  return failure(
    'expired-certificate',
    `${oneLine(outside.subject)} is valid ${outside.validFrom} – ${outside.validTo}`,
  );
}

/** A distinguished name on one line. */
export const oneLine = (name: string): string => name.split('\n').join(', ');
