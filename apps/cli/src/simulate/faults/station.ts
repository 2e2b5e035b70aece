/** One station in one schedule: its agent, its deaths, and what it promised. */
import { join } from 'node:path';
import type { PacketId } from '@rekam/domain';
import type {
  AgentCommand,
  AgentIdentity,
  StationSabotage,
  SyntheticRecording,
} from '@rekam/protocol/process/fault-agent.ts';
import { type AgentAnswer, AgentDied, type AgentProcess } from './agent-process.ts';
import type { Ledger, Promised } from './ledger.ts';

export interface StationParts {
  readonly number: number;
  readonly folder: string;
  readonly identity: AgentIdentity;
  readonly sabotage: StationSabotage | null;
  readonly ledger: Ledger;
  readonly seed: number;
  /** The agent now at work for this station; a dead one is replaced. */
  readonly agent: () => AgentProcess;
  readonly replaceAgent: () => AgentProcess;
  /** What befell this station while it was dead: a death only, or a power cut with this seed. */
  readonly fate: () => 'death' | number;
}

/** A killed database replays its log before it answers; on a busy machine that takes its time. */
const patienceMs = 60_000;

export class FaultStation {
  readonly #parts: StationParts;
  readonly #own = new Map<string, Promised>();

  constructor(parts: StationParts) {
    this.#parts = parts;
  }

  open(after: 'nothing' | 'death' | number = 'nothing'): Promise<AgentAnswer> {
    const { folder, number, identity, sabotage } = this.#parts;
    return this.#parts
      .agent()
      .tell({ do: 'open', folder: join(folder, `station-${number}`), identity, after, sabotage });
  }

  /** @returns undefined when the agent died over it; it then lives again, after its fate */
  async tell(command: AgentCommand): Promise<AgentAnswer | undefined> {
    try {
      return await this.#parts.agent().tell(command);
    } catch (error) {
      if (!(error instanceof AgentDied)) throw error;
      await this.#riseAgain();
      return undefined;
    }
  }

  /** Like `tell`, again after a death that was still to come. */
  async #ask(command: AgentCommand): Promise<AgentAnswer> {
    const answer = (await this.tell(command)) ?? (await this.tell(command));
    if (answer === undefined) throw new Error(`the agent died twice over ${command.do}`);
    return answer;
  }

  async die(): Promise<void> {
    await this.#parts.agent().kill();
    await this.#riseAgain();
  }

  /** Records a resident; a recording cut off by a death is sealed again with the same ids, as a counter does. */
  async record(recording: SyntheticRecording): Promise<AgentAnswer> {
    const { ledger, seed, number } = this.#parts;
    const { packetId, enrolmentId, nik } = recording;
    const promised: Promised = { packetId, enrolmentId, nik, seed, station: number };
    ledger.begun.set(packetId, promised);
    const answer =
      (await this.tell({ do: 'seal', recording })) ?? (await this.tell({ do: 'seal', recording }));
    if (answer?.acknowledged !== undefined) {
      ledger.acknowledged.set(packetId, promised);
      this.#own.set(packetId, promised);
    }
    return answer ?? { refused: 'died' };
  }

  /** Sends until nothing waits. @throws when the office does not take it within a minute */
  async sendAll(): Promise<void> {
    for (const startedAt = performance.now(); ; ) {
      const { waiting, lineProblem } = await this.#ask({ do: 'send', rounds: 20 });
      if (waiting === 0) return;
      if (performance.now() - startedAt > patienceMs)
        throw new Error(`${waiting} packets still wait: ${lineProblem ?? 'no problem of the line'}`);
    }
  }

  /** Every acknowledged recording must lie here whole, and nothing may be held. */
  async checkSpool(): Promise<void> {
    const { ledger } = this.#parts;
    const { packets = [] } = await this.#ask({ do: 'list' });
    const here = new Map(packets.map((packet) => [packet.packetId, packet]));
    for (const promised of this.#own.values()) {
      const packet = here.get(promised.packetId);
      if (!packet?.whole)
        ledger.breach(
          'falselyAcknowledged',
          promised,
          packet ? 'damaged on the station' : 'gone from the station',
        );
      else if (packet.state === 'held')
        ledger.breach('lost', promised, `held on the station: ${packet.problem ?? 'no reason'}`);
    }
  }

  /** Receipts that the station holds must be what the office knows: the same moment, or it was promised too early. */
  async checkReceipts(): Promise<void> {
    const { ledger } = this.#parts;
    const { packets = [] } = await this.#ask({ do: 'list' });
    const receipts = packets.flatMap(({ packetId, receipt }) => (receipt ? [{ packetId, receipt }] : []));
    const packetIds = receipts.map(({ packetId }) => packetId as PacketId);
    const received = await this.#askOffice(packetIds);
    for (const { packetId, receipt } of receipts) {
      const known = received[packetId];
      if (known === receipt.value.receivedAt) continue;
      const what = known == null ? 'receipted, and not at the office' : 'receipted before it was committed';
      ledger.breach('falselyAcknowledged', ledger.begun.get(packetId)!, what);
    }
  }

  /** Waits while the office, or its database, comes back. */
  async #askOffice(packetIds: readonly PacketId[]): Promise<Readonly<Record<string, string | null>>> {
    for (const startedAt = performance.now(); ; ) {
      const { received, unreachable } = await this.#ask({ do: 'office', packetIds });
      if (received !== undefined) return received;
      if (performance.now() - startedAt > patienceMs)
        throw new Error(`the office does not come back: ${unreachable}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  async #riseAgain(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      await this.#parts.agent().ended;
      this.#parts.replaceAgent();
      try {
        await this.open(this.#parts.fate());
        break;
      } catch (error) {
        if (!(error instanceof AgentDied) || attempt > 5) throw error;
      }
    }
    await this.checkSpool();
  }
}
