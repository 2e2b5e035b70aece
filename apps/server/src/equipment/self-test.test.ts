import { connectPrinter } from '@rekam/devices/printer/ipp-printer.ts';
import { printerRuns, startPaperPrinter } from '@rekam/devices/printer/testing/paper-printer.ts';
import { type Instant, makeId } from '@rekam/domain';
import type { BodyOf } from '@rekam/protocol';
import { equipmentApi, officeApi, repairApi } from '@rekam/protocol';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { NoteOf } from '@rekam/protocol/sync/station-note.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let station: BareStation;
let setId: string;
let scanner: { readonly id: string; readonly serial: string };
let nowMs = Date.now();
let made = 0;

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs, jobs: false });
});
afterAll(() => office.close());
beforeEach(async () => {
  station = await office.addStation();
  const placeId = station.settings.place.id;
  const { stationId } = station.settings;
  setId = (
    await office.head.call(equipmentApi.addSet, { body: { placeId, name: `Set ${++made}`, stationId } })
  ).id;
  scanner = await office.head.call(equipmentApi.registerComponent, {
    body: makeComponent({
      kind: 'fingerprint-scanner',
      serial: `RKMFINGER${String(made).padStart(8, '0')}`,
      where: { at: 'set', setId },
    }),
  });
});

const at = (ms: number) => new Date(ms).toISOString() as Instant;
function noteOf(
  change: Partial<NoteOf<'self-test'>> = {},
  outcome: 'passed' | 'failed' = 'passed',
): NoteOf<'self-test'> {
  return {
    version: 1,
    kind: 'self-test',
    id: makeId('self-test', nowMs, Buffer.from(`note-${String(++made).padStart(5, '0')}`)),
    stationId: station.settings.stationId,
    at: at(nowMs),
    clockTrusted: true,
    officerId: station.settings.operators[0]?.id ?? makeId('officer', nowMs, new Uint8Array(10)),
    occasion: 'after-repair',
    parts: [{ device: 'finger', serialNo: scanner.serial, outcome, detail: '85/100', by: 'machine' }],
    ...change,
  };
}
const tell = (note: NoteOf<'self-test'>) => station.tellNote(signValue('rekam/note/1', note, station.key));
const getSet = () => office.head.call(equipmentApi.getSet, { params: { id: setId } });
const getFault = async () =>
  (await office.head.call(equipmentApi.getComponent, { params: { id: scanner.id } })).faults[0]!;
const breakIt = async () => {
  await office.head.call(equipmentApi.reportFault, {
    params: { id: scanner.id },
    body: { symptom: 'not-detected', note: '', cause: 'unknown', effect: 'stops', fileIds: [] },
  });
  nowMs += 60_000;
};

describe('a self-test that a station tells', () => {
  it('EQP53, RPR2 belongs to its set, and a passed one ends the fault and its repair', async () => {
    await breakIt();
    const { id: faultId } = await getFault();
    const repair = await office.head.call(repairApi.openRepair, { params: { id: faultId } });
    await tell(noteOf({}, 'failed'));
    expect((await getFault()).closing).toBeNull();
    nowMs += 1000;
    await tell(noteOf());
    expect((await getFault()).closing).toBe('self-test');
    const closed = await office.head.call(repairApi.getRepair, { params: { id: repair.id } });
    expect(closed.closedAt).not.toBeNull();
    const { tests } = await getSet();
    expect(tests).toHaveLength(2);
    expect(tests[0]).toMatchObject({
      occasion: 'after-repair',
      parts: [{ componentId: scanner.id, outcome: 'passed', detail: '85/100' }],
    });
    expect(tests[0]!.stationName).not.toBeNull();
  });

  it('EQP55 told twice, and ten times at once, it is there once', async () => {
    const note = noteOf();
    const answers = await Promise.all(Array.from({ length: 10 }, () => tell(note)));
    expect(answers.filter(({ taken }) => taken === 'now')).toHaveLength(1);
    expect(await tell(note)).toEqual({ taken: 'before' });
    const { tests, timeline } = await getSet();
    expect(tests).toHaveLength(1);
    expect(timeline.filter(({ kind }) => kind === 'set-tested')).toHaveLength(1);
  });

  it('EQP53 another serial proves nothing of the component that the register knows', async () => {
    await breakIt();
    await tell(
      noteOf({
        parts: [
          { device: 'finger', serialNo: 'LAIN000000001', outcome: 'passed', detail: '', by: 'machine' },
        ],
      }),
    );
    expect((await getFault()).closing).toBeNull();
    expect((await getSet()).tests[0]!.parts[0]!.componentId).toBeNull();
  });

  it('EQP56 line and power go to the slots of line and UPS, with who found it; older stations knew machines only', async () => {
    const parts = [
      { device: 'line', serialNo: null, outcome: 'passed', detail: '12 ms', by: 'machine' },
      { device: 'power', serialNo: null, outcome: 'passed', detail: '', by: 'person' },
      { device: 'finger', serialNo: scanner.serial, outcome: 'passed', detail: '85/100' },
    ];
    // A note of an older station says of no part who found it.
    await tell(noteOf({ parts: parts as NoteOf<'self-test'>['parts'] }));
    expect((await getSet()).tests[0]!.parts).toMatchObject([
      { kind: 'network', componentId: null, detail: '12 ms', by: 'machine' },
      { kind: 'ups', outcome: 'passed', by: 'person' },
      { kind: 'fingerprint-scanner', componentId: scanner.id, by: 'machine' },
    ]);
  });

  it('EQP54 one taken before the fault, or by a clock that nobody trusts, ends nothing', async () => {
    await breakIt();
    await tell(noteOf({ at: at(nowMs - 3_600_000) }));
    await tell(noteOf({ clockTrusted: false }));
    expect((await getFault()).closing).toBeNull();
    await tell(noteOf({ at: at(nowMs + 86_400_000) }));
    expect(Date.parse((await getSet()).tests[0]!.at)).toBe(nowMs);
    expect((await getFault()).closing).toBe('self-test');
  });

  it('STA10 a forged one, one of another station and one of nobody’s set change nothing', async () => {
    const other = await office.addStation();
    const note = noteOf();
    await expect(station.tellNote(signValue('rekam/note/1', note, other.key))).rejects.toThrow('NOTE_FORGED');
    await expect(station.tellNote(signValue('rekam/heartbeat/1', note, station.key))).rejects.toThrow(
      'NOTE_FORGED',
    );
    const changed = { ...signValue('rekam/note/1', noteOf({}, 'failed'), station.key), value: note };
    await expect(station.tellNote(changed)).rejects.toThrow('NOTE_FORGED');
    await expect(other.tellNote(signValue('rekam/note/1', note, other.key))).rejects.toThrow('NOTE_FORGED');
    const homeless = { ...note, stationId: other.settings.stationId };
    const told = signValue('rekam/note/1', homeless, other.key);
    await expect(other.tellNote(told)).rejects.toThrow('EQUIPMENT_STATION_WITHOUT_SET');
    const ofTheFuture = signValue('rekam/note/1', { ...note, version: 9 }, station.key);
    await expect(station.tellNote(ofTheFuture)).rejects.toThrow('NOTE_VERSION_UNKNOWN');
    expect((await getSet()).tests).toEqual([]);
    const { id: placeId } = other.settings.place;
    const { stationId } = other.settings;
    await office.head.call(equipmentApi.addSet, { body: { placeId, name: `Set ${++made}`, stationId } });
    expect(await other.tellNote(told)).toEqual({ taken: 'now' });
  });
});

