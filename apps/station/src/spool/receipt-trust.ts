import type { KeyObject } from 'node:crypto';
import type { StationId } from '@rekam/domain';
import type { SignedReceipt } from '@rekam/protocol/http/sync-api.ts';
import { verifySigned } from '@rekam/protocol/sync/signed.ts';
import type { PacketNotes } from './packet-notes.ts';

/** Whose receipts this station believes. */
export interface ReceiptTrust {
  readonly stationId: StationId;
  /** Receipt keys of the office, Ed25519. */
  readonly keys: readonly KeyObject[];
}

/** Whether the office receipted exactly this packet from this station. */
export function believesReceipt(trust: ReceiptTrust, receipt: SignedReceipt, notes: PacketNotes): boolean {
  const { packetId, stationId, sha256, bytes } = receipt.value;
  return (
    packetId === notes.packetId &&
    stationId === trust.stationId &&
    sha256 === notes.sha256 &&
    bytes === notes.bytes &&
    trust.keys.some((key) => verifySigned('rekam/receipt/1', receipt, key))
  );
}
