import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { PlaceId, StationId } from '@rekam/domain';
import { makeId, toInstant } from '@rekam/domain';
import { officeApi, type PacketState, syncApi } from '@rekam/protocol';
import { verifySigned } from '@rekam/protocol/sync/signed.ts';
import { parsePublicKey } from '@rekam/protocol/sync/signing-key.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { type MadePacket, makePacket } from '@rekam/testkit/packet-maker.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysDirOf, loadKeyring } from '../office-keys/index.ts';
import { systemClock } from '../ports/clock.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';
import { openPacketFiles } from './files.ts';
import { makeReceiving } from './receive.ts';
import { orderForgottenOpenings } from './store.ts';

let office: TestOffice;
let station: BareStation;
let other: BareStation;
let serial = 1;

beforeAll(async () => {
  office = await openTestOffice();
  station = await office.addStation();
  other = await office.addStation(2);
});
afterAll(() => office.close());

const aPacket = (of: BareStation = station, sampleBytes = 200_000): Promise<MadePacket> =>
  makePacket({ settings: of.settings, stationKey: of.key, serial: serial++, sampleBytes });

const bearer = (of: BareStation) => ({
  authorization: `Bearer ${of.token}`,
});

async function announce(packet: MadePacket, changes: object = {}, of = station): Promise<PacketState> {
  const { packetId, sha256, sealedAt, bytes } = packet;
  const answer = await fetch(office.url + syncApi.announce.path, {
    method: 'POST',
    headers: { ...bearer(of), 'content-type': 'application/json' },
    body: JSON.stringify({ packetId, sha256, bytes: bytes.length, sealedAt, ...changes }),
  });
  return (await answer.json()) as PacketState;
}

async function upload(packet: MadePacket, offset: number, bytes: Uint8Array, of = station) {
  const answer = await fetch(`${office.url}/sync/packets/${packet.packetId}/bytes?offset=${offset}`, {
    method: 'PUT',
    headers: { ...bearer(of), 'content-type': 'application/octet-stream' },
    body: Buffer.from(bytes),
  });
  return { status: answer.status, body: (await answer.json()) as PacketState & { code?: string } };
}

const receivedRows = async (packetId: string) =>
  (
    await office.database.query("select 1 from fact where kind = 'packet-received' and subject_id = $1", [
      packetId,
    ])
  ).rowCount;

const sealedFile = (packetId: string): string => {
  const root = join(office.dataDir, 'packets');
  const entry = readdirSync(root, { recursive: true }).find((name) =>
    String(name).endsWith(`${packetId}.rekam`),
  );
  return join(root, String(entry));
};

