/** Runs on a thread of its own: decrypts a packet, checks it, and writes its samples under a fresh key. */
import { randomBytes } from 'node:crypto';
import { closeSync, fdatasyncSync, fstatSync, openSync, readSync, renameSync, writevSync } from 'node:fs';
import type { UnreadableReason } from '@rekam/domain';
import type { Room } from '@rekam/protocol/packet/age-stream.ts';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';
import { openPacket, verifyPacketSignature } from '@rekam/protocol/packet/sealed-packet.ts';
import { letGo } from '@rekam/protocol/process/let-go.ts';
import { parsePublicKey } from '@rekam/protocol/sync/signing-key.ts';
import { answerOrders } from '../ports/thread-pool.ts';
import { encryptSamples } from './samples-file.ts';

export interface OpeningOrder {
  readonly packetId: string;
  readonly packetFile: string;
  readonly samplesFile: string;
  /** age identities of the office, newest first. */
  readonly identities: readonly string[];
  /** base64; the station that sent the packet. */
  readonly stationKey: string;
  readonly stationId: string;
}

export type OpeningResult =
  | { readonly readable: false; readonly problem: UnreadableReason }
  | {
      readonly readable: true;
      readonly manifest: Manifest;
      /** What the station signed, so that the signature can be checked again later. */
      readonly manifestBase64: string;
      readonly signatureBase64: string;
      /** 32 bytes; the samples file is useless without them. */
      readonly key: Uint8Array;
    };

/**
 * Opens one packet. The samples lie durably in their file when this resolves, but for the folder's entry.
 * @throws for trouble of the machine (no file, no space), which is tried again; what is wrong with the packet is a result
 */
export async function openOne(order: OpeningOrder): Promise<OpeningResult> {
  const opened = await openPacket(readSealed(order.packetFile), order.identities, openedRoom);
  if (!opened.ok) return { readable: false, problem: opened.code };
  const { manifest, manifestBytes, signature, samples } = opened.value;
  const key = parsePublicKey(order.stationKey);
  const genuine = key.ok && verifyPacketSignature(opened.value, key.value);
  if (!genuine || manifest.packetId !== order.packetId || manifest.station.id !== order.stationId)
    return { readable: false, problem: 'HELD_SIGNATURE_INVALID' };
  const recordingKey = randomBytes(32);
  const listed = manifest.samples.map(({ name, mediaType }) => ({
    name,
    mediaType,
    bytes: samples.get(name)!,
  }));
  const pieces = encryptSamples(order.packetId, listed, recordingKey);
  writeSamples(order.samplesFile, pieces);
  for (const piece of pieces) letGo(piece);
  return {
    readable: true,
    manifest,
    manifestBase64: Buffer.from(manifestBytes).toString('base64'),
    signatureBase64: Buffer.from(signature).toString('base64'),
    key: recordingKey,
  };
}

/** The thread has nothing else to do meanwhile, so it waits for the disk itself. */
function writeSamples(file: string, pieces: Buffer[]): void {
  const handle = openSync(`${file}.part`, 'w', 0o600);
  try {
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (writevSync(handle, pieces) < bytes) throw Object.assign(new Error('short write'), { code: 'ENOSPC' });
    fdatasyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(`${file}.part`, file);
}

/** A buffer for all packets of the thread; it grows to the largest. */
function makeRoom(): Room {
  let buffer = Buffer.alloc(0);
  return (bytes) => {
    if (buffer.length < bytes) buffer = Buffer.allocUnsafeSlow(bytes);
    return buffer.subarray(0, bytes);
  };
}
const sealedRoom = makeRoom();
const openedRoom = makeRoom();

function readSealed(file: string): Buffer {
  const handle = openSync(file, 'r');
  try {
    const { size } = fstatSync(handle);
    const sealed = sealedRoom(size);
    let at = 0;
    while (at < size) {
      const read = readSync(handle, sealed, at, size - at, at);
      if (read === 0) break;
      at += read;
    }
    return sealed.subarray(0, at);
  } finally {
    closeSync(handle);
  }
}

// One after the other: they share the buffers.
answerOrders(openOne);
