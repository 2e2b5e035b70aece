/** One station of the fault harness: its folder, its disk with power cuts, its spool, its way to the office. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Instant, nextToSend, type PacketId, toInstant } from '@rekam/domain';
import type { AgentCommand, AgentPacket, OpenCommand } from '@rekam/protocol/process/fault-agent.ts';
import { parsePublicKey, privateKeyFromPem } from '@rekam/protocol/sync/signing-key.ts';
import { makeOfficeClient, type OfficeClient } from '../sending/office-client.ts';
import { openOfficeLine } from '../sending/office-line.ts';
import { makeSender, type Sender } from '../sending/sender.ts';
import { type TakenSpool, takeSpool } from '../spool/spool.ts';
import { PowerCutFileSystem, restoreAfter } from '../storage/power-cut-file-system.ts';
import { seededDie } from '../storage/seeded-die.ts';
import { DisturbedDisk } from './disturbed-disk.ts';
import { sabotaged } from './sabotage.ts';
import { sealSynthetic } from './synthetic-recording.ts';

export interface Workplace {
  obey(command: AgentCommand): Promise<object>;
  leave(): Promise<void>;
}

/** A line that says nothing for so long is given up, ms: offices are killed all the time here. */
const patienceMs = 5_000;

export async function openWorkplace(command: OpenCommand): Promise<Workplace> {
  const { folder, identity } = command;
  const station = join(folder, 'station');
  const platter = join(folder, 'platter');
  mkdirSync(station, { recursive: true });
  if (command.after !== 'nothing')
    restoreAfter(
      platter,
      [join(station, 'spool')],
      command.after === 'death' ? null : seededDie(command.after),
    );
  const disk = new DisturbedDisk();
  const fs = sabotaged(new PowerCutFileSystem(platter, disk.before), command.sabotage);
  const receiptKey = parsePublicKey(identity.receiptPublicKey);
  if (!receiptKey.ok) throw new Error(receiptKey.code);
  const trust = { stationId: identity.stationId, keys: [receiptKey.value] };
  const taken = await takeSpool({ fs, folder: join(station, 'spool'), trust });
  if (!taken.ok) throw new Error(taken.code);
  const key = privateKeyFromPem(identity.keyPem);
  const line = openOfficeLine({ url: identity.officeUrl, pinnedCertificateSha256: null, patienceMs });
  const office = makeOfficeClient(line, { stationId: identity.stationId, key });
  let clockOffsetMs = 0;
  const now = (): Instant => toInstant(Date.now() + clockOffsetMs);
  const { spool } = taken.value;
  const sender = makeSender({ spool, office, now, random: Math.random });

  return {
    async obey(order) {
      switch (order.do) {
        case 'seal': {
          const { packetId } = order.recording;
          const sealed = await sealSynthetic(order.recording, identity, key, now());
          const stored = await spool.put(packetId, sealed, { sealedAt: now() });
          // Sealed again after a cut, with the same ids: the packet that is there is the same recording.
          const there = spool.find(packetId) !== undefined;
          return stored.ok || there ? { acknowledged: packetId } : { refused: stored.code };
        }
        case 'send':
          return sendRounds(sender, taken.value, order.rounds, () => {
            clockOffsetMs += 20 * 60_000;
          });
        case 'list':
          return { packets: await listPackets(taken.value) };
        case 'disk':
          disk.full = order.full;
          return {};
        case 'die-in':
          disk.dieIn(order.operations);
          return {};
        case 'clock':
          clockOffsetMs = order.offsetMs;
          return {};
        case 'resend':
          return resendSent(taken.value, office, order.how);
        case 'office':
          return askOffice(office, order.packetIds);
        default:
          throw new Error(`unknown: ${order.do}`);
      }
    },
    async leave() {
      line.close();
      await taken.value.release();
    },
  };
}

/** Rounds until nothing waits; between two the station's clock goes on past every back-off. */
async function sendRounds(
  sender: Sender,
  { spool }: TakenSpool,
  rounds: number,
  goOn: () => void,
): Promise<object> {
  let lineProblem: string | null = null;
  for (let round = 0; round < rounds; round++) {
    if (round > 0) {
      goOn();
      if (lineProblem !== null) await new Promise((resolve) => setTimeout(resolve, 100));
    }
    lineProblem = (await sender.round()).lineProblem?.code ?? null;
    if (nextToSend(spool.list(), toInstant(8e15)) === null) break;
  }
  return { waiting: spool.list().filter((entry) => entry.state === 'outbox').length, lineProblem };
}

async function listPackets({ spool }: TakenSpool): Promise<AgentPacket[]> {
  return Promise.all(
    spool.list().map(async ({ packetId, state, receipt, problem }) => ({
      packetId,
      state,
      whole: (await spool.readWhole(packetId)) !== undefined,
      receipt,
      problem: problem?.code ?? null,
    })),
  );
}

/** Sends what the office has already: again from the start, its end before its start, or over two connections at once. */
async function resendSent({ spool }: TakenSpool, office: OfficeClient, how: string): Promise<object> {
  const strange: string[] = [];
  let resent = 0;
  for (const entry of spool.list().filter(({ state }) => state !== 'held')) {
    const { packetId, sha256, sealedAt } = entry;
    const bytes = await spool.readWhole(packetId);
    if (bytes === undefined) continue;
    const half = bytes.length >> 1;
    await office.announce({ packetId, sha256, bytes: entry.bytes, sealedAt });
    if (how === 'reordered') await office.upload(packetId, half, bytes.subarray(half));
    const uploads = how === 'twice-at-once' ? [0, 0] : [0];
    const answers = await Promise.all(uploads.map((offset) => office.upload(packetId, offset, bytes)));
    for (const answer of answers) {
      if (!answer.ok || answer.value.receipt === null) continue;
      resent += 1;
      const told = answer.value.receipt.value.receivedAt;
      if (entry.receipt && told !== entry.receipt.value.receivedAt) strange.push(packetId);
      await spool.receive(answer.value.receipt);
    }
  }
  return { resent, strange };
}

/** What the office has of these packets: when it received each, null for one it has not. */
async function askOffice(office: OfficeClient, packetIds: readonly PacketId[]): Promise<object> {
  const received: Record<string, string | null> = {};
  for (const packetId of packetIds) {
    const state = await office.packetState(packetId);
    if (!state.ok && state.code !== 'PACKET_NOT_ANNOUNCED') return { unreachable: state.code };
    received[packetId] = state.ok ? (state.value.receipt?.value.receivedAt ?? null) : null;
  }
  return { received };
}
