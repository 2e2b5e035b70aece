import type { KeyObject } from 'node:crypto';
import type { Outcome, PacketId, StationId } from '@rekam/domain';
import type { AnswerOf, BodyOf, Operation } from '@rekam/protocol/http/contract.ts';
import type { handoverSyncApi } from '@rekam/protocol/http/handover-counter-api.ts';
import { type PacketState, type SignedSettings, syncApi } from '@rekam/protocol/http/sync-api.ts';
import { signSession } from '@rekam/protocol/sync/session-proof.ts';
import type { LineInput, OfficeLine } from './office-line.ts';

export interface StationProof {
  readonly stationId: StationId;
  /** The station's Ed25519 private key. */
  readonly key: KeyObject;
}

type Answered<O extends Operation> = Promise<Outcome<AnswerOf<O>>>;

/** The office as an enrolled station speaks with it. Sessions are opened as they are needed. Nothing here throws. */
export interface OfficeClient {
  readonly heartbeat: (body: BodyOf<typeof syncApi.heartbeat>) => Answered<typeof syncApi.heartbeat>;
  readonly takeNote: (body: BodyOf<typeof syncApi.takeNote>) => Answered<typeof syncApi.takeNote>;
  readonly findHandover: (
    body: BodyOf<typeof handoverSyncApi.findHandover>,
  ) => Answered<typeof handoverSyncApi.findHandover>;
  readonly takeHandoverCapture: (
    body: BodyOf<typeof handoverSyncApi.takeHandoverCapture>,
  ) => Answered<typeof handoverSyncApi.takeHandoverCapture>;
  readonly settings: () => Promise<Outcome<SignedSettings>>;
  readonly directory: (after: number, limit: number) => Answered<typeof syncApi.directory>;
  readonly announce: (body: BodyOf<typeof syncApi.announce>) => Promise<Outcome<PacketState>>;
  readonly packetState: (packetId: PacketId) => Promise<Outcome<PacketState>>;
  readonly upload: (packetId: PacketId, offset: number, bytes: Uint8Array) => Promise<Outcome<PacketState>>;
}

/** A token is renewed when so much of its time is left, ms: an upload begun with it must not outlive it. */
const renewBeforeMs = 5 * 60_000;

/** @param monotonicMs milliseconds by a clock that nobody can set, so that a wrong clock never locks a station out */
export function makeOfficeClient(
  line: OfficeLine,
  { stationId, key }: StationProof,
  monotonicMs: () => number = () => performance.now(),
): OfficeClient {
  let token: { text: string; renewAtMs: number } | null = null;

  const openSession = async (): Promise<Outcome<string>> => {
    const challenge = await line.call(syncApi.challenge, { body: { stationId } });
    if (!challenge.ok) return challenge;
    const { nonce } = challenge.value;
    const body = { stationId, nonce, signature: signSession(nonce, key) };
    const session = await line.call(syncApi.session, { body });
    if (!session.ok) return session;
    const lifeMs = session.value.expiresInMs;
    token = {
      text: session.value.token,
      renewAtMs: monotonicMs() + Math.max(lifeMs - renewBeforeMs, lifeMs / 2),
    };
    return { ok: true, value: token.text };
  };

  const call = async <O extends Operation>(operation: O, input: LineInput<O>): Answered<O> => {
    for (let attempt = 1; ; attempt++) {
      const usable = token !== null && monotonicMs() < token.renewAtMs ? token.text : null;
      const session: Outcome<string> = usable !== null ? { ok: true, value: usable } : await openSession();
      if (!session.ok) return session;
      const answer = await line.call(operation, { ...input, token: session.value });
      // The office may have forgotten the session by a restart; one new one is worth a try.
      if (answer.ok || answer.code !== 'STATION_SESSION_NEEDED' || attempt > 1) return answer;
      token = null;
    }
  };

  return {
    heartbeat: (body) => call(syncApi.heartbeat, { body }),
    takeNote: (body) => call(syncApi.takeNote, { body }),
    findHandover: (body) => call(syncApi.findHandover, { body }),
    takeHandoverCapture: (body) => call(syncApi.takeHandoverCapture, { body }),
    settings: () => call(syncApi.settings, {}),
    directory: (after, limit) => call(syncApi.directory, { query: { after, limit } }),
    announce: (body) => call(syncApi.announce, { body }),
    packetState: (packetId) => call(syncApi.packetState, { params: { packetId } }),
    upload: (packetId, offset, bytes) =>
      call(syncApi.upload, { params: { packetId }, query: { offset }, bytes } as LineInput<
        typeof syncApi.upload
      >),
  };
}
