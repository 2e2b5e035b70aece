import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FingerCode, PlainDate } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { manifestV3 } from '@rekam/protocol/packet/manifest.ts';
import { openPacket, verifyPacketSignature } from '@rekam/protocol/packet/sealed-packet.ts';
import { publicKeyOf } from '@rekam/protocol/sync/signing-key.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openIdentity } from '../identity/identity.ts';
import { realFileSystem } from '../storage/real-file-system.ts';
import { drawPhoto } from '../testing/drawing.ts';
import { accept, begin, capture, doStep, photoBody, seal, signIn, walkTo } from '../testing/hands.ts';
import {
  prepareFolder,
  startCounter,
  startTestDevices,
  type TestCounter,
  type TestDevices,
} from '../testing/test-counter.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let devices: TestDevices;
let counter: TestCounter | undefined;
const resident = makeResident(1);
const others = [makeResident(2), makeResident(3), makeResident(4)];
const child = makeResident(5, { birthDate: '2014-01-01' as PlainDate });
const dead = { ...makeResident(7), diedOn: '2026-02-03' as PlainDate };
const done = makeResident(6, {}, { status: 'PRR', source: 'SIAK', asOf: '2019-05-02' as PlainDate });
let score = 85;
/** The finger laid on the glass whenever the right index is asked for. */
let rightIndex: FingerCode = 'R2';

beforeAll(async () => {
  office = await makeTestOffice();
  devices = await startTestDevices(
    () => score,
    ({ subject }) => (subject === 'R2' ? rightIndex : (subject as FingerCode)),
  );
});
afterAll(() => devices.stop());
afterEach(async () => {
  score = 85;
  rightIndex = 'R2';
  await devices.control.clear();
  await counter?.stop();
  counter = undefined;
});

async function open(change: { policy?: object; settings?: object; contactMs?: number } = {}) {
  const dataDir = await prepareFolder({
    office,
    residents: [resident, ...others, child, done, dead],
    trustPem: devices.trustPem,
    ...change,
  });
  counter = await startCounter(dataDir, devices.ports);
  await signIn(counter.api, office.operator);
  return { dataDir, api: counter.api };
}

/** Starts the same station again, as after a restart of the computer. */
async function reopen(dataDir: string, officer = office.operator) {
  await counter?.stop();
  counter = await startCounter(dataDir, devices.ports);
  await signIn(counter.api, officer);
  return counter.api;
}

const packetsIn = (dataDir: string) =>
  readdirSync(join(dataDir, 'spool', 'outbox')).filter((name) => name.endsWith('.rekam'));
const draftsIn = (dataDir: string) => readdirSync(join(dataDir, 'drafts'));
const approval = () => ({ username: office.supervisor.username, pin: office.supervisor.pin });
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { code?: string }) => error.code,
  );

