/** A station of the harness as a process: started, spoken to, and found dead. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { AgentCommand } from '@rekam/protocol/process/fault-agent.ts';
import { root } from '../../programs.ts';

/** The process ended before it answered. */
export class AgentDied extends Error {}

/** What an agent may answer; each command fills its own part. */
export interface AgentAnswer {
  readonly acknowledged?: string;
  readonly refused?: string;
  readonly waiting?: number;
  readonly lineProblem?: string | null;
  readonly packets?: readonly {
    readonly packetId: string;
    readonly state: string;
    readonly whole: boolean;
    readonly receipt: { readonly value: { readonly receivedAt: string } } | null;
    readonly problem: string | null;
  }[];
  readonly strange?: readonly string[];
  readonly received?: Readonly<Record<string, string | null>>;
  readonly unreachable?: string;
}

export class AgentProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, PromiseWithResolvers<AgentAnswer>>();
  readonly ended: Promise<void>;
  #next = 1;
  alive = true;

  /** @param cache where Node keeps what it compiled, so that the next start is quick */
  constructor(cache: string) {
    this.#child = spawn(process.execPath, [join(root, 'apps/station/src/faults/agent.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: cache, REKAM_STARTED_BY: String(process.pid) },
    });
    // A pipe to a process that was just killed breaks; that it died is told by its end.
    this.#child.stdin!.on('error', () => undefined);
    const lines = createInterface({ input: this.#child.stdout! });
    lines.on('line', (line) => this.#hear(line));
    this.ended = new Promise((resolve) => lines.once('close', () => resolve(this.#bury())));
  }

  tell(command: AgentCommand): Promise<AgentAnswer> {
    if (!this.alive) return Promise.reject(new AgentDied());
    const id = this.#next++;
    const answer = Promise.withResolvers<AgentAnswer>();
    this.#waiting.set(id, answer);
    this.#child.stdin!.write(`${JSON.stringify({ id, ...command })}\n`);
    return answer.promise;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.ended;
  }

  #hear(line: string): void {
    const { id, answer, failed } = JSON.parse(line) as { id: number; answer?: AgentAnswer; failed?: string };
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (failed !== undefined) waiting?.reject(new Error(failed));
    else waiting?.resolve(answer ?? {});
  }

  #bury(): void {
    this.alive = false;
    for (const waiting of this.#waiting.values()) waiting.reject(new AgentDied());
    this.#waiting.clear();
  }
}
