import { createHash } from 'node:crypto';
import type { OfficerId } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { EnrolmentRow } from '@rekam/protocol/http/enrolment-api.ts';
import { type ApiClient, ApiProblem } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rebuildRecordings } from '../packet/index.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { makeRecording, nikOf, redPointPng } from '../testing/made-recording.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { detailFor, rowFor } from './queries.ts';
import { findManifest, findRecording } from './store.ts';

let office: TestOffice;
let stations: readonly [BareStation, BareStation];
let supervisor: ApiClient;
let elsewhere: ApiClient;
let auditor: ApiClient;

beforeAll(async () => {
  office = await openTestOffice();
  stations = [await office.addStation(1), await office.addStation(2)];
  const [here, there] = stations.map((station) => station.settings.place.id);
  supervisor = await office.signedInAs('pengawas', [{ role: 'supervisor', placeId: here! }]);
  elsewhere = await office.signedInAs('pengawas2', [{ role: 'supervisor', placeId: there! }]);
  auditor = await office.signedInAs('pemeriksa', [{ role: 'auditor', placeId: null }]);
});
afterAll(() => office.close());

async function receive(serial: number, station = stations[0], change?: Parameters<typeof makeRecording>[2]) {
  const recording = await makeRecording(station, serial, change);
  await station.send(recording);
  await office.allOpened();
  return recording;
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'OK',
    (error: unknown) => (error instanceof ApiProblem ? error.code : String(error)),
  );

const detail = (client: ApiClient, id: string) => client.call(officeApi.getEnrolment, { params: { id } });

describe('who sees what of a recording', () => {
  it('REC1 an officer sees the recordings of the places where they may, and no others', async () => {
    const recording = await receive(1);
    const ids = async (client: ApiClient) =>
      (await client.call(officeApi.listEnrolments, { query: { limit: 200 } })).rows.map((row) => row.id);
    expect(await ids(supervisor)).toContain(recording.enrolmentId);
    expect(await ids(elsewhere)).not.toContain(recording.enrolmentId);
    expect(await codeOf(detail(elsewhere, recording.enrolmentId))).toBe('ACCESS_DENIED');
  });

  it('REC2 who may not search residents sees NIK and name masked, and no biodata', async () => {
    const recording = await receive(2);
    const full = await detail(supervisor, recording.enrolmentId);
    expect([full.nik, full.name]).toEqual([nikOf(2), 'WARGA CONTOH 2']);
    expect(full.biodata?.address).toBe('JL. CONTOH');
    const row = (await findRecording(office.database, recording.enrolmentId))!;
    const technician: SignedInOfficer = {
      id: 'ofc_1' as OfficerId,
      username: 'teknisi',
      name: 'T',
      roles: [{ role: 'technician', placeId: null }],
    };
    const masked = rowFor(technician, row);
    expect([masked.nik, masked.name]).toEqual(['5371…0002', 'W. C. 2.']);
    const shown = JSON.stringify(await detailFor(office.database, technician, row));
    expect(shown).not.toContain(nikOf(2));
    expect(shown).not.toContain('WARGA');
    expect(shown).not.toContain('JL. CONTOH');
  });

  it('REC3 a look is a fact before anything is shown, and the recording names who looked', async () => {
    const recording = await receive(3);
    const params = { id: recording.enrolmentId, name: 'FA.png' };
    const picture = await supervisor.bytes(officeApi.getSample, { params });
    expect(Buffer.from(picture).equals(redPointPng)).toBe(true);
    await detail(auditor, recording.enrolmentId);
    const { views } = await detail(supervisor, recording.enrolmentId);
    expect(views.map(({ officer, what }) => `${officer}: ${what}`)).toEqual([
      'Petugas pengawas: FA.png',
      'Petugas pemeriksa: recording',
      'Petugas pengawas: recording',
    ]);
  });

  it('REC4 samples are for supervisors of the place alone', async () => {
    const recording = await receive(4);
    const params = { id: recording.enrolmentId, name: 'FA.png' };
    expect(await codeOf(auditor.bytes(officeApi.getSample, { params }))).toBe('ACCESS_DENIED');
    expect(await codeOf(elsewhere.bytes(officeApi.getSample, { params }))).toBe('ACCESS_DENIED');
    expect((await detail(auditor, recording.enrolmentId)).captures[0]).toMatchObject({ viewable: false });
    expect((await detail(supervisor, recording.enrolmentId)).captures[0]).toMatchObject({ viewable: true });
  });
});

