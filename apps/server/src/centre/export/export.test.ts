import {
  constants,
  createDecipheriv,
  createHash,
  generateKeyPairSync,
  privateDecrypt,
  verify,
} from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeFingerImageRecord, parseFaceImageRecord, parseFingerImageRecord } from '@rekam/biometrics';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import type { OfficerId } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import {
  type CentreExportManifest,
  centreExportManifest,
  centreRecord,
} from '@rekam/protocol/packet/centre-export.ts';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { Decrypter, generateIdentity, identityToRecipient } from 'age-encryption';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportDepsOf } from '../../composition/centre.ts';
import { keysDirOf, loadKeyring } from '../../office-keys/index.ts';
import { openPacketFiles } from '../../packet/index.ts';
import { systemClock } from '../../ports/clock.ts';
import type { Permitted } from '../../ports/permit.ts';
import { residentsOf } from '../../resident/index.ts';
import { type MadeRecording, makeRecording, nikOf } from '../../testing/made-recording.ts';
import { openTestOffice, type TestOffice } from '../../testing/test-office.ts';
import { adoptStanding, chooseExport, type ExportOrder, noteFinished } from './commands.ts';
import type { ExportDeps } from './routes.ts';
import { openFolderSink } from './sink.ts';
import { folderNameOf, writeExport } from './write.ts';

let office: TestOffice;
let station: BareStation;
let supervisor: ApiClient;
let deps: ExportDeps;
let by: Permitted;
let stick: string;

beforeAll(async () => {
  office = await openTestOffice();
  station = await office.addStation(1);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  const { dataDir, database } = office;
  const keys = loadKeyring(keysDirOf(dataDir));
  deps = exportDepsOf({
    database,
    clock: systemClock,
    timeZone: async () => 'WITA',
    residents: residentsOf(database),
    files: await openPacketFiles(dataDir),
    keyring: () => keys,
    keysDir: keysDirOf(dataDir),
  });
  const { officer } = await supervisor.call(officeApi.getSession, {});
  by = {
    officer: { ...officer!, id: officer!.id as OfficerId, roles: [] },
    permittedBy: 'ACC73 supervisor@office',
  };
  stick = mkdtempSync(join(tmpdir(), 'rekam-stick-'));
}, 120_000);
afterAll(async () => {
  rmSync(stick, { recursive: true, force: true });
  await office.close();
});

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: { code?: string }) => error.code ?? String(error),
  );

const ridges = {
  width: 40,
  height: 50,
  dpi: 500,
  pixels: new Uint8Array(2000).map((_, i) => (i * 37) % 251),
};
const finger = encodeFingerImageRecord({
  images: [
    {
      position: 'R2',
      impression: 'live-plain',
      quality: 80,
      capturedAt: null,
      image: ridges,
      compression: 'raw',
    },
  ],
});
const photo = encodeRgbJpeg({ width: 30, height: 40, rgb: new Uint8Array(3600).fill(120) });
const pen = Buffer.from('iVBORw0KGgo=', 'base64');

const samples = new Map<string, Uint8Array>([
  ['FA.jpg', photo],
  ['R2.bin', finger],
  ['SIGNATURE.png', pen],
]);
const typeOf: Readonly<Record<string, string>> = {
  'FA.jpg': 'image/jpeg',
  'R2.bin': 'application/vnd.iso.19794-4',
  'SIGNATURE.png': 'image/png',
};

/** A recording with a face of the browser's camera, one finger, a signature and a missing thumb. */
function captured(manifest: Manifest): Partial<Manifest> {
  const [face] = manifest.captures;
  const capture = (subject: 'R2' | 'SIGNATURE', sampleName: string, attempts: number) => ({
    ...face!,
    subject,
    sampleName,
    attempts,
    attempt: attempts,
    background: null,
    source: 'sbi' as const,
  });
  const approval = {
    approvedBy: manifest.operator.id,
    at: manifest.sealedAt,
    method: 'pin' as const,
  };
  return {
    captures: [face!, capture('R2', 'R2.bin', 2), capture('SIGNATURE', 'SIGNATURE.png', 1)],
    exceptions: [{ subject: 'L1', approval }],
    samples: manifest.samples.map((sample) => ({ ...sample, mediaType: typeOf[sample.name]! })),
  };
}

async function receive(serial: number): Promise<MadeRecording> {
  const recording = await makeRecording(station, serial, captured, samples);
  await station.send(recording);
  await office.allOpened();
  return recording;
}

