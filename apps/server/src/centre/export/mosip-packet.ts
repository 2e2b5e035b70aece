/**
 * A registration packet as a MOSIP-shaped centre takes it.
 *
 *   <rid>-<center>_<machine>-<timestamp>.zip
 *     REGISTRATION_CLIENT/NEW/<rid>_id.zip        biodata, fingers, eyes, face
 *     REGISTRATION_CLIENT/NEW/<rid>_evidence.zip  signature and signed statement
 *     REGISTRATION_CLIENT/NEW/<rid>_optional.zip  what the station signed
 *     … and a .json of its facts beside each
 *
 *   each zip = nonce 12 B ‖ AAD 32 B ‖ AES key under RSA-OAEP-SHA-256 ‖ "#KEY_SPLITTER#" ‖ AES-256-GCM ciphertext and tag
 */
import {
  constants,
  createCipheriv,
  createHash,
  type KeyObject,
  publicEncrypt,
  randomBytes,
  sign,
} from 'node:crypto';
import { bodyCaptures, cbeffXml, findPart } from './cbeff.ts';
import { zipOf } from './record-zip.ts';
import type { Opened } from './source.ts';

/** How a MOSIP-shaped centre knows this office. */
export interface MosipCentre {
  /** Five digits each. */
  readonly center: string;
  readonly machine: string;
  /** RSA; packets are encrypted to it. */
  readonly key: KeyObject;
}

export interface MosipPacket {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const source = 'REGISTRATION_CLIENT';
const kind = 'NEW';
const splitter = Buffer.from('#KEY_SPLITTER#');
const biometricsFile = 'individualBiometrics_bio_CBEFF';

/** 29 digits: centre, machine, running number, moment of the recording. */
export const registrationIdOf = (
  { center, machine }: MosipCentre,
  number: number,
  recordedAt: string,
): string => `${center}${machine}${String(number % 100_000).padStart(5, '0')}${digitsOf(recordedAt)}`;

/** `20261125T…` as `yyyyMMddHHmmss`, in UTC. */
const digitsOf = (instant: string): string => instant.replaceAll(/\D/g, '').slice(0, 14);

/**
 * @param number the recording's running number at this centre, the same in every export
 * @param signWith the office's RSA key
 * @throws where a sample cannot be brought into its ISO format
 */
export function mosipPacket(
  opened: Opened,
  centre: MosipCentre,
  number: number,
  signWith: KeyObject,
): MosipPacket {
  const at = opened.manifest.sealedAt.at;
  const rid = registrationIdOf(centre, number, at);
  const inner = {
    id: withHashes(idFiles(opened, rid, centre), [`${biometricsFile}.xml`, 'ID.json']),
    evidence: withHashes(evidenceFiles(opened, rid, centre), []),
    optional: withHashes(optionalFiles(opened, rid, centre), []),
  };
  const files: Record<string, Uint8Array> = {};
  for (const [part, contents] of Object.entries(inner)) {
    const path = `${source}/${kind}/${rid}_${part}`;
    const encrypted = encryptFor(centre.key, zipOf(contents));
    files[`${path}.zip`] = encrypted;
    files[`${path}.json`] = Buffer.from(
      JSON.stringify({
        process: kind,
        creationdate: at,
        encryptedhash: createHash('sha256').update(encrypted).digest('base64url'),
        signature: sign('RSA-SHA256', encrypted, signWith).toString('base64url'),
        source,
        providerversion: 'v1.0',
        id: rid,
        schemaversion: '0.1',
        packetname: `${rid}_${part}`,
        providername: 'Rekam',
      }),
    );
  }
  const machine = `${centre.center}_${centre.machine}`;
  return { name: `${rid}-${machine}-${digitsOf(at)}.zip`, bytes: zipOf(files) };
}

function idFiles(opened: Opened, rid: string, centre: MosipCentre): Record<string, Uint8Array> {
  const { biodata } = opened.manifest.resident;
  const said = (value: string) => [{ language: 'ind', value }];
  const identity = {
    IDSchemaVersion: 0.1,
    referenceIdentityNumber: biodata.nik,
    familyCardNumber: biodata.familyCardNumber,
    fullName: said(biodata.name),
    placeOfBirth: said(biodata.birthPlace),
    dateOfBirth: biodata.birthDate.replaceAll('-', '/'),
    gender: said(biodata.sex),
    bloodType: biodata.bloodGroup,
    religion: said(biodata.religion),
    maritalStatus: said(biodata.maritalStatus),
    occupation: said(biodata.occupation),
    residenceStatus: said(biodata.nationality),
    addressLine1: said(biodata.address),
    addressLine2: said(`RT ${biodata.rt} RW ${biodata.rw}`),
    postalArea: biodata.kelurahanCode,
    individualBiometrics: { format: 'cbeff', version: 1, value: biometricsFile },
  };
  return {
    'ID.json': jsonFile({ identity }),
    [`${biometricsFile}.xml`]: Buffer.from(cbeffXml(opened)),
    'packet_meta_info.json': metaInfo(opened, rid, centre, []),
  };
}

/** Signature and statement: documents there, as no biometric is called so. */
function evidenceFiles(opened: Opened, rid: string, centre: MosipCentre): Record<string, Uint8Array> {
  const ofBody = new Set(
    opened.manifest.captures.flatMap(({ subject, sampleName }) => (findPart(subject) ? [sampleName] : [])),
  );
  const pens = opened.samples.filter(({ name }) => !ofBody.has(name));
  return {
    ...Object.fromEntries(pens.map(({ name, bytes }) => [name, bytes])),
    'packet_meta_info.json': metaInfo(
      opened,
      rid,
      centre,
      pens.map(({ name }) => ({ documentName: name, documentCategory: 'POC', documentType: 'signature' })),
    ),
  };
}

const optionalFiles = (opened: Opened, rid: string, centre: MosipCentre): Record<string, Uint8Array> => ({
  'station-manifest.json': opened.signed,
  'station-manifest.sig': opened.signature,
  'packet_meta_info.json': metaInfo(opened, rid, centre, []),
});

function metaInfo(
  opened: Opened,
  rid: string,
  { center, machine }: MosipCentre,
  documents: readonly object[],
): Uint8Array {
  const { manifest } = opened;
  const applicant = Object.fromEntries(
    bodyCaptures(opened).map(({ subject, forced, attempts }, index) => [
      findPart(subject)?.names?.mosipMeta ?? 'face',
      { birindex: String(index), forceCaptured: forced, numRetry: attempts - 1 },
    ]),
  );
  const exceptionBiometrics = Object.fromEntries(
    manifest.exceptions.map(({ subject }) => {
      const part = findPart(subject);
      const name = part?.names?.mosipMeta ?? 'face';
      return [name, { type: part?.type ?? 'Face', missingBiometric: name }];
    }),
  );
  const supervisors = new Set(manifest.exceptions.map(({ approval }) => approval.approvedBy));
  const identity = {
    biometrics: { applicant },
    exceptionBiometrics: { applicant: exceptionBiometrics },
    documents,
    metaData: labelled({
      centerId: center,
      machineId: machine,
      registrationId: rid,
      registrationType: kind,
      creationDate: manifest.sealedAt.at,
    }),
    operationsData: labelled({
      officerId: manifest.operator.id,
      officerAuthenticatedBy: 'PASSWORD',
      ...([...supervisors][0]
        ? { supervisorId: [...supervisors][0]!, supervisorAuthenticatedBy: 'PIN' }
        : {}),
    }),
    capturedRegisteredDevices: manifest.devices.map(({ kind, serialNo, make, model }) => ({
      deviceCode: serialNo,
      digitalId: { type: kind, serialNo, make, model },
    })),
  };
  return jsonFile({ identity });
}

const labelled = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([label, value]) => ({ label, value }));