describe('finding a recording', () => {
  it('REC5 by NIK, by its beginning, by receipt code and by words of the name', async () => {
    const recording = await receive(5);
    const found = async (q: string) =>
      (await supervisor.call(officeApi.searchEnrolments, { body: { q } })).rows.map((row) => row.id);
    expect(await found(nikOf(5))).toEqual([recording.enrolmentId]);
    expect(await found(nikOf(5).slice(0, 15))).toContain(recording.enrolmentId);
    expect(await found(recording.manifest.receiptCode.toLowerCase().replace('-', ' '))).toEqual([
      recording.enrolmentId,
    ]);
    expect(await found('contoh 5')).toEqual([recording.enrolmentId]);
    expect(await found('warga con')).toContain(recording.enrolmentId);
    expect(await found('100% %')).toEqual([]);
  });

  it('REC5 what was searched is not written down, that somebody searched is', async () => {
    await supervisor.call(officeApi.searchEnrolments, { body: { q: nikOf(5) } });
    const { rows } = await auditor.call(officeApi.auditTrail, { query: { limit: 1 } });
    expect(rows[0]).toMatchObject({ kind: 'recordings-searched', actor: 'Petugas pengawas' });
    expect(JSON.stringify(rows[0])).not.toContain(nikOf(5));
  });

  it('REC6 pages follow one another without gap or repetition while new ones arrive', async () => {
    for (let serial = 600; serial < 607; serial++) await receive(serial);
    const seen: string[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 50; pages++) {
      const page: { rows: EnrolmentRow[]; nextCursor: string | null } = await auditor.call(
        officeApi.listEnrolments,
        { query: { limit: 3, ...(cursor ? { cursor } : {}) } },
      );
      seen.push(...page.rows.map((row) => row.packetId));
      if (pages === 0) await receive(650);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const { rows } = await office.database.query<{ id: string }>(
      'select packet_id as id from recording where nik <> $1 order by received_at desc, packet_id desc',
      [nikOf(650)],
    );
    expect(seen).toEqual(rows.map((row) => row.id));
  });

  it('REC7 the counts are those of all recordings that may be seen', async () => {
    const counts = async () => (await auditor.call(officeApi.listEnrolments, { query: { limit: 1 } })).counts;
    const before = await counts();
    await receive(700);
    await receive(700, stations[1]);
    const after = await counts();
    expect(after.counted - before.counted).toBe(1);
    expect(after.held - before.held).toBe(1);
    expect(after.received).toBe(0);
  });
});

describe('a held recording', () => {
  const decide = (
    client: ApiClient,
    id: string,
    decision: 'count' | 'set-aside' | 'open-again',
    reason = 'sudah dibandingkan',
  ) => client.call(officeApi.decideHeld, { params: { id }, body: { decision, reason } });

  it('REC8 shows its rival and the sentence that says what to do', async () => {
    const first = await receive(800);
    const second = await receive(800, stations[1]);
    const held = await detail(elsewhere, second.enrolmentId);
    expect(held).toMatchObject({ state: 'held', heldReason: 'HELD_SAME_RESIDENT' });
    expect(held.rival?.id).toBe(first.enrolmentId);
    expect(held.heldSentence?.id).toContain('Bandingkan');
  });

  it('REC9 let count by a supervisor sets its rival aside: one counts, and the fact names the rule', async () => {
    const first = await receive(801);
    const second = await receive(801, stations[1]);
    expect(await codeOf(decide(supervisor, second.enrolmentId, 'count'))).toBe('ACCESS_DENIED');
    const decided = await decide(elsewhere, second.enrolmentId, 'count');
    expect(decided.state).toBe('counted');
    expect((await detail(supervisor, first.enrolmentId)).state).toBe('set-aside');
    const fact = decided.timeline.find(({ kind }) => kind === 'held-recording-counted');
    expect(fact?.permittedBy).toMatch(/^ACC7 supervisor@plc_/);
    expect(fact?.actor).toBe('Petugas pengawas2');
  });

  it('REC10 is decided once: the second of two supervisors is told that nothing is held', async () => {
    await receive(802);
    const held = await receive(802, stations[1]);
    const codes = await Promise.all([
      codeOf(decide(elsewhere, held.enrolmentId, 'set-aside')),
      codeOf(decide(elsewhere, held.enrolmentId, 'set-aside')),
    ]);
    expect(codes.sort()).toEqual(['ENROLMENT_NOT_HELD', 'OK']);
  });

  it('REC11 that cannot be read cannot count, but can be opened again', async () => {
    const station = stations[0];
    const broken = await makeRecording(station, 803);
    const bytes = Buffer.concat([broken.bytes.subarray(0, 400), Buffer.alloc(500)]);
    await station.send({ ...broken, bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
    await office.allOpened();
    expect(await codeOf(decide(supervisor, broken.packetId, 'count'))).toBe('ENROLMENT_HELD_NOT_COUNTABLE');
    await decide(supervisor, broken.packetId, 'open-again');
    await office.allOpened();
    const again = await detail(supervisor, broken.packetId);
    expect(again).toMatchObject({ state: 'held', heldReason: 'HELD_CANNOT_OPEN' });
    expect(again.timeline.map(({ kind }) => kind)).toEqual([
      'packet-received',
      'recording-held',
      'recording-opened-again',
      'recording-held',
    ]);
  });

  it('REC12 two packets that claim one enrolment both stay reachable', async () => {
    const first = await receive(804);
    const second = await receive(805, stations[0], () => ({ enrolmentId: first.enrolmentId }));
    expect((await detail(supervisor, first.enrolmentId)).packetId).toBe(first.packetId);
    expect((await detail(supervisor, second.packetId)).nik).toBe(nikOf(805));
  });
});

describe('what is derived', () => {
  it('REC13 RCV20 made again from all facts equals what stands there', async () => {
    const rows = async () => (await office.database.query('select * from recording order by packet_id')).rows;
    const tally = async () =>
      (
        await office.database.query(
          'select place_id, state, sum(change)::int as n from recording_tally group by 1, 2 having sum(change) <> 0 order by 1, 2',
        )
      ).rows;
    const [before, tallyBefore] = [await rows(), await tally()];
    expect(before.length).toBeGreaterThan(15);
    await office.database.transact(rebuildRecordings);
    expect(await rows()).toEqual(before);
    expect(await tally()).toEqual(tallyBefore);
  });

  it('REC15 a manifest written down in its first version is read as today’s, and stays as written', async () => {
    const recording = await receive(806);
    const older = {
      ...recording.manifest,
      version: 1,
      captures: recording.manifest.captures.map(
        ({ background: _, engineQuality: _quality, comparison: _comparison, ...capture }) => capture,
      ),
    };
    await office.database.query('update manifest set body = $2 where packet_id = $1', [
      recording.packetId,
      JSON.stringify(older),
    ]);
    const read = await findManifest(office.database, recording.packetId);
    expect(read?.version).toBe(3);
    expect(read?.captures.map(({ engineQuality, comparison }) => [engineQuality, comparison])).toEqual(
      older.captures.map(() => [null, null]),
    );
    expect((await detail(supervisor, recording.enrolmentId)).captures).toHaveLength(older.captures.length);
    const { rows } = await office.database.query<{ body: unknown }>(
      'select body from manifest where packet_id = $1',
      [recording.packetId],
    );
    expect(rows[0]?.body).toEqual(JSON.parse(JSON.stringify(older)));
  });

  it('REC14 no NIK ever counts twice, whatever is written', async () => {
    await expect(
      office.database.query("update recording set state = 'counted' where state in ('set-aside', 'held')"),
    ).rejects.toThrow(/recording_one_counts/);
  });
});
