/** A station reduced to its wire: enrols, proves itself, announces and uploads. For benches; the real one has a spool. */

import type { KeyObject } from 'node:crypto';
import { Agent, request } from 'node:http';
import {
  type AnswerOf,
  type PacketState,
  type StationSettings,
  stationSettings,
  syncApi,
} from '@rekam/protocol';
import type { Heartbeat } from '@rekam/protocol/sync/heartbeat.ts';
import { signSession } from '@rekam/protocol/sync/session-proof.ts';
import { type Signed, signValue } from '@rekam/protocol/sync/signed.ts';
import { makeSigningKey, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { ApiClient } from './api-client.ts';
import type { MadePacket } from './packet-maker.ts';
import { soundHeartbeat } from './sound-heartbeat.ts';

export class BareStation {
  readonly key: KeyObject;
  readonly settings: StationSettings;
  readonly #url: string;
  /** Session token, for requests that a test makes by hand. */
  readonly token: string;
  /** The office's receipt key, base64. */
  readonly receiptKey: string;
  #beats = 0;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  private constructor(
    url: string,
    key: KeyObject,
    settings: StationSettings,
    token: string,
    receiptKey: string,
  ) {
    this.receiptKey = receiptKey;
    this.#url = url;
    this.key = key;
    this.settings = settings;
    this.token = token;
  }

  /** @param key of a computer that was a station before */
  static async enrol(url: string, code: string, key = makeSigningKey()): Promise<BareStation> {
    const api = new ApiClient(url);
    const { stationId, settings, receiptKey } = await api.call(syncApi.enrol, {
      body: { code, publicKey: publicKeyToBase64(key), softwareVersion: '0.1.0' },
    });
    const token = await proveTo(api, stationId, key);
    return new BareStation(url, key, stationSettings.parse(settings.value), token, receiptKey.publicKey);
  }

  /** The same station at another address, as after its office was restored elsewhere. */
  async at(url: string): Promise<BareStation> {
    const token = await proveTo(new ApiClient(url), this.settings.stationId, this.key);
    return new BareStation(url, this.key, this.settings, token, this.receiptKey);
  }

  /** Announces and uploads in one go. @returns the office's last word, with the receipt when it came */
  async send(packet: MadePacket): Promise<PacketState> {
    const announced = await this.announce(packet);
    if (announced.state !== 'wanted') return announced;
    const path = `${syncApi.upload.path.replace(':packetId', packet.packetId)}?offset=${announced.uploadedBytes}`;
    return this.#exchange(
      'PUT',
      path,
      'application/octet-stream',
      packet.bytes.subarray(announced.uploadedBytes),
    );
  }

  /** Says what would come, and hears how far it came. */
  announce({ packetId, sha256, sealedAt, bytes }: MadePacket): Promise<PacketState> {
    const body = Buffer.from(JSON.stringify({ packetId, sha256, bytes: bytes.length, sealedAt }));
    return this.#exchange('POST', syncApi.announce.path, 'application/json', body);
  }

  /** Says how it is: a station on the mains with three working devices, changed where a test needs it. */
  async beat(change: Partial<Heartbeat> = {}): Promise<AnswerOf<typeof syncApi.heartbeat>> {
    const value = { ...soundHeartbeat(this.settings.stationId, ++this.#beats), ...change };
    return this.sendBeat(signValue('rekam/heartbeat/1', value, this.key));
  }

  /** Sends a heartbeat as it is, whoever signed it. @throws with the refusal's code */
  sendBeat(body: Signed<unknown>): Promise<AnswerOf<typeof syncApi.heartbeat>> {
    return this.#tell(syncApi.heartbeat.path, body);
  }

  /** Tells a note as it is, whoever signed it. @throws with the refusal's code */
  tellNote(body: Signed<unknown>): Promise<AnswerOf<typeof syncApi.takeNote>> {
    return this.#tell(syncApi.takeNote.path, body);
  }

  /** The hand-over of a code, as a counter asks for it. @throws with the refusal's code */
  findHandover(code: string, officerId: string): Promise<AnswerOf<typeof syncApi.findHandover>> {
    return this.#tell(syncApi.findHandover.path, { code, officerId });
  }

  /** Sends a finger for a hand-over as it is, whoever signed it. @throws with the refusal's code */
  sendFinger(body: Signed<unknown>): Promise<AnswerOf<typeof syncApi.takeHandoverCapture>> {
    return this.#tell(syncApi.takeHandoverCapture.path, body);
  }

  async #tell<Answer>(path: string, body: object): Promise<Answer> {
    const answer = await fetch(this.#url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const said = (await answer.json()) as { code?: string };
    if (!answer.ok) throw new Error(said.code);
    return said as Answer;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #exchange(method: string, path: string, type: string, body: Uint8Array): Promise<PacketState> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': type };
    const { status, text } = await exchange(this.#agent, new URL(path, this.#url), method, headers, body);
    if (status !== 200) throw new Error(`${method} ${path}: ${status} ${text.slice(0, 300)}`);
    return JSON.parse(text) as PacketState;
  }
}

/** @returns a token for an hour */
async function proveTo(api: ApiClient, stationId: string, key: KeyObject): Promise<string> {
  const { nonce } = await api.call(syncApi.challenge, { body: { stationId } });
  const signature = signSession(nonce, key);
  return (await api.call(syncApi.session, { body: { stationId, nonce, signature } })).token;
}

/** One HTTP exchange with a body of known length over a kept connection. */
export function exchange(
  agent: Agent,
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: Uint8Array,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(
      url,
      { method, agent, headers: { ...headers, 'content-length': body.length } },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(pieces).toString() }),
        );
        answer.on('error', reject);
      },
    );
    call.on('error', reject);
    call.end(body);
  });
}