describe('a packet on its way in', () => {
  it('RCV1 is receipted only when it lies whole on the disk and its fact is committed', async () => {
    const packet = await aPacket();
    const state = await station.send(packet);
    expect(state.state).toBe('received');
    expect(readFileSync(sealedFile(packet.packetId)).equals(packet.bytes)).toBe(true);
    expect(await receivedRows(packet.packetId)).toBe(1);
    const key = parsePublicKey(station.receiptKey);
    expect(key.ok && verifySigned('rekam/receipt/1', state.receipt!, key.value)).toBe(true);
    expect(state.receipt!.value).toMatchObject({ packetId: packet.packetId, sha256: packet.sha256 });
  });

  it('RCV2 sent again brings the same receipt and no second recording', async () => {
    const packet = await aPacket();
    const first = await station.send(packet);
    const again = await announce(packet);
    expect(again.receipt).toEqual(first.receipt);
    expect((await upload(packet, 0, packet.bytes)).body.receipt).toEqual(first.receipt);
    expect(await receivedRows(packet.packetId)).toBe(1);
  });

  it('RCV3 sent twenty times at once is received once, and everybody gets the receipt', async () => {
    const packet = await aPacket();
    await announce(packet);
    const answers = await Promise.all(Array.from({ length: 20 }, () => upload(packet, 0, packet.bytes)));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.receipt))).size).toBe(1);
    expect(await receivedRows(packet.packetId)).toBe(1);
  });

  it('RCV4 goes on from any byte; bytes that are there already are not asked for again', async () => {
    const packet = await aPacket();
    await announce(packet);
    const cuts = [0, 1, 65_536, 100_003, packet.bytes.length];
    let last: PacketState | undefined;
    for (const [i, from] of cuts.slice(0, -1).entries()) {
      last = (await upload(packet, from, packet.bytes.subarray(from, cuts[i + 1]))).body;
      if (i < cuts.length - 2) expect(last).toMatchObject({ state: 'wanted', uploadedBytes: cuts[i + 1] });
    }
    expect(last?.state).toBe('received');
  });

  it('RCV4 overlapping bytes are skipped, a gap is refused with where to go on', async () => {
    const packet = await aPacket();
    await announce(packet);
    await upload(packet, 0, packet.bytes.subarray(0, 5000));
    const gap = await upload(packet, 6000, packet.bytes.subarray(6000));
    expect([gap.status, gap.body.code]).toEqual([409, 'PACKET_OFFSET_DIFFERS']);
    expect((await upload(packet, 1000, packet.bytes.subarray(1000))).body.state).toBe('received');
  });

  it('RCV5 a connection cut in the middle keeps what had come', async () => {
    const packet = await aPacket();
    await announce(packet);
    const { port } = new URL(office.url);
    const socket = connect(Number(port), '127.0.0.1');
    const { authorization } = bearer(station);
    socket.write(
      `PUT /sync/packets/${packet.packetId}/bytes?offset=0 HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n` +
        `authorization: ${authorization}\r\ncontent-type: application/octet-stream\r\n` +
        `content-length: ${packet.bytes.length}\r\n\r\n`,
    );
    socket.write(packet.bytes.subarray(0, 70_000), () => setTimeout(() => socket.destroy(), 100));
    await new Promise((resolve) => socket.once('close', resolve));
    let state = await announce(packet);
    for (let tries = 0; state.uploadedBytes === 0 && tries < 100; tries++) state = await announce(packet);
    expect(state.uploadedBytes).toBe(70_000);
    const rest = await upload(packet, 70_000, packet.bytes.subarray(70_000));
    expect(rest.body.state).toBe('received');
  });

  it('RCV6 contents that do not match the announced hash are thrown away and asked for again', async () => {
    const packet = await aPacket();
    await announce(packet);
    const wrong = Buffer.from(packet.bytes);
    wrong[1000]! ^= 1;
    const answer = await upload(packet, 0, wrong);
    expect([answer.status, answer.body.code]).toEqual([422, 'PACKET_CONTENT_DIFFERS']);
    expect(await announce(packet)).toMatchObject({ state: 'wanted', uploadedBytes: 0 });
    expect((await upload(packet, 0, packet.bytes)).body.state).toBe('received');
  });

  it('RCV7 more bytes than announced are refused', async () => {
    const packet = await aPacket();
    await announce(packet, { bytes: 1000 });
    const answer = await upload(packet, 0, packet.bytes);
    expect([answer.status, answer.body.code]).toEqual([413, 'PACKET_TOO_LARGE']);
    expect(await receivedRows(packet.packetId)).toBe(0);
  });

  it('RCV8 an id that was received with other contents is refused for good', async () => {
    const packet = await aPacket();
    await station.send(packet);
    const sha256 = createHash('sha256').update('something else').digest('hex');
    expect(await announce(packet, { sha256 })).toMatchObject({
      state: 'refused',
      problem: 'PACKET_HASH_DIFFERS',
    });
    expect(await receivedRows(packet.packetId)).toBe(1);
  });

  it('RCV9 a packet that another station announced is not this one’s to send', async () => {
    const packet = await aPacket();
    await announce(packet);
    expect(await announce(packet, {}, other)).toMatchObject({
      state: 'refused',
      problem: 'PACKET_OF_ANOTHER_STATION',
    });
    const answer = await upload(packet, 0, packet.bytes, other);
    expect([answer.status, answer.body.code]).toEqual([403, 'PACKET_OF_ANOTHER_STATION']);
  });

  it('RCV10 a full disk is told as such; the packet is received once there is room', async () => {
    const packet = await aPacket();
    await announce(packet);
    symlinkSync('/dev/full', join(office.dataDir, 'incoming', `${packet.packetId}.part`));
    const answer = await upload(packet, 0, packet.bytes);
    expect([answer.status, answer.body.code]).toEqual([507, 'PACKET_DISK_FULL']);
    unlinkSync(join(office.dataDir, 'incoming', `${packet.packetId}.part`));
    expect((await upload(packet, 0, packet.bytes)).body.state).toBe('received');
  });

  it('RCV11 a station with too many unfinished packets must finish some first', async () => {
    const many = await office.addStation();
    const token = bearer(many);
    const codes: (string | undefined)[] = [];
    for (let i = 0; i < 66; i++) {
      const packetId = makeId('packet', Date.now(), randomBytes(10));
      const answer = await fetch(office.url + syncApi.announce.path, {
        method: 'POST',
        headers: { ...token, 'content-type': 'application/json' },
        body: JSON.stringify({
          packetId,
          sha256: 'a'.repeat(64),
          bytes: 10,
          sealedAt: new Date().toISOString(),
        }),
      });
      codes.push(((await answer.json()) as { code?: string }).code);
    }
    expect(codes.slice(0, 64).every((code) => code === undefined)).toBe(true);
    expect(codes.slice(64)).toEqual(['PACKET_QUOTA_REACHED', 'PACKET_QUOTA_REACHED']);
  });

  it('RCV12 a revoked station sends no more', async () => {
    const lost = await office.addStation();
    const packet = await aPacket(lost);
    await announce(packet, {}, lost);
    await office.head.call(officeApi.revokeStation, {
      params: { id: lost.settings.stationId },
      body: { reason: 'laptop hilang' },
    });
    const answer = await upload(packet, 0, packet.bytes, lost);
    expect([answer.status, answer.body.code]).toEqual([401, 'STATION_SESSION_NEEDED']);
    const challenge = await fetch(office.url + syncApi.challenge.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ stationId: lost.settings.stationId }),
    });
    expect(((await challenge.json()) as { code: string }).code).toBe('STATION_REVOKED');
  });

  it('STA11 what waits on a revoked station is received once that is a station again', async () => {
    const closed = await office.addStation();
    const packet = await aPacket(closed);
    await office.head.call(officeApi.revokeStation, {
      params: { id: closed.settings.stationId },
      body: { reason: 'loket ditutup' },
    });
    await expect(closed.send(packet)).rejects.toThrow();
    const { code } = await office.head.call(officeApi.makeStationCode, {
      body: { placeId: closed.settings.place.id, name: 'Loket dibuka lagi' },
    });
    const again = await BareStation.enrol(office.url, code, closed.key);
    expect((await again.send(packet)).state).toBe('received');
    await office.allOpened();
    const { rows } = await office.database.query('select state from recording where packet_id = $1', [
      packet.packetId,
    ]);
    expect(rows).toEqual([{ state: 'counted' }]);
  });
});

