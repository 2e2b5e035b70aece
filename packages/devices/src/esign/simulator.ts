/**
 * An e-sign client service as offices get it from BSrE, simulated: it signs PDFs by the NIK and passphrase of an officer.
 * Shaped after what published clients of that service send and read; BSrE publishes no specification.
 *
 *   POST /api/sign/pdf          multipart: file, nik, passphrase, tampilan → the signed PDF, or {"status_code", "error"}
 *   GET  /api/user/status/NIK   → {"status_code": 1111, "status": "ISSUE"} for somebody with a certificate
 *   POST /admin/fault           {"fault": …}: how it fails from now on
 */
import 'reflect-metadata';
import { randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as x509 from '@peculiar/x509';
import type { CmsSigner } from '@rekam/protocol/pdf/cms-signature.ts';
import { appendSignature } from './signed-revision.ts';

export const esignFaults = [
  'none',
  /** Answers after two minutes. */
  'slow',
  'server-error',
  'drops',
  /** A page in HTML, as a proxy in between says it, with status 200. */
  'no-pdf',
  'unsigned',
  /** Signs soundly, but another document. */
  'other-document',
  /** Signs soundly, with other words over the page. */
  'changed-page',
  'certificate-expired',
  /** As if the officer had changed the passphrase. */
  'wrong-passphrase',
  /** The certificate of somebody else. */
  'other-signer',
] as const;
export type EsignFault = (typeof esignFaults)[number];

export interface EsignSettings {
  readonly port?: number;
  /** Basic authentication of the office's client. */
  readonly username: string;
  readonly password: string;
  readonly nik: string;
  readonly passphrase: string;
  readonly fault?: EsignFault;
}

export interface RunningEsign {
  readonly url: string;
  readonly fail: (fault: EsignFault) => void;
  /** How many documents were asked to be signed. */
  readonly asked: () => number;
  readonly close: () => Promise<void>;
}

const slowMs = 120_000;
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export async function startEsign(settings: EsignSettings): Promise<RunningEsign> {
  const signers = {
    own: await makeSigner('PEJABAT CONTOH'),
    other: await makeSigner('PEJABAT LAIN'),
  };
  let fault = settings.fault ?? 'none';
  let asked = 0;
  const server = createServer((request, response) => {
    answer(request, response).catch(() => say(response, 500, { status_code: 5000, error: 'Internal error' }));
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (request.method === 'POST' && path === '/admin/fault') {
      const { fault: wanted } = JSON.parse((await read(request)).toString('utf8')) as { fault: EsignFault };
      if (!esignFaults.includes(wanted)) return say(response, 422, { faults: esignFaults });
      fault = wanted;
      return say(response, 200, { fault });
    }
    const basic = Buffer.from(`${settings.username}:${settings.password}`).toString('base64');
    if (request.headers.authorization !== `Basic ${basic}`)
      return say(response, 401, { error: 'Unauthorized' });
    if (fault === 'drops') return void request.socket.destroy();
    if (fault === 'server-error') return say(response, 503, { error: 'Service unavailable' });
    if (fault === 'slow') await new Promise((resolve) => setTimeout(resolve, slowMs).unref());
    if (request.method === 'GET' && path.startsWith('/api/user/status/'))
      return say(response, 200, standingOf(decodeURIComponent(path.split('/').at(-1)!)));
    if (request.method === 'POST' && path === '/api/sign/pdf') return signFor(request, response);
    say(response, 404, { error: 'Not found' });
  }

  function standingOf(nik: string) {
    if (nik !== settings.nik) return { status_code: 1110, status: 'NOT_REGISTERED' };
    if (fault === 'certificate-expired') return { status_code: 2021, status: 'EXPIRED' };
    return { status_code: 1111, status: 'ISSUE', message: 'User telah memiliki sertifikat' };
  }

  async function signFor(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = await new Response(new Uint8Array(await read(request)), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    asked += 1;
    const file = form.get('file');
    if (!(file instanceof Blob)) return say(response, 400, { status_code: 2008, error: 'File tidak ada' });
    if (form.get('nik') !== settings.nik)
      return say(response, 400, { status_code: 2011, error: 'User tidak terdaftar' });
    if (form.get('passphrase') !== settings.passphrase || fault === 'wrong-passphrase')
      return say(response, 400, { status_code: 2031, error: 'Passphrase anda salah' });
    if (fault === 'certificate-expired')
      return say(response, 400, { status_code: 2021, error: 'Sertifikat expired' });
    if (fault === 'no-pdf') return send(response, 'text/html', Buffer.from('<html>Gateway</html>'));
    const pdf = Buffer.from(await file.arrayBuffer());
    send(response, 'application/pdf', await signedAs(pdf));
  }

  async function signedAs(pdf: Buffer): Promise<Buffer> {
    if (fault === 'unsigned') return pdf;
    const signer = fault === 'other-signer' ? signers.other : signers.own;
    if (fault === 'other-document') return appendSignature(otherDocument(pdf), signer);
    return appendSignature(pdf, signer, fault === 'changed-page' ? { overPage: ' /Rotate 180' } : {});
  }

  await new Promise<void>((resolve) => server.listen(settings.port ?? 0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fail: (next) => {
      fault = next;
    },
    asked: () => asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The same file with one letter of its title changed. */
function otherDocument(pdf: Buffer): Buffer {
  const other = Buffer.from(pdf);
  const at = other.indexOf('/Title') + 12;
  other[at] = other[at]! ^ 1;
  return other;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

const say = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const send = (response: ServerResponse, type: string, body: Buffer): void =>
  void response.writeHead(200, { 'content-type': type, id_dokumen: randomUUID() }).end(body);

/** A certificate of an invented authority; the names say that nobody answers for it. */
async function makeSigner(name: string): Promise<CmsSigner> {
  const [above, own] = [
    await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']),
    await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']),
  ];
  const dates = {
    notBefore: new Date(Date.now() - 86_400_000),
    notAfter: new Date(Date.now() + 63_072_000_000),
  };
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    ...dates,
    name: 'CN=PERCOBAAN Otoritas e-sign, C=ID',
    signingAlgorithm: algorithm,
    keys: above,
    extensions: [new x509.BasicConstraintsExtension(true, 1, true)],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    ...dates,
    subject: `CN=PERCOBAAN ${name}, C=ID`,
    issuer: authority.subject,
    signingAlgorithm: algorithm,
    publicKey: own.publicKey,
    signingKey: above.privateKey,
    extensions: [new x509.KeyUsagesExtension(x509.KeyUsageFlags.nonRepudiation, true)],
  });
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', own.privateKey));
  const key = { key: der, format: 'der', type: 'pkcs8' } as const;
  return {
    certificates: [certificate, authority].map(({ rawData }) => new Uint8Array(rawData)),
    algorithm: 'ecdsa-sha256',
    sign: async (bytes) => sign('sha256', bytes, key),
  };
}
