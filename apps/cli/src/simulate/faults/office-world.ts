/** The office of the harness: its real program and its real PostgreSQL, killed and started again at will. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StationId } from '@rekam/domain';
import { officeApi, stationSettings, syncApi } from '@rekam/protocol';
import type { EnrolmentRow } from '@rekam/protocol/http/enrolment-api.ts';
import type { AgentIdentity } from '@rekam/protocol/process/fault-agent.ts';
import { type RunningProgram, startProgram } from '@rekam/protocol/process/running-program.ts';
import { makeSigningKey, privateKeyToPem, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { freePort } from '@rekam/testkit/free-port.ts';
import { root } from '../../programs.ts';

export const honestOffice = 'apps/server/src/main.ts';
export const officeWithEarlyReceipts = 'apps/server/src/sabotage/receipt-before-commit.ts';

const head = { username: 'kepala', password: 'sandi-untuk-uji-coba', name: 'Kepala Uji' };

export class OfficeWorld {
  readonly url: string;
  readonly #port: number;
  readonly #file: string;
  readonly #folder: string;
  readonly #cache: string;
  readonly #verbose: boolean;
  #program!: RunningProgram;
  #api: ApiClient;

  private constructor(file: string, folder: string, port: number, cache: string, verbose: boolean) {
    this.#file = file;
    this.#folder = folder;
    this.#port = port;
    this.#cache = cache;
    this.#verbose = verbose;
    this.url = `http://127.0.0.1:${port}`;
    this.#api = new ApiClient(this.url);
  }

  /** Starts an office in `folder` and sets it up. */
  static async start(file: string, folder: string, cache: string, verbose: boolean): Promise<OfficeWorld> {
    const world = new OfficeWorld(file, folder, await freePort(), cache, verbose);
    const listening = await world.#run();
    await world.#api.call(officeApi.setUp, {
      body: { setupKey: String(listening.setupKey), regencyCode: '53.71', timeZone: 'WITA', head },
    });
    await world.#signIn();
    return world;
  }

  async enrolStation(name: string): Promise<AgentIdentity> {
    const places = await this.#api.call(officeApi.listPlaces, {});
    const place = places.find(({ kind }) => kind === 'kecamatan')!;
    const { code } = await this.#api.call(officeApi.makeStationCode, { body: { placeId: place.id, name } });
    const key = makeSigningKey();
    const publicKey = publicKeyToBase64(key);
    const { stationId, receiptKey, settings } = await new ApiClient(this.url).call(syncApi.enrol, {
      body: { code, publicKey, softwareVersion: '0.1.0' },
    });
    return {
      officeUrl: this.url,
      stationId: stationId as StationId,
      keyPem: privateKeyToPem(key),
      receiptPublicKey: receiptKey.publicKey,
      recipients: stationSettings.parse(settings.value).officeRecipients,
    };
  }

  /** `kill -9` of the program; its PostgreSQL is told to end by the kernel. Starts it again at once. */
  async killAndRestart(): Promise<void> {
    this.#program.child.kill('SIGKILL');
    await this.#program.ended;
    await this.#run();
  }

  /** `kill -9` of PostgreSQL under the running office; one that is just being started again is left alone. */
  killPostgres(): void {
    try {
      const lines = readFileSync(join(this.#folder, 'pg', 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(lines[0]), 'SIGKILL');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ESRCH' && code !== 'ENOENT') throw error;
    }
  }

  /** Whether its program still runs; it must survive everything but its own death. */
  get alive(): boolean {
    return this.#program.child.exitCode === null && this.#program.child.signalCode === null;
  }

  /** All recordings the office knows, newest first. */
  async listRecordings(): Promise<EnrolmentRow[]> {
    await this.#signIn();
    const rows: EnrolmentRow[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
      const page = await this.#api.call(officeApi.listEnrolments, { query });
      rows.push(...page.rows);
      cursor = page.nextCursor;
    }
    return rows;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }

  async #run() {
    this.#program = startProgram(
      join(root, this.#file),
      ['--data', this.#folder, '--port', String(this.#port)],
      {
        errors: this.#verbose ? 'inherit' : 'ignore',
        env: { NODE_COMPILE_CACHE: this.#cache, DATABASE_URL: '' },
      },
    );
    const event = await this.#program.waitFor(({ event }) => event === 'listening' || event === 'refused');
    if (event.event === 'refused') throw new Error(`the office does not start: ${JSON.stringify(event)}`);
    return event;
  }

  async #signIn(): Promise<void> {
    const { username, password } = head;
    await this.#api.call(officeApi.signIn, { body: { username, password } });
  }
}