const jsonFile = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

/**
 * The two hash files, and in the meta info which files they were made over, in that order.
 * @param data names of the files that say who somebody is; all others tell how the packet was made
 */
function withHashes(
  files: Readonly<Record<string, Uint8Array>>,
  data: readonly string[],
): Record<string, Uint8Array> {
  const { 'packet_meta_info.json': metaFile, ...rest } = files;
  const others = Object.keys(rest).filter((name) => !data.includes(name));
  const { identity } = JSON.parse(Buffer.from(metaFile!).toString('utf8')) as { identity: object };
  const meta = jsonFile({
    identity: {
      ...identity,
      hashSequence1: [{ label: 'applicantSequence', value: data }],
      hashSequence2: [{ label: 'otherFiles', value: others }],
    },
  });
  const hashOver = (names: readonly string[]): Uint8Array => {
    const hash = createHash('sha256');
    for (const name of names) hash.update(rest[name]!);
    return Buffer.from(hash.digest('hex').toUpperCase());
  };
  return {
    ...rest,
    'packet_meta_info.json': meta,
    'packet_data_hash.txt': hashOver(data),
    'packet_operations_hash.txt': hashOver(others),
  };
}

function encryptFor(key: KeyObject, plain: Uint8Array): Uint8Array {
  const [secret, nonce, aad] = [randomBytes(32), randomBytes(12), randomBytes(32)];
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(aad);
  const body = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  const wrapped = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    secret,
  );
  return Buffer.concat([nonce, aad, wrapped, splitter, body]);
}
