/**
 * What lies on a stick that carries packets to the office and receipts back.
 *
 *   DIR/rekam/packets/<packetId>.rekam    the sealed packet, as it lay in the spool
 *   DIR/rekam/packets/<packetId>.json     `stickPacket`: what a station would have announced
 *   DIR/rekam/receipts/<packetId>.json    the office's signed receipt (`signedReceipt`)
 *
 * A `.rekam` file counts only together with its `.json`, which is written last.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { id, instant, sha256Hex } from '../http/parts.ts';

export const stickPacket = z.object({
  packetId: id,
  stationId: id,
  sha256: sha256Hex,
  bytes: z.number().int().min(1),
  sealedAt: instant,
});
export type StickPacket = z.output<typeof stickPacket>;

export const packetsOnStick = (stick: string): string => join(stick, 'rekam', 'packets');
export const receiptsOnStick = (stick: string): string => join(stick, 'rekam', 'receipts');
