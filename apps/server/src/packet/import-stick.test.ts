import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { officeApi } from '@rekam/protocol';
import { packetsOnStick, receiptsOnStick } from '@rekam/protocol/packet/stick.ts';
import { verifySigned } from '@rekam/protocol/sync/signed.ts';
import { parsePublicKey } from '@rekam/protocol/sync/signing-key.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { type MadePacket, makePacket } from '@rekam/testkit/packet-maker.ts';
import { type RunningOffice, startRunningOffice } from '@rekam/testkit/running-office.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const command = fileURLToPath(new URL('./import-stick.ts', import.meta.url));

describe('packets that come on a stick', () => {
  let office: RunningOffice;
  let station: BareStation;
  let stick: string;
  let packets: MadePacket[];

  const put = (packet: MadePacket, bytes: Uint8Array = packet.bytes) => {
    const { packetId, sha256, sealedAt } = packet;
    const note = {
      packetId,
      stationId: station.settings.stationId,
      sha256,
      bytes: packet.bytes.length,
      sealedAt,
    };
    writeFileSync(join(packetsOnStick(stick), `${packetId}.rekam`), bytes);
    writeFileSync(join(packetsOnStick(stick), `${packetId}.json`), JSON.stringify(note));
  };
  const importNow = () => {
    const run = spawnSync(
      process.execPath,
      [command, '--data', join(office.folder, 'office'), '--from', stick, '--json'],
      { encoding: 'utf8' },
    );
    return JSON.parse(run.stdout.trim().split('\n').at(-1)!) as {
      received: string[];
      refused: { packetId: string; code: string }[];
    };
  };

  beforeAll(async () => {
    stick = mkdtempSync(join(tmpdir(), 'rekam-stick-'));
    mkdirSync(packetsOnStick(stick), { recursive: true });
    office = await startRunningOffice({ devices: false, errors: 'ignore' });
    const administrator = await office.signedIn('administrator');
    const [place] = await administrator.call(officeApi.listPlaces, {});
    const { code } = await administrator.call(officeApi.makeStationCode, {
      body: { placeId: place!.id, name: 'Loket stik' },
    });
    station = await BareStation.enrol(office.url, code);
    packets = [];
    for (const serial of [11, 12, 13])
      packets.push(
        await makePacket({
          settings: station.settings,
          stationKey: station.key,
          serial,
          sampleBytes: 20_000,
        }),
      );
  });
  afterAll(async () => {
    station?.close();
    await office?.stop();
    rmSync(stick, { recursive: true, force: true });
  });

  it('are received beside a running office, with believable receipts; a damaged one stays and holds no other', async () => {
    const [good, damaged, other] = packets as [MadePacket, MadePacket, MadePacket];
    put(good);
    const flipped = Uint8Array.from(damaged.bytes);
    flipped[100]! ^= 1;
    put(damaged, flipped);
    put(other);
    const first = importNow();
    expect(first.received.sort()).toEqual([good.packetId, other.packetId].sort());
    expect(first.refused.map((r) => r.packetId)).toEqual([damaged.packetId]);
    const key = parsePublicKey(station.receiptKey);
    const receipt = JSON.parse(readFileSync(join(receiptsOnStick(stick), `${good.packetId}.json`), 'utf8'));
    expect(key.ok && verifySigned('rekam/receipt/1', receipt, key.value)).toBe(true);
    expect(receipt.value).toMatchObject({ packetId: good.packetId, sha256: good.sha256 });
    expect(existsSync(join(receiptsOnStick(stick), `${damaged.packetId}.json`))).toBe(false);
    const head = await office.signedIn('head');
    await expect
      .poll(async () => (await head.call(officeApi.listEnrolments, { query: {} })).counts.counted, {
        timeout: 60_000,
      })
      .toBe(2);
    const { rows } = await head.call(officeApi.listEnrolments, { query: {} });
    const detail = await head.call(officeApi.getEnrolment, { params: { id: rows[0]!.id } });
    expect(detail.packet.via).toBe('stick');
  });

  it('a second import, and the same packet over the network, change nothing; a whole copy mends the damaged one', async () => {
    const [good, damaged] = packets as [MadePacket, MadePacket];
    put(damaged);
    expect(importNow().received).toHaveLength(3);
    expect((await station.send(good)).state).toBe('received');
    const head = await office.signedIn('head');
    await expect
      .poll(async () => (await head.call(officeApi.listEnrolments, { query: {} })).counts.counted, {
        timeout: 60_000,
      })
      .toBe(3);
    expect((await head.call(officeApi.listEnrolments, { query: {} })).rows).toHaveLength(3);
  });

  it('RCV12 what was carried from a station that was revoked is received, and held for a supervisor', async () => {
    const late = await makePacket({
      settings: station.settings,
      stationKey: station.key,
      serial: 9,
      sampleBytes: 20_000,
    });
    const head = await office.signedIn('head');
    const administrator = await office.signedIn('administrator');
    const params = { id: station.settings.stationId };
    await administrator.call(officeApi.revokeStation, { params, body: { reason: 'loket ditutup' } });
    put(late);
    expect(importNow().received).toContain(late.packetId);
    const held = async () =>
      (await head.call(officeApi.listEnrolments, { query: { state: 'held' } })).rows.map(
        ({ heldReason }) => heldReason,
      );
    await expect.poll(held, { timeout: 60_000 }).toEqual(['HELD_STATION_REVOKED']);
  });
});
