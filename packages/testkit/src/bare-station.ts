/** A station reduced to its wire: enrols, proves itself, announces and uploads. For benches; the real one has a spool. */

import type { KeyObject } from 'node:crypto';
import { Agent, request } from 'node:http';
import { type PacketState, type StationSettings, syncApi } from '@rekam/protocol';
import { signSession } from '@rekam/protocol/sync/session-proof.ts';
import { makeSigningKey, publicKeyToBase64 } from '@rekam/protocol/sync/signing-key.ts';
import { ApiClient } from './api-client.ts';
import type { MadePacket } from './packet-maker.ts';

export class BareStation {
  readonly key: KeyObject;
  readonly settings: StationSettings;
  readonly #url: string;
  /** Session token, for requests that a test makes by hand. */
  readonly token: string;
  /** The office's receipt key, base64. */
  readonly receiptKey: string;
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

  static async enrol(url: string, code: string): Promise<BareStation> {
    const api = new ApiClient(url);
    const key = makeSigningKey();
    const { stationId, settings, receiptKey } = await api.call(syncApi.enrol, {
      body: { code, publicKey: publicKeyToBase64(key), softwareVersion: '0.1.0' },
    });
    const { nonce } = await api.call(syncApi.challenge, { body: { stationId } });
    const { token } = await api.call(syncApi.session, {
      body: { stationId, nonce, signature: signSession(nonce, key) },
    });
    return new BareStation(url, key, settings.value, token, receiptKey.publicKey);
  }

  /** Announces and uploads in one go. @returns the office's last word, with the receipt when it came */
  async send(packet: MadePacket): Promise<PacketState> {
    const { packetId, sha256, sealedAt } = packet;
    const announced = await this.#exchange(
      'POST',
      syncApi.announce.path,
      'application/json',
      Buffer.from(JSON.stringify({ packetId, sha256, bytes: packet.bytes.length, sealedAt })),
    );
    if (announced.state !== 'wanted') return announced;
    const path = `${syncApi.upload.path.replace(':packetId', packetId)}?offset=${announced.uploadedBytes}`;
    return this.#exchange(
      'PUT',
      path,
      'application/octet-stream',
      packet.bytes.subarray(announced.uploadedBytes),
    );
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