const identity = await generateIdentity();
const order: ExportOrder = {
  form: 'records',
  recipient: await identityToRecipient(identity),
  open: false,
  againBecause: null,
  centre: null,
  most: null,
};

async function exportTo(folder: string, wish: Partial<ExportOrder> = {}) {
  await adoptStanding(deps, by, folder);
  const { chosen, centre } = await chooseExport(deps, by, { ...order, ...wish });
  const name = folderNameOf(chosen);
  const written = await writeExport(deps, chosen, centre, await openFolderSink(folder, name));
  await noteFinished(deps, by, chosen.id, written);
  return { id: chosen.id, folder: join(folder, name), ...written };
}

const manifestIn = (folder: string): CentreExportManifest =>
  centreExportManifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const freshStick = (name: string): string => {
  const folder = join(stick, name);
  mkdirSync(folder);
  return folder;
};

describe('the folder of records', () => {
  it('CTR40, CTR43 holds each recording encrypted to the key, and a signed manifest that is true', async () => {
    const recording = await receive(1);
    const made = await exportTo(freshStick('a'));
    const manifest = manifestIn(made.folder);
    expect(manifest.counts).toEqual({ recordings: 1, leftOut: {} });
    expect(manifest.sealedTo).toBe(order.recipient);
    const lying = readdirSync(made.folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(made.folder.length + 1));
    const named = [...manifest.files.map(({ name }) => name), 'manifest.json', 'manifest.json.sig'];
    expect(lying.sort()).toEqual(named.sort());
    for (const { name, bytes, sha256: said } of manifest.files) {
      const content = readFileSync(join(made.folder, name));
      expect([content.length, sha256(content)]).toEqual([bytes, said]);
    }
    const [manifestBytes, signature, key] = ['manifest.json', 'manifest.json.sig', 'office-key.pem'].map(
      (name) => readFileSync(join(made.folder, name)),
    ) as [Buffer, Buffer, Buffer];
    expect(verify('RSA-SHA256', manifestBytes, key, signature)).toBe(true);
    expect(manifestBytes.includes(nikOf(1))).toBe(false);

    const [file] = manifest.files.filter(({ packetId }) => packetId !== null);
    const sealed = readFileSync(join(made.folder, file!.name));
    expect(sealed.includes('WARGA CONTOH')).toBe(false);
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const zip = unzipSync(await decrypter.decrypt(sealed));
    const record = centreRecord.parse(JSON.parse(strFromU8(zip['record.json']!)));
    expect(record).toMatchObject({
      packetId: recording.packetId,
      biodata: { nik: nikOf(1) },
      exceptions: ['L1'],
      receiptCode: recording.manifest.receiptCode,
    });
    expect(record.samples.map(({ file: at, subject, sha256: said }) => [at, subject, said])).toEqual([
      ['samples/FA.jpg', 'FA', sha256(photo)],
      ['samples/R2.bin', 'R2', sha256(finger)],
      ['samples/SIGNATURE.png', 'SIGNATURE', sha256(pen)],
    ]);
    for (const { file: at, sha256: said } of record.samples) expect(sha256(zip[at]!)).toBe(said);
    expect(JSON.parse(strFromU8(zip['station-manifest.json']!)).packetId).toBe(recording.packetId);
  });

  it('CTR41 the next export holds what is new and tells what was exported, and goes again with a reason', async () => {
    expect(await codeOf(exportTo(freshStick('b')))).toBe('CENTRE_EXPORT_EMPTY');
    expect(readdirSync(join(stick, 'b'))).toEqual([]);
    const next = await receive(2);
    const made = await exportTo(join(stick, 'b'));
    expect(made.packetIds).toEqual([next.packetId]);
    expect(manifestIn(made.folder).counts).toEqual({ recordings: 1, leftOut: { exported: 1 } });
    const again = await exportTo(join(stick, 'b'), { againBecause: 'flashdisk hilang' });
    expect(again.packetIds).toHaveLength(2);
  });

  it('CTR43 lies open only where that was said, and says so itself', async () => {
    await receive(3);
    expect(await codeOf(exportTo(freshStick('c'), { recipient: null }))).toBe('CENTRE_EXPORT_UNSEALED');
    const made = await exportTo(join(stick, 'c'), { recipient: null, open: true });
    expect(manifestIn(made.folder).sealedTo).toBeNull();
    expect(readFileSync(join(made.folder, 'BACA-SAYA.txt'), 'utf8')).toContain('TIDAK TERSANDI');
    const [file] = manifestIn(made.folder).files.filter(({ packetId }) => packetId !== null);
    expect(Object.keys(unzipSync(readFileSync(join(made.folder, file!.name))))).toContain('record.json');
  });
});

