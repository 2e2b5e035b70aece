/** `bin/rekam spool import DIR` at the office: packets that came on a stick, and the office's receipts onto it. */
import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { PacketId } from '@rekam/domain';
import {
  packetsOnStick,
  receiptsOnStick,
  type StickPacket,
  stickPacket,
} from '@rekam/protocol/packet/stick.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { openOfficeDatabase } from '../backup/office-database.ts';
import { keysDirOf, loadKeyring } from '../office-keys/index.ts';
import { writeDurably } from '../office-keys/keyring.ts';
import { systemClock } from '../ports/clock.ts';
import type { Queryable } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import { officeFolderOf, runCommand } from '../shell/command.ts';
import { openPool } from '../shell/database.ts';
import { findStation } from '../station/index.ts';
import { openPacketFiles } from './files.ts';
import { makeReceiving, type Receiving } from './receive.ts';

interface Imported {
  readonly received: readonly string[];
  /** Stay on the stick as they are; each with what to do. */
  readonly refused: readonly { readonly packetId: string; readonly code: string }[];
}

const { values } = parseArgs({
  options: { data: { type: 'string' }, from: { type: 'string' }, json: { type: 'boolean', default: false } },
});
if (values.from)
  await runCommand(
    values.json,
    () => importStick(officeFolderOf(values.data), resolve(values.from!)),
    tellImported,
  );
else {
  process.stderr.write('spool import DIR [--data DIR]\n');
  process.exitCode = 64;
}

async function importStick(dataDir: string, stick: string): Promise<Imported> {
  if (!existsSync(packetsOnStick(stick))) throw new Refused('PACKET_STICK_EMPTY', { folder: stick });
  const database = await openOfficeDatabase(dataDir);
  const pool = openPool(database.connection, () => undefined);
  try {
    const keyring = loadKeyring(keysDirOf(dataDir));
    const receiving = makeReceiving({
      database: pool,
      relaxed: pool,
      transact: pool.transact,
      clock: systemClock,
      keyring: () => keyring,
      files: await openPacketFiles(dataDir),
      via: 'stick',
    });
    mkdirSync(receiptsOnStick(stick), { recursive: true });
    return await takeAll(pool, receiving, stick);
  } finally {
    await pool.close();
    await database.close();
  }
}

/** One bad packet never holds the others. */
async function takeAll(pool: Queryable, receiving: Receiving, stick: string): Promise<Imported> {
  const received: string[] = [];
  const refused: { packetId: string; code: string }[] = [];
  for (const name of readdirSync(packetsOnStick(stick)).filter((file) => file.endsWith('.json'))) {
    const packetId = name.replace(/\.json$/, '');
    const code = await takeOne(pool, receiving, stick, packetId).catch((error: unknown) => {
      if (error instanceof Refused) return error.code;
      throw error;
    });
    if (code === null) received.push(packetId);
    else refused.push({ packetId, code });
  }
  return { received, refused };
}

/** @returns null when the office has it now and its receipt lies on the stick, else the refusal */
async function takeOne(
  pool: Queryable,
  receiving: Receiving,
  stick: string,
  packetId: string,
): Promise<string | null> {
  const announced = readAnnouncement(join(packetsOnStick(stick), `${packetId}.json`));
  if (!announced || announced.packetId !== packetId) return 'PACKET_STICK_DAMAGED';
  const station = await findStation(pool, announced.stationId);
  if (!station) return 'HELD_STATION_UNKNOWN';
  const caller = { id: station.id, name: station.name, placeId: station.place.id };
  let state = await receiving.announce(caller, announced);
  if (state.state === 'wanted') {
    const file = join(packetsOnStick(stick), `${packetId}.rekam`);
    if (!existsSync(file)) return 'PACKET_STICK_DAMAGED';
    const bytes = createReadStream(file, { start: state.uploadedBytes, highWaterMark: 1 << 20 });
    state = await receiving.upload(caller, packetId as PacketId, state.uploadedBytes, bytes);
  }
  if (state.state !== 'received' || !state.receipt) return state.problem ?? 'PACKET_STICK_DAMAGED';
  writeDurably(receiptsOnStick(stick), `${packetId}.json`, JSON.stringify(state.receipt));
  return null;
}

function readAnnouncement(file: string): StickPacket | undefined {
  try {
    return stickPacket.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

function tellImported({ received, refused }: Imported): string {
  const problems = refused.map(({ packetId, code }) => {
    const { id, en } = sentenceOf(code);
    return `✗ ${packetId}: ${id}\n  ${en}`;
  });
  return [
    `✓ ${received.length} paket diterima; tanda terimanya ada di flashdisk. Bawa flashdisk kembali ke loket: bin/rekam spool import DIR.`,
    `  ${received.length} packets received; their receipts lie on the stick. Take it back to the station: bin/rekam spool import DIR.`,
    ...problems,
  ].join('\n');
}
