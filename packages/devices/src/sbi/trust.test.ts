import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { describe, expect, it } from 'vitest';
import { certificateSha256, findDistrust, parseTrustList } from './trust.ts';

const nowMs = Date.UTC(2026, 10, 24);
const dayMs = 86_400_000;

interface Made {
  readonly pem: string;
  readonly certificate: X509Certificate;
  readonly keys: CryptoKeyPair;
  readonly name: string;
}

interface Wish {
  readonly name: string;
  readonly issuer?: Made;
  readonly ca?: boolean;
  readonly bits?: number;
  readonly from?: number;
  readonly to?: number;
}

async function make({ name, issuer, ca = false, bits = 2048, from = -10, to = 10 }: Wish): Promise<Made> {
  const algorithm = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: bits,
  };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: '01',
    subject: `CN=${name}`,
    issuer: `CN=${issuer?.name ?? name}`,
    notBefore: new Date(nowMs + from * dayMs),
    notAfter: new Date(nowMs + to * dayMs),
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    signingAlgorithm: algorithm,
    extensions: [new x509.BasicConstraintsExtension(ca, undefined, true)],
  });
  const pem = certificate.toString('pem');
  return { pem, certificate: new X509Certificate(pem), keys, name };
}

const codeOf = (trusted: readonly string[], made: Made): string =>
  findDistrust(parseTrustList(trusted), made.certificate, nowMs)?.code ?? 'believed';

describe('whom an office believes', () => {
  it('a device that sends the certificates between itself and a provider of the list, and no other way', async () => {
    const root = await make({ name: 'Root', ca: true });
    const middle = await make({ name: 'Middle', ca: true, issuer: root });
    const low = await make({ name: 'Low', ca: true, issuer: middle });
    const device = await make({ name: 'Device', issuer: low });
    const sentAlong = (trusted: readonly string[], ...sent: Made[]) =>
      findDistrust(
        parseTrustList(trusted),
        device.certificate,
        nowMs,
        sent.map(({ certificate }) => certificate),
      )?.code ?? 'believed';
    expect(sentAlong([root.pem])).toBe('untrusted');
    expect(sentAlong([root.pem], low, middle)).toBe('believed');
    expect(sentAlong([root.pem], middle, low)).toBe('believed');
    expect(sentAlong([root.pem], low)).toBe('untrusted');
    const other = await make({ name: 'Low', ca: true });
    expect(sentAlong([root.pem], other, middle)).toBe('untrusted');
    const plain = await make({ name: 'Low', ca: false, issuer: middle });
    expect(sentAlong([root.pem], plain, middle)).toBe('untrusted');
    const old = await make({ name: 'Middle', ca: true, issuer: root, from: -20, to: -1 });
    const lowOfOld = await make({ name: 'Low', ca: true, issuer: old });
    const deviceOfOld = await make({ name: 'Device', issuer: lowOfOld });
    expect(
      findDistrust(parseTrustList([root.pem]), deviceOfOld.certificate, nowMs, [
        lowOfOld.certificate,
        old.certificate,
      ])?.code,
    ).toBe('expired-certificate');
  });

  it('no device and no provider that the office has withdrawn', async () => {
    const root = await make({ name: 'Root', ca: true });
    const middle = await make({ name: 'Middle', ca: true, issuer: root });
    const device = await make({ name: 'Device', issuer: middle });
    const sent = [middle.certificate];
    const withdrawn = (line: string) =>
      findDistrust(parseTrustList([root.pem, line]), device.certificate, nowMs, sent)?.code ?? 'believed';
    expect(withdrawn(`revoked ${device.certificate.fingerprint256}`)).toBe('untrusted');
    expect(withdrawn(`revoked ${certificateSha256(middle.certificate)}`)).toBe('untrusted');
    expect(withdrawn(`revoked ${certificateSha256(root.certificate)}`)).toBe('untrusted');
    expect(withdrawn(`revoked ${'0'.repeat(64)}`)).toBe('believed');
    expect(parseTrustList([root.pem, `revoked ${'0'.repeat(64)}`]).unreadable).toEqual([]);
  });

  it('a device whose provider, or which itself, stands in the trust list', async () => {
    const ca = await make({ name: 'Provider', ca: true });
    const device = await make({ name: 'Device', issuer: ca });
    const second = await make({ name: 'Other', ca: true });
    expect(codeOf([ca.pem], device)).toBe('believed');
    expect(codeOf([device.pem], device)).toBe('believed');
    expect(codeOf([`${second.pem}\n${ca.pem}`], device)).toBe('believed');
    expect(codeOf([second.pem], device)).toBe('untrusted');
    expect(codeOf([], device)).toBe('untrusted');
  });

  it('nobody who only bears the name of a provider, and nobody vouched for by a mere device', async () => {
    const ca = await make({ name: 'Provider', ca: true });
    const impostor = await make({ name: 'Provider', ca: true });
    const device = await make({ name: 'Device', issuer: ca });
    const child = await make({ name: 'Child', issuer: device });
    expect(codeOf([ca.pem], await make({ name: 'Forged', issuer: impostor }))).toBe('untrusted');
    expect(codeOf([device.pem], child)).toBe('untrusted');
  });

  it('nobody before, or after, the time of the certificate or of its provider', async () => {
    const ca = await make({ name: 'Provider', ca: true });
    const old = await make({ name: 'Old', ca: true, from: -20, to: -1 });
    expect(codeOf([ca.pem], await make({ name: 'Device', issuer: ca, to: -1 }))).toBe('expired-certificate');
    expect(codeOf([ca.pem], await make({ name: 'Device', issuer: ca, from: 1 }))).toBe('expired-certificate');
    expect(codeOf([old.pem], await make({ name: 'Device', issuer: old }))).toBe('expired-certificate');
  });

  it('nobody with a key that is too short', async () => {
    const ca = await make({ name: 'Provider', ca: true });
    expect(codeOf([ca.pem], await make({ name: 'Device', issuer: ca, bits: 1024 }))).toBe('untrusted');
  });

  it('an entry that is no certificate is named and believed in nothing', async () => {
    const ca = await make({ name: 'Provider', ca: true });
    const list = parseTrustList(['not a certificate', ca.pem]);
    expect(list.unreadable).toEqual([0]);
    expect(list.anchors).toHaveLength(1);
  });
});