describe('CTR42 whole or not there', () => {
  it('leaves no folder when writing breaks off, and the next export holds the same', async () => {
    const folder = freshStick('d');
    const recording = await receive(4);
    const { chosen, centre } = await chooseExport(deps, by, order);
    const sink = await openFolderSink(folder, folderNameOf(chosen));
    let puts = 0;
    const breaking = {
      ...sink,
      put: async (name: string, bytes: Uint8Array) => {
        puts += 1;
        if (puts === 3) throw new Error('pulled out');
        await sink.put(name, bytes);
      },
    };
    await expect(writeExport(deps, chosen, centre, breaking)).rejects.toThrow('pulled out');
    expect(readdirSync(folder)).toEqual([]);
    const made = await exportTo(folder);
    expect(made.packetIds).toEqual([recording.packetId]);
  });

  it('throws away what a killed command left, and finds an export again that stood already', async () => {
    const folder = freshStick('e');
    const recording = await receive(5);
    // Killed while writing: the folder aside stays.
    const cut = await chooseExport(deps, by, order);
    const left = await openFolderSink(folder, folderNameOf(cut.chosen));
    await left.put('records/half.zip.age', Buffer.from('half'));
    expect(readdirSync(folder)).toHaveLength(1);
    // Killed after the rename and before its end was written down.
    const { chosen, centre } = await chooseExport(deps, by, order);
    await writeExport(deps, chosen, centre, await openFolderSink(folder, folderNameOf(chosen)));
    expect(readdirSync(folder)).toEqual([folderNameOf(chosen)]);
    expect(existsSync(join(folder, folderNameOf(chosen), 'manifest.json'))).toBe(true);
    expect(await codeOf(exportTo(folder))).toBe('CENTRE_EXPORT_EMPTY');
    const { rows } = await supervisor.call(officeApi.listCentreExports, {});
    expect(rows.find(({ id }) => id === chosen.id)).toMatchObject({ recordings: 1, sent: null });
    expect(rows.find(({ id }) => id === chosen.id)!.finishedAt).not.toBeNull();
    expect(rows.find(({ id }) => id === cut.chosen.id)!.finishedAt).toBeNull();
    expect(recording.packetId).toBe(chosen.recordings[0]!.packetId);
  });

  it('CTR40 leaves a recording out whose samples cannot be read, and counts it', async () => {
    const bad = await receive(6);
    await receive(7);
    const folder = readdirSync(join(office.dataDir, 'samples'));
    for (const part of folder)
      rmSync(join(office.dataDir, 'samples', part, `${bad.packetId}.samples`), { force: true });
    const made = await exportTo(freshStick('f'));
    expect(made.packetIds).not.toContain(bad.packetId);
    expect(made.leftOut).toMatchObject({ unreadable: 1 });
    const { waiting } = await supervisor.call(officeApi.listCentreExports, {});
    expect(waiting.taken).toBe(1);
  });

  it('refuses a folder that is not there', async () => {
    expect(await codeOf(openFolderSink(join(stick, 'tidak-ada'), 'x'))).toBe('CENTRE_EXPORT_FOLDER');
  });
});

