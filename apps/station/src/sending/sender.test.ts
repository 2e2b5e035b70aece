import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Instant,
  makeId,
  type Outcome,
  type PacketId,
  refuse,
  type StationId,
  succeed,
  toInstant,
} from '@rekam/domain';
import type { PacketState } from '@rekam/protocol/http/sync-api.ts';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import { makeSigningKey, publicKeyOf } from '@rekam/protocol/sync/signing-key.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256Of } from '../spool/packet-notes.ts';
import { openSpool, type Spool } from '../spool/spool.ts';
import { realFileSystem } from '../storage/real-file-system.ts';
import { makeSender, pieceBytes, type SenderParts } from './sender.ts';

const officeKey = makeSigningKey();
const stationId = makeId('station', 1, new Uint8Array(10)) as StationId;
const start = Date.parse('2026-02-03T01:00:00.000Z');
const packetIdAt = (minute: number): PacketId =>
  makeId('packet', start + minute * 60_000, new Uint8Array(10));

/** An office that keeps what it is sent, and fails when told to. */
class ScriptedOffice {
  readonly parts = new Map<string, Buffer>();
  readonly calls: string[] = [];
  /** Answers an operation instead of the office; undefined lets it pass. */
  disturb: (
    operation: 'announce' | 'upload',
    packetId: string,
    offset: number,
  ) => Outcome<PacketState> | undefined = () => undefined;
  bytesSent = 0;
  readonly #announced = new Map<string, { sha256: string; bytes: number }>();

  announce: SenderParts['office']['announce'] = async ({ packetId, sha256, bytes }) => {
    this.calls.push(`announce ${minuteOf(packetId)}`);
    const disturbed = this.disturb('announce', packetId, 0);
    if (disturbed) return disturbed;
    this.#announced.set(packetId, { sha256, bytes });
    return succeed(this.#state(packetId));
  };

  upload: SenderParts['office']['upload'] = async (packetId, offset, bytes) => {
    this.calls.push(`upload ${minuteOf(packetId)} ${offset}`);
    this.bytesSent += bytes.length;
    const disturbed = this.disturb('upload', packetId, offset);
    if (disturbed) return disturbed;
    this.#take(packetId, offset, bytes);
    return succeed(this.#state(packetId));
  };

  #take(packetId: string, offset: number, bytes: Uint8Array): void {
    const have = this.parts.get(packetId) ?? Buffer.alloc(0);
    expect(offset).toBe(have.length);
    this.parts.set(packetId, Buffer.concat([have, bytes]));
  }

  /** Takes some of the bytes, as an office does whose line breaks in the middle. */
  takePart(packetId: string, offset: number, bytes: Uint8Array): void {
    this.#take(packetId, offset, bytes);
  }

  #state(packetId: string): PacketState {
    const have = this.parts.get(packetId) ?? Buffer.alloc(0);
    const { sha256, bytes } = this.#announced.get(packetId)!;
    const whole = have.length === bytes && sha256Of(have) === sha256;
    const value = { packetId, sha256, bytes, stationId, receivedAt: toInstant(start) };
    return {
      packetId,
      state: whole ? 'received' : 'wanted',
      uploadedBytes: have.length,
      receipt: whole ? signValue('rekam/receipt/1', value, officeKey) : null,
      problem: null,
    };
  }
}

const minuteOf = (packetId: string): number => (Number.parseInt(packetId.slice(4, 16), 16) - start) / 60_000;

let home: string;
let spool: Spool;
let office: ScriptedOffice;
let nowMs: number;
beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'rekam-sending-'));
  const trust = { stationId, keys: [publicKeyOf(officeKey)] };
  spool = await openSpool({ fs: realFileSystem, folder: join(home, 'spool'), trust });
  office = new ScriptedOffice();
  nowMs = start + 3_600_000;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const now = (): Instant => toInstant(nowMs);
const sender = (over: Partial<SenderParts> = {}) =>
  makeSender({ spool, office, now, random: () => 0.5, ...over });
