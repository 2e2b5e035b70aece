/** What a power cut, a kill or a full disk leaves of a recording, at every point where it matters. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { openPacket } from '@rekam/protocol/packet/sealed-packet.ts';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { accept, begin, capture, seal, signIn, walkTo } from '../testing/hands.ts';
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
const running: TestCounter[] = [];
const resident = makeResident(1);

beforeAll(async () => {
  office = await makeTestOffice();
  devices = await startTestDevices();
});
afterAll(() => devices.stop());
afterEach(async () => {
  for (const counter of running.splice(0)) await counter.stop();
});

const prepare = () => prepareFolder({ office, residents: [resident], trustPem: devices.trustPem });

async function start(dataDir: string): Promise<TestCounter> {
  const counter = await startCounter(dataDir, devices.ports);
  running.push(counter);
  return counter;
}

/** The folder as a power cut at this moment leaves it, at best. */
function snapshot(dataDir: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'rekam-station-cut-'));
  cpSync(dataDir, copy, { recursive: true, filter: (path) => !/(station|spool)\.lock/.test(path) });
  return copy;
}

const packetsIn = (dataDir: string) =>
  readdirSync(join(dataDir, 'spool', 'outbox')).filter((name) => name.endsWith('.rekam'));

async function manifestIn(dataDir: string) {
  const bytes = readFileSync(join(dataDir, 'spool', 'outbox', packetsIn(dataDir)[0]!));
  const opened = await openPacket(bytes, [office.identity]);
  if (!opened.ok) throw new Error(opened.code);
  return opened.value.manifest;
}

describe('an interrupted recording', () => {
  it('SEA3 cut between packet and draft removal, it is one packet and no draft after the restart', async () => {
    const dataDir = await prepare();
    const { api, events } = await start(dataDir);
    await signIn(api, office.operator);
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'review');
    let cut = '';
    // The station speaks of a sealed packet before it removes the draft.
    events.listener = ({ event }) => {
      if (event === 'sealed') cut = snapshot(dataDir);
    };
    const sealed = await seal(api, view.id);
    expect(readdirSync(join(cut, 'drafts'))).toEqual([view.id]);

    const later = await start(cut);
    expect(readdirSync(join(cut, 'drafts'))).toEqual([]);
    expect(packetsIn(cut)).toEqual([`${sealed.packetId}.rekam`]);
    await signIn(later.api, office.operator);
    const again = begin(later.api, resident.biodata.nik);
    await expect(again).rejects.toMatchObject({ code: 'ENROLMENT_ALREADY_RECORDED' });
  });

  it('SEA4 SEA5 on a disk that takes nothing it is not said to be sealed; sealing again uses the same ids', async () => {
    const dataDir = await prepare();
    const { api } = await start(dataDir);
    await signIn(api, office.operator);
    const view = await walkTo(api, await begin(api, resident.biodata.nik), 'review');
    const outbox = join(dataDir, 'spool', 'outbox');
    renameSync(outbox, `${outbox}-away`);
    await expect(seal(api, view.id)).rejects.toMatchObject({ code: 'SPOOL_DISK_FAILS' });
    const stuck = await api.call(counterApi.getEnrolment, { params: { id: view.id } });
    expect(stuck.state).toBe('sealing');
    // Not recorded yet: neither said nor believed.
    const found = await api.call(counterApi.searchResidents, { body: { nik: resident.biodata.nik } });
    expect(found.matches[0]?.recorded).toBeNull();
    renameSync(`${outbox}-away`, outbox);
    const cut = snapshot(dataDir);

    const sealed = await seal(api, view.id);
    expect(packetsIn(dataDir)).toEqual([`${sealed.packetId}.rekam`]);
    const later = await start(cut);
    const state = await signIn(later.api, office.supervisor);
    expect(state.openEnrolmentId).toBeNull();
    // SEA6: it is in the list, and taken up where it broke off.
    expect(await later.api.call(counterApi.listDrafts, {})).toMatchObject([
      { id: view.id, state: 'sealing' },
    ]);
    const takenUp = await later.api.call(counterApi.resume, { params: { id: view.id } });
    expect(takenUp.state).toBe('sealing');
    const resealed = await seal(later.api, view.id);
    expect([resealed.packetId, resealed.receiptCode]).toEqual([sealed.packetId, sealed.receiptCode]);
    expect((await manifestIn(cut)).enrolmentId).toBe(view.id);
  });

  it('DRF2 kill -9 in the middle of a capture loses nothing that was shown as captured', async () => {
    const dataDir = await prepare();
    const { from, to } = devices.ports;
    const main = fileURLToPath(new URL('../main.ts', import.meta.url));
    const program = startProgram(main, ['--data', dataDir, '--port', '0', '--sbi-ports', `${from}-${to}`]);
    const { url } = await program.waitFor(({ event }) => event === 'listening');
    const api = new ApiClient(String(url));
    await signIn(api, office.operator);
    await untilReady(api);
    let view = await walkTo(api, await begin(api, resident.biodata.nik), 'right-four');
    view = (await capture(api, view.id, 'right-four')).enrolment;
    const shown = view.steps.map(({ step, state, captures }) => [
      step,
      state,
      captures.map((c) => c.subject),
    ]);
    const unanswered = accept(api, view.id, 'right-four').catch(() => undefined);
    program.child.kill('SIGKILL');
    await Promise.all([unanswered, program.ended]);

    const later = await start(dataDir);
    const state = await signIn(later.api, office.operator);
    expect(state.openEnrolmentId).toBe(view.id);
    const restored = await later.api.call(counterApi.getEnrolment, { params: { id: view.id } });
    const right = restored.steps.find(({ step }) => step === 'right-four')!;
    // The unanswered acceptance may have been written down or not; nothing else may differ.
    if (right.state === 'current')
      expect(
        restored.steps.map(({ step, state, captures }) => [step, state, captures.map((c) => c.subject)]),
      ).toEqual(shown);
    expect(right.captures.map(({ subject }) => subject).sort()).toEqual(['R2', 'R3', 'R4', 'R5']);
    await later.api.call(counterApi.resume, { params: { id: view.id } });
    const now = right.state === 'current' ? await accept(later.api, view.id, 'right-four') : restored;
    await seal(later.api, (await walkTo(later.api, now, 'review')).id);
    const manifest = await manifestIn(dataDir);
    expect(manifest.captures.filter(({ purpose }) => purpose === 'enrolment')).toHaveLength(14);
  });

  it('DRF3 a draft whose files were changed is refused, and harms no other', async () => {
    const dataDir = await prepare();
    const first = await start(dataDir);
    await signIn(first.api, office.operator);
    const view = await walkTo(first.api, await begin(first.api, resident.biodata.nik), 'photo');
    await first.stop();
    running.length = 0;
    const log = join(dataDir, 'drafts', view.id, 'facts.log');
    const bytes = readFileSync(log);
    bytes[40]! ^= 1;
    writeFileSync(log, bytes);
    const later = await start(dataDir);
    await signIn(later.api, office.operator);
    const opened = later.api.call(counterApi.getEnrolment, { params: { id: view.id } });
    await expect(opened).rejects.toMatchObject({ code: 'ENROLMENT_DAMAGED' });
    expect((await begin(later.api, resident.biodata.nik)).state).toBe('open');
  });
});

async function untilReady(api: ApiClient): Promise<void> {
  for (let turn = 0; turn < 300; turn++) {
    const state = await api.call(counterApi.getState, {});
    if (state.devices.filter(({ status }) => status === 'ready').length === 3) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the devices were not found');
}