describe('the MOSIP packet', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const centre = { center: '53710', machine: '10001', keyPem };

  /** nonce ‖ AAD ‖ wrapped key ‖ splitter ‖ ciphertext ‖ tag, as the sheet has it. */
  function decrypted(bytes: Buffer): Record<string, Uint8Array> {
    const splitter = Buffer.from('#KEY_SPLITTER#');
    const at = bytes.indexOf(splitter);
    const secret = privateDecrypt(
      { key: privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
      bytes.subarray(44, at),
    );
    const body = bytes.subarray(at + splitter.length);
    const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
    decipher.setAAD(bytes.subarray(12, 44)).setAuthTag(body.subarray(-16));
    return unzipSync(Buffer.concat([decipher.update(body.subarray(0, -16)), decipher.final()]));
  }

  it('reads back as §4.3 has it: names, sidecars, hashes, CBEFF, signature', async () => {
    const recording = await receive(8);
    const made = await exportTo(freshStick('g'), { form: 'mosip', recipient: null, centre });
    const packets = manifestIn(made.folder).files.filter(({ packetId }) => packetId === recording.packetId);
    expect(packets).toHaveLength(1);
    const name = packets[0]!.name;
    const time = recording.manifest.sealedAt.at.replaceAll(/\D/g, '').slice(0, 14);
    const [, rid] = /^packets\/(\d{29})-53710_10001-\d{14}\.zip$/.exec(name) ?? [];
    expect(rid).toMatch(new RegExp(`^5371010001\\d{5}${time}$`));

    const outer = unzipSync(readFileSync(join(made.folder, name)));
    const parts = ['id', 'evidence', 'optional'].flatMap((part) =>
      ['zip', 'json'].map((ending) => `REGISTRATION_CLIENT/NEW/${rid}_${part}.${ending}`),
    );
    expect(Object.keys(outer).sort()).toEqual(parts.sort());
    const officeKey = readFileSync(join(made.folder, 'office-key.pem'));
    for (const part of ['id', 'evidence', 'optional']) {
      const zip = Buffer.from(outer[`REGISTRATION_CLIENT/NEW/${rid}_${part}.zip`]!);
      const facts = JSON.parse(strFromU8(outer[`REGISTRATION_CLIENT/NEW/${rid}_${part}.json`]!));
      expect(Object.keys(facts).sort()).toEqual(
        [
          'creationdate',
          'encryptedhash',
          'id',
          'packetname',
          'process',
          'providername',
          'providerversion',
          'schemaversion',
          'signature',
          'source',
        ].sort(),
      );
      expect(facts).toMatchObject({ id: rid, packetname: `${rid}_${part}`, process: 'NEW' });
      expect(Buffer.from(facts.encryptedhash, 'base64url').toString('hex')).toBe(sha256(zip));
      expect(verify('RSA-SHA256', zip, officeKey, Buffer.from(facts.signature, 'base64url'))).toBe(true);
    }

    const id = decrypted(Buffer.from(outer[`REGISTRATION_CLIENT/NEW/${rid}_id.zip`]!));
    const { identity } = JSON.parse(strFromU8(id['ID.json']!));
    expect(identity.referenceIdentityNumber).toBe(nikOf(8));
    expect(identity.dateOfBirth).toBe('2000/08/15');
    const meta = JSON.parse(strFromU8(id['packet_meta_info.json']!)).identity;
    expect(meta.biometrics.applicant.rightIndex).toEqual({
      birindex: '1',
      forceCaptured: false,
      numRetry: 1,
    });
    expect(meta.exceptionBiometrics.applicant.leftThumb.missingBiometric).toBe('leftThumb');
    expect(meta.metaData).toContainEqual({ label: 'registrationId', value: rid });
    const order1 = meta.hashSequence1[0].value as string[];
    const upper = (names: string[]) => {
      const hash = createHash('sha256');
      for (const file of names) hash.update(id[file]!);
      return hash.digest('hex').toUpperCase();
    };
    expect(strFromU8(id['packet_data_hash.txt']!)).toBe(upper(order1));
    expect(strFromU8(id['packet_operations_hash.txt']!)).toBe(upper(meta.hashSequence2[0].value));

    const xml = strFromU8(id['individualBiometrics_bio_CBEFF.xml']!);
    expect(xml).toContain('xmlns="http://standards.iso.org/iso-iec/19785/-3/ed-2/"');
    const birs = xml.split('<BIR><Version>').slice(1);
    expect(birs).toHaveLength(3);
    const bdbOf = (bir: string) => Buffer.from(/<BDB>([^<]+)<\/BDB>/.exec(bir)?.[1] ?? '', 'base64');
    expect(birs[0]).toContain('<Type>8</Type>');
    expect(parseFaceImageRecord(bdbOf(birs[0]!))).toMatchObject({
      ok: true,
      record: { images: [{ width: 30, height: 40, format: 'jpeg' }] },
    });
    expect(birs[1]).toContain('<Subtype>Right IndexFinger</Subtype>');
    expect(sha256(bdbOf(birs[1]!))).toBe(sha256(finger));
    expect(parseFingerImageRecord(bdbOf(birs[1]!)).ok).toBe(true);
    expect(birs[2]).toContain('<Subtype>Left Thumb</Subtype>');
    expect(birs[2]).toContain('<entry key="EXCEPTION">true</entry>');
    expect(birs[2]).not.toContain('<BDB>');

    const evidence = decrypted(Buffer.from(outer[`REGISTRATION_CLIENT/NEW/${rid}_evidence.zip`]!));
    expect(sha256(evidence['SIGNATURE.png']!)).toBe(sha256(pen));
    expect(Object.keys(evidence)).not.toContain('R2.bin');
  });

  it('gives a recording the same number in every export', async () => {
    const ridsOf = (folder: string) =>
      new Map(manifestIn(folder).files.map(({ packetId, name }) => [packetId, name.slice(8, 37)]));
    const wish = { form: 'mosip', recipient: null, centre, againBecause: 'diminta pusat' } as const;
    const first = ridsOf((await exportTo(freshStick('h'), wish)).folder);
    const second = ridsOf((await exportTo(join(stick, 'h'), wish)).folder);
    expect(second).toEqual(first);
    expect(new Set(first.values()).size).toBe(first.size);
  });

  it('CTR43 wants a key it can use', async () => {
    const bad = { ...centre, keyPem: 'bukan kunci' };
    const wish = { form: 'mosip', recipient: null, centre: bad, againBecause: 'diminta pusat' } as const;
    expect(await codeOf(exportTo(freshStick('i'), wish))).toBe('CENTRE_EXPORT_KEY_UNREADABLE');
  });
});