const put = async (minute: number, bytes = Buffer.from(`packet ${minute}`)): Promise<PacketId> => {
  await spool.put(packetIdAt(minute), bytes, { sealedAt: toInstant(start + minute * 60_000) });
  return packetIdAt(minute);
};
const states = () => spool.list().map((entry) => entry.state);

describe('sending', () => {
  it('SND1 SND2 sends all, oldest first, in pieces, and keeps them as sent', async () => {
    const large = Buffer.alloc(pieceBytes * 2 + 10, 5);
    await put(2);
    await put(1, large);
    expect(await sender().round()).toEqual({ sent: 2, lineProblem: null });
    expect(office.calls).toEqual([
      'announce 1',
      'upload 1 0',
      `upload 1 ${pieceBytes}`,
      `upload 1 ${pieceBytes * 2}`,
      'announce 2',
      'upload 2 0',
    ]);
    expect(office.parts.get(packetIdAt(1))?.equals(large)).toBe(true);
    expect(states()).toEqual(['sent', 'sent']);
  });

  it('SND1 a receipt that cannot be believed moves nothing', async () => {
    const id = await put(1);
    office.disturb = (operation) => {
      if (operation !== 'announce') return undefined;
      const { sha256, bytes } = spool.find(id)!;
      const value = { packetId: id, sha256, bytes, stationId, receivedAt: toInstant(start) };
      const receipt = signValue('rekam/receipt/1', value, makeSigningKey());
      return succeed({ packetId: id, state: 'received', uploadedBytes: bytes, receipt, problem: null });
    };
    expect((await sender().round()).sent).toBe(0);
    expect(spool.find(id)).toMatchObject({
      state: 'outbox',
      attempts: 1,
      problem: { code: 'SPOOL_RECEIPT_NOT_BELIEVED' },
    });
  });

  it('SND2 a packet that fails waits for its own time and holds no other', async () => {
    const [bad, good] = [await put(1), await put(2)];
    office.disturb = (_, packetId) => (packetId === bad ? refuse('SERVER_PROBLEM') : undefined);
    const one = sender();
    expect(await one.round()).toEqual({ sent: 1, lineProblem: null });
    expect(spool.find(good)?.state).toBe('sent');
    expect(spool.find(bad)).toMatchObject({ attempts: 1, problem: { code: 'SERVER_PROBLEM' } });
    expect(Date.parse(spool.find(bad)!.nextTryAt!)).toBeGreaterThan(nowMs);
    office.calls.length = 0;
    await one.round();
    expect(office.calls).toEqual([]);
    nowMs += 5_000;
    await one.round();
    expect(spool.find(bad)?.attempts).toBe(2);
  });

  it('SND3 an office that is not reached ends the round and blames no packet', async () => {
    for (const minute of [1, 2, 3]) await put(minute);
    office.disturb = () => refuse('LINE_UNREACHABLE', { error: 'ECONNREFUSED' });
    const one = sender();
    for (let time = 0; time < 3; time++)
      expect(await one.round()).toEqual({ sent: 0, lineProblem: { code: 'LINE_UNREACHABLE' } });
    expect(office.calls).toEqual(['announce 1', 'announce 1', 'announce 1']);
    expect(spool.list().map((e) => [e.attempts, e.nextTryAt])).toEqual([
      [0, null],
      [0, null],
      [0, null],
    ]);
    expect(spool.list()[0]?.problem?.code).toBe('LINE_UNREACHABLE');
    office.disturb = () => undefined;
    expect((await one.round()).sent).toBe(3);
  });

  it('SND4 goes on from where the office has it, and progress resets the back-off', async () => {
    const large = Buffer.alloc(pieceBytes * 4, 7);
    const id = await put(1, large);
    let cuts = 0;
    office.disturb = (operation, packetId, offset) => {
      if (operation === 'announce' || cuts >= 6) return undefined;
      cuts += 1;
      office.takePart(packetId, offset, large.subarray(offset, offset + 100_000));
      return refuse('LINE_UNREACHABLE', { error: 'ECONNRESET' });
    };
    const one = sender();
    for (let round = 0; round < 7; round++) {
      await one.round();
      if (round > 0 && round < 6) expect(spool.find(id)?.attempts).toBe(1);
      nowMs += 2_000;
    }
    expect(spool.find(id)?.state).toBe('sent');
    expect(office.bytesSent).toBe(6 * pieceBytes + (large.length - 600_000));
    expect(office.parts.get(id)?.equals(large)).toBe(true);
  });

  it('SND4 a line that brings nothing through backs off further and further', async () => {
    const id = await put(1);
    office.disturb = (operation) => (operation === 'upload' ? refuse('LINE_TIMED_OUT') : undefined);
    const one = sender();
    const waits: number[] = [];
    for (let round = 0; round < 12; round++) {
      await one.round();
      const next = Date.parse(spool.find(id)!.nextTryAt!);
      waits.push(next - nowMs);
      nowMs = next;
    }
    expect(waits.slice(0, 4)).toEqual([1500, 3000, 6000, 12_000]);
    expect(Math.max(...waits)).toBe(675_000);
  });

  it.each(['PACKET_HASH_DIFFERS', 'PACKET_OF_ANOTHER_STATION'])(
    'SND5 holds what is refused with %s',
    async (code) => {
      const [one, two, other] = [await put(1), await put(2), await put(3)];
      office.disturb = (_, packetId) => {
        if (packetId === one) return refuse(code);
        if (packetId !== two) return undefined;
        return succeed({ packetId, state: 'refused', uploadedBytes: 0, receipt: null, problem: code });
      };
      await sender().round();
      for (const id of [one, two]) expect(spool.find(id)).toMatchObject({ state: 'held', problem: { code } });
      expect(spool.find(other)?.state).toBe('sent');
    },
  );

  it('SND7 a damaged packet is held, never sent', async () => {
    const id = await put(1, Buffer.from('sealed a'));
    writeFileSync(join(home, 'spool', 'outbox', `${id}.rekam`), 'sealed b');
    await put(2);
    expect((await sender().round()).sent).toBe(1);
    expect(spool.find(id)).toMatchObject({ state: 'held', problem: { code: 'SPOOL_PACKET_DAMAGED' } });
    expect(office.calls.filter((call) => call.endsWith(' 1'))).toEqual([]);
  });

  it('an office that asks for the same bytes for ever is not obeyed for ever', async () => {
    const id = await put(1);
    office.disturb = (_, packetId) =>
      succeed({ packetId, state: 'wanted', uploadedBytes: 0, receipt: null, problem: null });
    await sender().round();
    expect(office.calls.length).toBe(2);
    expect(spool.find(id)).toMatchObject({ attempts: 1, problem: { code: 'LINE_ANSWER_STRANGE' } });
  });

  it('SND2 a clock set back a year does not make a packet wait for a year', async () => {
    const id = await put(1);
    office.disturb = () => refuse('SERVER_PROBLEM');
    await sender().round();
    nowMs -= 365 * 86_400_000;
    office.disturb = () => undefined;
    expect((await sender().round()).sent).toBe(1);
    expect(spool.find(id)?.state).toBe('sent');
  });

  it('sends by itself once it was started and woken, and stops when told', async () => {
    await put(1);
    const sent = Promise.withResolvers<void>();
    const one = sender({ onChange: () => spool.list().every((e) => e.state === 'sent') && sent.resolve() });
    one.start();
    await sent.promise;
    const again = Promise.withResolvers<void>();
    const id = await put(2);
    const watch = setInterval(() => spool.find(id)?.state === 'sent' && again.resolve(), 5);
    one.wake();
    await again.promise;
    clearInterval(watch);
    await one.stop();
    await put(3);
    one.wake();
    expect(states()).toEqual(['sent', 'sent', 'outbox']);
  });
});