describe('a received packet', () => {
  const stateOf = async (packetId: string) => {
    await office.allOpened();
    const { rows } = await office.database.query<{
      state: string;
      reason: string | null;
      rival: string | null;
    }>('select state, held_reason as reason, rival_packet_id as rival from recording where packet_id = $1', [
      packetId,
    ]);
    return rows[0]!;
  };

  it('RCV13 is opened, its samples rest encrypted under a key of their own, and it counts', async () => {
    const packet = await aPacket();
    await station.send(packet);
    expect((await stateOf(packet.packetId)).state).toBe('counted');
    const { rows } = await office.database.query<{ wrapped: Buffer }>(
      'select wrapped from recording_key where packet_id = $1',
      [packet.packetId],
    );
    expect(rows[0]!.wrapped.length).toBe(12 + 16 + 32);
    const root = join(office.dataDir, 'samples');
    const file = readdirSync(root, { recursive: true }).find((name) =>
      String(name).includes(packet.packetId),
    );
    expect(statSync(join(root, String(file))).size).toBeGreaterThan(190_000);
  });

  it('RCV14 of one resident from two stations at once: the first received counts, the other is held', async () => {
    const same = serial++;
    const make = (of: BareStation) =>
      makePacket({ settings: of.settings, stationKey: of.key, serial: same, sampleBytes: 20_000 });
    const [a, b] = [await make(station), await make(other)];
    const [first, second] = await Promise.all([station.send(a), other.send(b)]);
    const states = [await stateOf(a.packetId), await stateOf(b.packetId)];
    const earlier =
      first.receipt!.value.receivedAt === second.receipt!.value.receivedAt
        ? Number(a.packetId > b.packetId)
        : Number(first.receipt!.value.receivedAt > second.receipt!.value.receivedAt);
    expect(states[earlier]!.state).toBe('counted');
    expect(states[1 - earlier]).toMatchObject({
      state: 'held',
      reason: 'HELD_SAME_RESIDENT',
      rival: [a, b][earlier]!.packetId,
    });
  });

  it('RCV15 that cannot be opened is held with the reason, and opened again after the cause is gone', async () => {
    const packet = await aPacket();
    const rubbish = {
      ...packet,
      packetId: makeId('packet', Date.now(), randomBytes(10)),
      bytes: randomBytes(3000),
    };
    const sha256 = createHash('sha256').update(rubbish.bytes).digest('hex');
    await station.send({ ...rubbish, sha256 });
    expect(await stateOf(rubbish.packetId)).toMatchObject({ state: 'held', reason: 'HELD_CANNOT_OPEN' });
  });

  it('RCV21 whose opening was lost with the database is opened all the same', async () => {
    const packet = await aPacket();
    await station.send(packet);
    await stateOf(packet.packetId);
    await office.database.query("update recording set state = 'received' where packet_id = $1", [
      packet.packetId,
    ]);
    const soon = toInstant(Date.now() + 60_000);
    expect(await orderForgottenOpenings(office.database, soon, [packet.packetId])).toBe(0);
    expect(await orderForgottenOpenings(office.database, soon, [])).toBe(1);
    expect((await stateOf(packet.packetId)).state).toBe('counted');
  });

  it('RCV16 signed by another station than the one that sent it is held', async () => {
    const forged = await makePacket({
      settings: station.settings,
      stationKey: other.key,
      serial: serial++,
      sampleBytes: 20_000,
    });
    await station.send(forged);
    expect(await stateOf(forged.packetId)).toMatchObject({ state: 'held', reason: 'HELD_SIGNATURE_INVALID' });
  });

  it('RCV17 whose file stands in place without its fact is finished by the next announcement, not asked for again', async () => {
    const packet = await aPacket();
    const sent = await aPacket();
    await station.send(sent);
    await announce(packet);
    writeFileSync(sealedFile(sent.packetId).replace(sent.packetId, packet.packetId), packet.bytes);
    expect((await announce(packet)).state).toBe('received');
  });

  it('RCV17 that came whole before a crash, and was not put in its place, is finished by the next announcement', async () => {
    const packet = await aPacket();
    const part = join(office.dataDir, 'incoming', `${packet.packetId}.part`);
    writeFileSync(part, packet.bytes);
    expect((await announce(packet)).state).toBe('received');
    expect(await receivedRows(packet.packetId)).toBe(1);
    const damaged = await aPacket();
    writeFileSync(part.replace(packet.packetId, damaged.packetId), Buffer.alloc(damaged.bytes.length));
    expect(await announce(damaged)).toMatchObject({ code: 'PACKET_CONTENT_DIFFERS' });
    expect((await station.send(damaged)).state).toBe('received');
  });

  it('RCV18 that takes its time goes on after a restart from where its file stands', async () => {
    const packet = await aPacket();
    const { packetId, sha256, sealedAt, bytes } = packet;
    const announcement = { packetId, sha256, sealedAt, bytes: bytes.length };
    const caller = {
      id: station.settings.stationId as StationId,
      name: 'Loket',
      placeId: station.settings.place.id as PlaceId,
    };
    const keyring = loadKeyring(keysDirOf(office.dataDir));
    const begin = async () =>
      makeReceiving({
        database: office.database,
        relaxed: office.database,
        transact: office.database.transact,
        clock: systemClock,
        keyring: () => keyring,
        files: await openPacketFiles(office.dataDir),
      });
    const first = await begin();
    await first.announce(caller, announcement);
    await first.upload(caller, packetId, 0, Readable.from([packet.bytes.subarray(0, 90_000)]));
    await first.noteOpen();
    const second = await begin();
    await second.recover();
    expect(await second.state(caller, packetId)).toMatchObject({ state: 'wanted', uploadedBytes: 90_000 });
    const done = await second.upload(
      caller,
      packetId,
      90_000,
      Readable.from([packet.bytes.subarray(90_000)]),
    );
    expect(done.state).toBe('received');
    expect(
      (await office.database.query('select 1 from upload where packet_id = $1', [packetId])).rowCount,
    ).toBe(0);
  });
});
