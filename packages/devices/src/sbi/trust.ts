import { X509Certificate } from 'node:crypto';
import type { DeviceFailure } from '../failure.ts';
import { failure } from '../failure.ts';

/** The certificates of device providers (or of single devices) that an office believes. */
export interface TrustList {
  readonly anchors: readonly X509Certificate[];
  /** SHA-256 of certificates that the office has withdrawn, lower-case hex. */
  readonly revoked: ReadonlySet<string>;
  /** Entries that are no certificate, by their position; they are believed in nothing. */
  readonly unreadable: readonly number[];
}

/** @param pems each one certificate, or several after one another, PEM; lines `revoked SHA256` withdraw one */
export function parseTrustList(pems: readonly string[]): TrustList {
  const revoked = new Set(
    pems.flatMap((pem) =>
      [...pem.matchAll(revokedLine)].map(([, hash]) => hash!.replaceAll(':', '').toLowerCase()),
    ),
  );
  const blocks = pems.flatMap(
    (pem) =>
      pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ??
      (pem.replaceAll(revokedLine, '').trim() === '' ? [] : [pem]),
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
  return { anchors, revoked, unreadable };
}

/** As `openssl x509 -fingerprint -sha256` prints it, with or without colons. */
const revokedLine = /^revoked +((?:[0-9A-Fa-f]{2}:?){32})[ \t]*$/gm;

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

/** Certificates between a device and its provider's root. */
const mostIntermediates = 3;

/**
 * The way from a certificate to an entry of the trust list. Certificates that a device sends along are not believed
 * on its word: they only show the way, and each must be a CA that the next one issued, up to an entry of the list.
 */
function pathOf(
  list: TrustList,
  certificate: X509Certificate,
  sent: readonly X509Certificate[],
): X509Certificate[] | undefined {
  const fingerprint = certificate.fingerprint256;
  if (list.anchors.some((anchor) => anchor.fingerprint256 === fingerprint)) return [certificate];
  const anchor = list.anchors.find((entry) => issued(entry, certificate));
  if (anchor) return [certificate, anchor];
  for (const next of sent.slice(0, mostIntermediates)) {
    if (!issued(next, certificate)) continue;
    const rest = pathOf(
      list,
      next,
      sent.filter((other) => other !== next),
    );
    if (rest) return [certificate, ...rest];
  }
  return undefined;
}

/**
 * Why a certificate is not to be believed at `nowMs`, or undefined when it is: it stands in the trust list or
 * leads to a CA of it, every link is valid now and none withdrawn, and its key is RSA of at least 2048 bits.
 * @param sent certificates that the device sent along with its own
 */
export function findDistrust(
  list: TrustList,
  certificate: X509Certificate,
  nowMs: number,
  sent: readonly X509Certificate[] = [],
): DeviceFailure | undefined {
  const path = pathOf(list, certificate, sent);
  if (!path) return failure('untrusted', `no entry of the trust list issued ${oneLine(certificate.subject)}`);
  const withdrawn = path.find((link) => list.revoked.has(certificateSha256(link)));
  if (withdrawn) return failure('untrusted', `the office has withdrawn ${oneLine(withdrawn.subject)}`);
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