describe('a recording from first question to sealed packet', () => {
  it('SEA1 becomes a packet that the office opens, signed by this station, with every step and sample', async () => {
    const { dataDir, api } = await open();
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'review');
    expect(view).toMatchObject({ readyToSeal: true, grounds: 'age', photoBackground: 'blue' });
    const sealed = await seal(api, view.id);
    expect(sealed.enrolment.state).toBe('sealed');

    const [file] = packetsIn(dataDir);
    const bytes = readFileSync(join(dataDir, 'spool', 'outbox', file!));
    const opened = await openPacket(bytes, [office.identity]);
    if (!opened.ok) throw new Error(opened.code);
    const identity = (await openIdentity(realFileSystem, dataDir)).find()!;
    expect(verifyPacketSignature(opened.value, publicKeyOf(identity.key))).toBe(true);
    const { manifest, samples } = opened.value;
    expect(manifestV3.safeParse(manifest).success).toBe(true);
    expect(manifest).toMatchObject({
      packetId: sealed.packetId,
      receiptCode: sealed.receiptCode,
      operator: { id: office.operator.id },
      resident: { known: true, biodata: { nik: resident.biodata.nik } },
    });
    const kept = manifest.captures.map(({ subject, purpose }) => `${subject} ${purpose}`).sort();
    const fingers = ['L1', 'L2', 'L3', 'L4', 'L5', 'R1', 'R2', 'R3', 'R4', 'R5'];
    expect(kept).toEqual(
      [
        ...[...fingers, 'IL', 'IR', 'FA', 'SIGNATURE'].map((subject) => `${subject} enrolment`),
        ...['L2', 'R2'].map((subject) => `${subject} verification`),
        'STATEMENT statement',
      ].sort(),
    );
    expect(
      manifest.captures
        .filter(({ purpose }) => purpose === 'verification')
        .map(({ comparison }) => comparison?.verdict),
    ).toEqual(['same', 'same']);
    expect(manifest.unverified).toEqual([]);
    expect(manifest.captures.find(({ subject }) => subject === 'FA')?.background).toEqual({
      wanted: 'blue',
      seen: 'other',
    });
    expect(manifest.devices.map(({ kind }) => kind).sort()).toEqual(['finger', 'iris']);
    expect([...samples.keys()]).toContain('signature-1.strokes.json');
    expect(manifest.steps.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect(draftsIn(dataDir)).toEqual([]);
  });

  it('CAP2 the chain of hashes runs through all devices of the recording, tries not kept included', async () => {
    const { dataDir, api } = await open();
    let view = await walkTo(api, await begin(api, resident.biodata.nik), 'left-four');
    score = 20;
    await capture(api, view.id, 'left-four');
    score = 85;
    await capture(api, view.id, 'left-four');
    view = await walkTo(api, await accept(api, view.id, 'left-four'), 'review');
    await seal(api, view.id);
    const bytes = readFileSync(join(dataDir, 'spool', 'outbox', packetsIn(dataDir)[0]!));
    const opened = await openPacket(bytes, [office.identity]);
    if (!opened.ok) throw new Error(opened.code);
    const links = opened.value.manifest.captures.flatMap(({ sbi }) => (sbi ? [sbi] : []));
    const hashes = new Set(links.map(({ hash }) => hash));
    const loose = links.filter(({ previousHash }) => !hashes.has(previousHash));
    // Only the first kept picture hangs on something that is not in the packet: the try before it.
    expect(links).toHaveLength(14);
    expect(loose).toHaveLength(1);
  });

  it('BEG5 what was typed in is corrected by typing it anew, what the register holds only there', async () => {
    const { dataDir, api } = await open({ settings: { regencyCodes: ['5301'] } });
    const typed = makeResident(40).biodata;
    const begun = await api.call(counterApi.beginEnrolment, { body: { typed } });
    expect(begun).toMatchObject({ known: false, warnings: ['region-unknown'], correction: null });
    const params = { id: begun.id };
    const stop = (id: string, wrongFields: string[]) =>
      api.call(counterApi.confirmBiodata, { params: { id }, body: { confirmed: false, wrongFields } });
    expect((await stop(begun.id, ['name'])).correction).toEqual({
      wrongFields: ['name'],
      path: 'type-again',
    });
    const correct = (id: string, change: object) =>
      api.call(counterApi.correctBiodata, { params: { id }, body: { typed: { ...typed, ...change } } });
    expect(await code(correct(begun.id, { nik: resident.biodata.nik }))).toBe('ENROLMENT_NIK_CHANGED');
    expect(await code(correct(begun.id, { birthDate: '2014-03-25' }))).toBe('ENROLMENT_TOO_YOUNG');
    expect(await api.call(counterApi.getEnrolment, { params })).toMatchObject({
      state: 'stopped',
      biodata: typed,
    });
    const corrected = await correct(begun.id, { name: 'ANASTASIA LIU-BENAR' });
    expect(corrected).toMatchObject({ state: 'open', currentStep: 'biodata', correction: null });
    await seal(api, (await walkTo(api, corrected, 'review')).id);
    const bytes = readFileSync(join(dataDir, 'spool', 'outbox', packetsIn(dataDir)[0]!));
    const opened = await openPacket(bytes, [office.identity]);
    if (!opened.ok) throw new Error(opened.code);
    expect(opened.value.manifest.resident).toMatchObject({
      known: false,
      biodata: { name: 'ANASTASIA LIU-BENAR' },
    });

    const known = await begin(api, resident.biodata.nik);
    const stopped = await stop(known.id, ['address', 'nik']);
    expect(stopped.correction?.path).toBe('search-again');
    expect(await code(correct(known.id, {}))).toBe('ENROLMENT_CORRECT_AT_REGISTRY');
    expect((await stop((await begin(api, others[0]!.biodata.nik)).id, ['address'])).correction?.path).toBe(
      'change-at-registry',
    );
  });

  it('keeps the best of its tries, and marks it forced when all were below the threshold', async () => {
    const { api } = await open();
    let view = await walkTo(api, await begin(api, resident.biodata.nik), 'irises');
    for (const next of [30, 50, 40]) {
      score = next;
      await capture(api, view.id, 'both-irises');
    }
    expect(await code(capture(api, view.id, 'both-irises'))).toBe('ENROLMENT_NO_TRIES_LEFT');
    view = await accept(api, view.id, 'irises');
    const step = view.steps.find((entry) => entry.step === 'irises')!;
    expect(step.captures.map((c) => [c.subject, c.qualityScore, c.attempt, c.forced])).toEqual([
      ['IR', 50, 2, true],
      ['IL', 50, 2, true],
    ]);
  });

  it('shows what was captured as JPEG, and nothing that was not', async () => {
    const { api } = await open();
    let view = await walkTo(api, await begin(api, resident.biodata.nik), 'left-four');
    const answer = await capture(api, view.id, 'left-four');
    view = answer.enrolment;
    const { imageName } = view.steps.find(({ step }) => step === 'left-four')!.captures[0]!;
    const picture = await api.bytes(counterApi.captureImage, { params: { id: view.id, name: imageName! } });
    expect([...picture.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    const strange = api.bytes(counterApi.captureImage, { params: { id: view.id, name: 'facts.log' } });
    expect(await code(strange)).toBe('ENROLMENT_IMAGE_NOT_FOUND');
  });

  it('takes the face from a device, too, and shows it', async () => {
    const { api } = await open();
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'photo');
    const { enrolment } = await capture(api, view.id, 'face');
    const [face] = enrolment.steps.find(({ step }) => step === 'photo')!.captures;
    expect(face).toMatchObject({ subject: 'FA', sufficient: true });
    const picture = await api.bytes(counterApi.captureImage, {
      params: { id: view.id, name: face!.imageName! },
    });
    expect([...picture.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    expect((await accept(api, view.id, 'photo')).currentStep).toBe('signature');
  });

  it('CAP3 a bad photo is refused or kept below the threshold, never passed', async () => {
    const { api } = await open();
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'photo');
    const put = (jpeg: string) =>
      api.call(counterApi.putPhoto, { params: { id: view.id }, body: photoBody(jpeg) });
    expect(await code(put(Buffer.from('no picture').toString('base64')))).toBe('ENROLMENT_PHOTO_UNREADABLE');
    expect(await code(put(drawPhoto(64, 64)))).toBe('ENROLMENT_PHOTO_SIZE');
    const dark = await put(drawPhoto(480, 640, 0.05));
    expect(dark.steps.find(({ step }) => step === 'photo')).toMatchObject({
      acceptable: false,
      triesLeft: 2,
    });
  });
});

describe('who may be recorded', () => {
  it('BEG3 too young, already recorded and unknown residents are refused; the earlier record is named', async () => {
    const { api } = await open();
    expect(await code(begin(api, child.biodata.nik))).toBe('ENROLMENT_TOO_YOUNG');
    expect(await code(begin(api, '5371046503949999'))).toBe('DIRECTORY_ENTRY_NOT_FOUND');
    await expect(begin(api, done.biodata.nik)).rejects.toThrow(/PRR.*SIAK.*2 Mei 2019|PRR.*SIAK.*2 May 2019/);
  });

  it('BEG3 ENR59 who is written down as dead is refused, typed in or opened again by a supervisor', async () => {
    const { api } = await open();
    const { biodata } = dead;
    const reopening = { reason: 'rekaman rusak', approval: approval() };
    const asked = [{ nik: biodata.nik }, { typed: biodata }, { nik: biodata.nik, reopening }];
    for (const body of asked)
      expect(await code(api.call(counterApi.beginEnrolment, { body }))).toBe('ENROLMENT_RESIDENT_DIED');
    const found = await api.call(counterApi.searchResidents, { body: { nik: biodata.nik } });
    expect(found.matches).toMatchObject([{ diedOn: '2026-02-03' }]);
  });

  it('OPR5 a supervisor opens an already recorded resident again, with a reason, by the right PIN only', async () => {
    const { api } = await open();
    const again = (pin: string) =>
      api.call(counterApi.beginEnrolment, {
        body: {
          nik: done.biodata.nik,
          reopening: { reason: 'rekaman rusak', approval: { ...approval(), pin } },
        },
      });
    expect(await code(again('000000'))).toBe('ACCESS_PIN_WRONG');
    expect((await again(office.supervisor.pin)).state).toBe('open');
  });

  it('DIR4 whoever was recorded here is known as recorded at once, after a restart too', async () => {
    const { dataDir, api } = await open();
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'review');
    await seal(api, view.id);
    expect(await code(begin(api, resident.biodata.nik))).toBe('ENROLMENT_ALREADY_RECORDED');
    const later = await reopen(dataDir, office.colleague);
    expect(await code(begin(later, resident.biodata.nik))).toBe('ENROLMENT_ALREADY_RECORDED');
    const found = await later.call(counterApi.searchResidents, { body: { nik: resident.biodata.nik } });
    expect(found.matches[0]?.recorded).toMatchObject({ status: 'rekam', source: 'Loket Uji' });
  });

  it('BEG3 a typed-in resident is recorded as unknown', async () => {
    const { api } = await open();
    const typed = makeResident(77).biodata;
    const view = await api.call(counterApi.beginEnrolment, { body: { typed } });
    expect(view).toMatchObject({ known: false, biodata: { name: typed.name } });
  });

  it('BEG1 not where no policy is in force today, and not at a station that was revoked', async () => {
    let { api } = await open({ policy: { effectiveFrom: '2999-01-01' } });
    expect(await code(begin(api, resident.biodata.nik))).toBe('POLICY_NONE_IN_FORCE');
    await counter?.stop();
    ({ api } = await open());
    await counter!.station.identity.markRevoked();
    expect(await code(begin(api, resident.biodata.nik))).toBe('STATION_REVOKED');
  });

  it('BEG2 not after too long without the office, and not on a full disk', async () => {
    const days = 24 * 3_600_000;
    let { api } = await open({ contactMs: Date.now() - 8 * days });
    expect(await code(begin(api, resident.biodata.nik))).toBe('SYNC_OFFLINE_TOO_LONG');
    await counter?.stop();
    ({ api } = await open({ policy: { minimumFreeBytes: 1e15 } }));
    expect(await code(begin(api, resident.biodata.nik))).toBe('STATION_DISK_FULL');
  });
});

describe('wrong biodata', () => {
  it('BEG5 stop the recording, which goes on with what the registry has put right', async () => {
    const { api } = await open();
    const view = await begin(api, resident.biodata.nik);
    const params = { id: view.id };
    const stopped = await api.call(counterApi.confirmBiodata, {
      params,
      body: { confirmed: false, wrongFields: ['name'] },
    });
    expect(stopped.state).toBe('stopped');
    expect(await code(api.call(counterApi.confirmBiodata, { params, body: { confirmed: true } }))).toBe(
      'ENROLMENT_STOPPED',
    );
    const { directory, clock, identity } = counter!.station;
    const corrected = { ...resident.biodata, name: 'ANASTASIA LIU TOBE' };
    await directory.refresh(
      async (after) => ({
        rows: [{ revision: after + 1, removed: false, biodata: corrected, recorded: null, diedOn: null }],
        lastRevision: after + 1,
        more: false,
        pins: [],
      }),
      identity.find()!.settings.operators.map(({ recipient }) => recipient),
      clock.now,
    );
    const resumed = await api.call(counterApi.resume, { params });
    expect(resumed).toMatchObject({
      state: 'open',
      currentStep: 'biodata',
      biodata: { name: 'ANASTASIA LIU TOBE' },
    });
  });
});

describe('exceptions and owed steps', () => {
  it('a finger is excepted with a supervisor’s PIN, and the scanner is asked for the rest', async () => {
    const { api } = await open();
    let view = await walkTo(api, await begin(api, resident.biodata.nik), 'left-four');
    const mark = (consent: { username: string; pin: string }) =>
      api.call(counterApi.markExceptions, {
        params: { id: view.id },
        body: { step: 'left-four', subjects: ['L2'], approval: consent },
      });
    expect(await code(mark({ ...approval(), pin: '111111' }))).toBe('ACCESS_PIN_WRONG');
    // A colleague's PIN is right and opens nothing: she is no supervisor.
    expect(await code(mark({ username: 'rekan', pin: office.colleague.pin }))).toBe('ACCESS_DENIED');
    view = await mark(approval());
    const answer = await capture(api, view.id, 'left-four');
    expect(answer.captured).toBe(true);
    const step = answer.enrolment.steps.find((entry) => entry.step === 'left-four')!;
    expect(step.captures.map(({ subject }) => subject).sort()).toEqual(['L3', 'L4', 'L5']);
    expect(step.exceptions).toEqual(['L2']);
    view = await walkTo(api, await accept(api, view.id, 'left-four'), 'verification');
    expect(await code(capture(api, view.id, 'left-index'))).toBe('ENROLMENT_SUBJECT_EXCEPTED');
    await capture(api, view.id, 'right-index');
    expect((await accept(api, view.id, 'verification')).currentStep).toBe('statement');
  });

  it('ENR34 ENR35 ENR36 a finger that is not the one recorded is named, tried again, and passes only with a PIN', async () => {
    const { api } = await open();
    let view = await walkTo(api, await begin(api, resident.biodata.nik), 'verification');
    rightIndex = 'L2';
    await capture(api, view.id, 'left-index');
    const letPass = () =>
      api.call(counterApi.acceptUnverified, {
        params: { id: view.id },
        body: { subjects: ['R2'], approval: approval() },
      });
    for (let i = 0; i < 3; i++) {
      expect(await code(letPass())).toBe('ENROLMENT_NOT_UNVERIFIED');
      view = (await capture(api, view.id, 'right-index')).enrolment;
    }
    const step = view.steps.find((entry) => entry.step === 'verification')!;
    const [right, left] = ['R2', 'L2'].map(
      (finger) => step.captures.find(({ subject }) => subject === finger)!,
    );
    expect(right!.comparison).toMatchObject({ verdict: 'different', looksLike: 'L2' });
    expect(left!.comparison).toMatchObject({ verdict: 'same', looksLike: null });
    expect(left!.engineQuality).toBeGreaterThan(0);
    expect(step.unverified).toEqual(['R2']);
    expect(await code(accept(api, view.id, 'verification'))).toBe('ENROLMENT_FINGER_NOT_VERIFIED');
    view = await letPass();
    const passed = view.steps.find((entry) => entry.step === 'verification')!;
    expect(passed.captures.filter((one) => one.letPass).map((one) => one.subject)).toEqual(['R2']);
    expect((await accept(api, view.id, 'verification')).currentStep).toBe('statement');
  });

  it('a step is owed only where policy allows', async () => {
    let { api } = await open();
    let view = await walkTo(api, await begin(api, resident.biodata.nik), 'irises');
    const owe = () =>
      api.call(counterApi.oweStep, {
        params: { id: view.id },
        body: { step: 'irises', approval: approval() },
      });
    expect(await code(owe())).toBe('ENROLMENT_STEP_CANNOT_BE_OWED');
    await counter?.stop();
    ({ api } = await open({
      policy: { withoutDevice: { finger: 'refuse', iris: 'owed', face: 'refuse', signature: 'refuse' } },
    }));
    view = await walkTo(api, await begin(api, resident.biodata.nik), 'irises');
    view = await owe();
    expect(view.steps.find(({ step }) => step === 'irises')?.state).toBe('owed');
    view = await walkTo(api, view, 'review');
    const sealed = await seal(api, view.id);
    const pdf = await api.bytes(counterApi.receiptPdf, { params: { id: sealed.enrolment.id } });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
  });
});

describe('when something breaks', () => {
  it('CAP1 DVC2 a device that dies loses nothing: the recording is set aside, and finished after a restart', async () => {
    const { dataDir, api } = await open();
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'irises');
    await devices.control.fault('Iris', { fault: 'not-ready' });
    const answer = await capture(api, view.id, 'both-irises');
    expect(answer).toMatchObject({
      captured: false,
      failure: { code: 'sbi-110', group: 'check-cable', canOwe: false },
      enrolment: { currentStep: 'irises' },
    });
    await api.call(counterApi.setAside, { params: { id: view.id }, body: { reason: 'alat iris mati' } });
    await devices.control.clear();
    const later = await reopen(dataDir);
    const [draft] = await later.call(counterApi.listDrafts, {});
    expect(draft).toMatchObject({
      id: view.id,
      state: 'set-aside',
      reason: 'alat iris mati',
      openable: true,
    });
    const resumed = await later.call(counterApi.resume, { params: { id: view.id } });
    expect(resumed.steps.filter(({ state }) => state === 'done')).toHaveLength(6);
    await seal(later, (await walkTo(later, resumed, 'review')).id);
    expect(packetsIn(dataDir)).toHaveLength(1);
  });

  it('DRF1 a draft opens for its operator and for supervisors, for nobody else, and shows them no name', async () => {
    const { dataDir, api } = await open();
    const view = await doStep(api, await begin(api, resident.biodata.nik));
    const colleague = await reopen(dataDir, office.colleague);
    const [closed] = await colleague.call(counterApi.listDrafts, {});
    expect(closed).toMatchObject({ id: view.id, openable: false, residentName: null });
    expect(await code(colleague.call(counterApi.getEnrolment, { params: { id: view.id } }))).toBe(
      'ENROLMENT_NOT_YOURS',
    );
    const supervisor = await reopen(dataDir, office.supervisor);
    const seen = await supervisor.call(counterApi.getEnrolment, { params: { id: view.id } });
    expect(seen).toMatchObject({ currentStep: 'photo', biodata: { name: resident.biodata.name } });
  });

  it('discarding takes a supervisor, and leaves nothing on the disk', async () => {
    const { dataDir, api } = await open();
    const view = await doStep(api, await begin(api, resident.biodata.nik));
    const discard = (consent: { username: string; pin: string }) =>
      api.call(counterApi.discard, {
        params: { id: view.id },
        body: { reason: 'penduduk pulang', approval: consent },
      });
    expect(await code(discard({ ...approval(), pin: '12345678' }))).toBe('ACCESS_PIN_WRONG');
    expect(draftsIn(dataDir)).toHaveLength(1);
    expect((await discard(approval())).state).toBe('discarded');
    expect(draftsIn(dataDir)).toEqual([]);
  });

  it('SEA2 CAP4 sealing asked twice at once gives one packet and the same answer', async () => {
    const { dataDir, api } = await open();
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'review');
    const [first, second] = await Promise.all([seal(api, view.id), seal(api, view.id)]);
    expect(second).toEqual(first);
    expect(await seal(api, view.id)).toEqual(first);
    expect(packetsIn(dataDir)).toHaveLength(1);
  });

  it('BEG4 CAP4 two beginnings at once give one recording', async () => {
    const { dataDir, api } = await open();
    const [first, second] = await Promise.all([
      begin(api, resident.biodata.nik),
      begin(api, resident.biodata.nik),
    ]);
    expect(second.id).toBe(first.id);
    expect(draftsIn(dataDir)).toEqual([first.id]);
  });
});