describe('a card printer', () => {
  it('EQP56 without an address is not asked, and what to do is said; nothing is written', async () => {
    const part = { kind: 'card-printer' as const, outcome: 'ask' as const, detail: '' };
    const asked = (body: BodyOf<typeof equipmentApi.recordSelfTest>) =>
      office.head.call(equipmentApi.recordSelfTest, { params: { id: setId }, body });
    const before = (await getSet()).tests.length;
    await expect(asked({ occasion: 'morning', parts: [part] })).rejects.toThrow('EQUIPMENT_PART_SILENT');
    const scannerPart = { ...part, kind: 'fingerprint-scanner' as const };
    await expect(asked({ occasion: 'morning', parts: [scannerPart] })).rejects.toThrow(
      'EQUIPMENT_PART_SILENT',
    );
    expect((await getSet()).tests).toHaveLength(before);
  });

  it.runIf(printerRuns)('EQP56 is asked by the office itself: ready, in trouble, and away', async () => {
    const paper = await startPaperPrinter('echo "STATE: +media-jam-error" >&2; exit 1');
    const { id: componentId } = await office.head.call(equipmentApi.registerComponent, {
      body: {
        kind: 'card-printer',
        make: 'Contoh',
        model: 'CP-1',
        serial: 'CP-1',
        firmware: null,
        boughtOn: null,
        funding: 'grant',
        priceIdr: null,
        owner: { kind: 'bmd-grant' },
        warrantyUntil: null,
        where: { at: 'set', setId },
        paper: null,
      },
    });
    const [place] = await office.head.call(officeApi.listPlaces, {});
    const body = { name: 'Printer 1', url: paper.url, placeId: place!.id, componentId };
    await office.head.call(officeApi.addCardPrinter, { body });
    const asked = async () => {
      const parts = [{ kind: 'card-printer' as const, outcome: 'ask' as const, detail: '' }];
      await office.head.call(equipmentApi.recordSelfTest, {
        params: { id: setId },
        body: { occasion: 'morning', parts },
      });
      nowMs += 1000;
      return (await getSet()).tests[0]!.parts[0]!;
    };
    await vi.waitFor(async () => expect((await asked()).outcome).toBe('passed'), { timeout: 10_000 });
    expect(await asked()).toMatchObject({ componentId, outcome: 'passed', by: 'machine' });
    const printer = connectPrinter({ url: paper.url, answerMs: 5000 });
    await printer.printOnce({
      jobName: 'uji',
      format: 'image/png',
      bytes: new Uint8Array([137, 80, 78, 71]),
    });
    await vi.waitFor(async () => expect((await asked()).outcome).toBe('failed'), { timeout: 10_000 });
    expect(await asked()).toMatchObject({ outcome: 'failed', detail: 'media-jam' });
    await paper.stop();
    expect(await asked()).toMatchObject({ outcome: 'failed', detail: 'PRINTER_UNREACHABLE' });
  });
});