describe('over HTTP', () => {
  const wish = { form: 'records', recipient: null, open: true, againBecause: null, centre: null } as const;

  it('ACC73 is for supervisors of the whole office, and a zip that a browser keeps counts as exported', async () => {
    const head = office.head.bytes(officeApi.makeCentreExport, { body: wish });
    expect(await codeOf(head)).toBe('ACCESS_DENIED');
    const local = await office.signedInAs('penyelia2', [
      { role: 'supervisor', placeId: station.settings.place.id },
    ]);
    expect(await codeOf(local.call(officeApi.listCentreExports, {}))).toBe('ACCESS_DENIED');

    const recording = await receive(9);
    const bytes = await supervisor.bytes(officeApi.makeCentreExport, { body: wish });
    const zip = unzipSync(bytes);
    const [manifestName] = Object.keys(zip).filter((name) => name.endsWith('/manifest.json'));
    const manifest = centreExportManifest.parse(JSON.parse(strFromU8(zip[manifestName!]!)));
    const [root] = manifestName!.split('/');
    for (const { name, sha256: said } of manifest.files) expect(sha256(zip[`${root}/${name}`]!)).toBe(said);
    expect(manifest.files.map(({ packetId }) => packetId)).toContain(recording.packetId);
    await expect
      .poll(async () => {
        const { rows } = await supervisor.call(officeApi.listCentreExports, {});
        return rows.find(({ id }) => id === manifest.exportId)?.finishedAt ?? null;
      })
      .not.toBeNull();
  });

  it('CTR44, CTR45 a sending is written down once and read wherever the last word is', async () => {
    const recording = await receive(10);
    const { folder, id } = await exportTo(freshStick('j'));
    const [known] = manifestIn(folder).files.filter(({ packetId }) => packetId === recording.packetId);
    expect(known).toBeDefined();
    const today = todayInKupang();
    const send = (body: object) =>
      supervisor.call(officeApi.noteCentreSending, {
        params: { id },
        body: { sentOn: today, means: 'Aplikasi pusat', ...body },
      });
    expect(await codeOf(send({ sentOn: '2020-01-01' }))).toBe('CENTRE_SENT_BEFORE_MADE');
    expect(await codeOf(send({ means: ' ' }))).toBe('CENTRE_SOURCE_MISSING');
    expect((await send({})).residents).toBeGreaterThan(0);
    expect(await codeOf(send({}))).toBe('CENTRE_EXPORT_SENT');
    const record = await supervisor.call(officeApi.centreOfEnrolment, {
      params: { id: recording.enrolmentId },
    });
    expect(record.story).toMatchObject({ status: 'SENT_FOR_ENROLLMENT', since: today });
    expect(record.words[0]).toMatchObject({ source: 'Aplikasi pusat', notedBy: 'Petugas penyelia' });
    const page = await fetch(new URL('/rekaman', office.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        kode: recording.manifest.receiptCode,
        tanggal: '15',
        bulan: '8',
        tahun: '2000',
      }),
    });
    expect(await page.text()).toContain(`dikirim ke pusat pada ${today.split('-').reverse().join('-')}`);
    const unknown = supervisor.call(officeApi.noteCentreSending, {
      params: { id: id.replace(/.$/, (last) => (last === '0' ? '1' : '0')) },
      body: { sentOn: today, means: 'x' },
    });
    expect(await codeOf(unknown)).toBe('CENTRE_EXPORT_NOT_FOUND');
  });
});
