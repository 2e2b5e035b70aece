/** Writes an export into a sink: every recording, then what the folder says of itself. */
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { ExportFinding } from '@rekam/domain';
import { encryptToRecipients } from '@rekam/protocol/packet/age-stream.ts';
import type { CentreExportManifest } from '@rekam/protocol/packet/centre-export.ts';
import { type MosipCentre, mosipPacket } from './mosip-packet.ts';
import { readMe } from './read-me.ts';
import { recordZip } from './record-zip.ts';
import type { Sink } from './sink.ts';
import type { OpenRecording } from './source.ts';
import type { ChosenExport } from './store.ts';

export interface WritingDeps {
  readonly open: OpenRecording;
  /** RSA; the centre believes exports by it. */
  readonly signWith: () => KeyObject;
  readonly office: () => Promise<{ readonly name: string; readonly regionCode: string }>;
}

export interface Written {
  readonly manifestSha256: string;
  /** Recordings that are in it. */
  readonly packetIds: readonly string[];
  readonly leftOut: Readonly<Partial<Record<ExportFinding, number>>>;
  readonly bytes: number;
}

/** `rekam-2026-11-26-0a1b2c3d`: no character that a stick's file system refuses. */
export const folderNameOf = ({ id, madeOn }: Pick<ChosenExport, 'id' | 'madeOn'>): string =>
  `rekam-${madeOn}-${id.slice(-8)}`;

/**
 * @param centre for the form `mosip`
 * @throws whatever the sink throws; nothing stays then
 */
export async function writeExport(
  deps: WritingDeps,
  chosen: ChosenExport,
  centre: MosipCentre | null,
  sink: Sink,
): Promise<Written> {
  try {
    return await writeAll(deps, chosen, centre, sink);
  } catch (error) {
    await sink.abandon();
    throw error;
  }
}

async function writeAll(
  deps: WritingDeps,
  chosen: ChosenExport,
  centre: MosipCentre | null,
  sink: Sink,
): Promise<Written> {
  const files: CentreExportManifest['files'] = [];
  const put = async (name: string, bytes: Uint8Array, packetId: string | null = null): Promise<void> => {
    await sink.put(name, bytes);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name, bytes: bytes.length, sha256, packetId });
  };
  let unreadable = 0;
  for (const { packetId, number } of chosen.recordings) {
    const file = await fileOf(deps, chosen, centre, packetId, number);
    if (file === null) unreadable += 1;
    else await put(file.name, file.bytes, packetId);
  }
  const packetIds = files.flatMap(({ packetId }) => (packetId === null ? [] : [packetId]));
  const leftOut = unreadable > 0 ? { ...chosen.leftOut, unreadable } : chosen.leftOut;
  const office = await deps.office();
  const key = deps.signWith();
  await put('office-key.pem', Buffer.from(publicPem(key)));
  await put('BACA-SAYA.txt', Buffer.from(readMe(chosen, packetIds.length, office.name)));
  const manifest: CentreExportManifest = {
    format: 'rekam.centre-export',
    version: 1,
    exportId: chosen.id,
    form: chosen.form,
    madeAt: chosen.madeAt,
    office: { name: office.name, regionCode: office.regionCode },
    sealedTo: chosen.sealedTo,
    counts: { recordings: packetIds.length, leftOut },
    files,
  };
  const signed = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  await sink.put('manifest.json.sig', sign('RSA-SHA256', signed, key));
  await sink.put('manifest.json', signed);
  await sink.end();
  return {
    manifestSha256: createHash('sha256').update(signed).digest('hex'),
    packetIds,
    leftOut,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

/** CTR40: one recording's file; null where it cannot be read, which the manifest counts. */
async function fileOf(
  { open, signWith }: WritingDeps,
  { form, sealedTo }: ChosenExport,
  centre: MosipCentre | null,
  packetId: string,
  number: number,
): Promise<{ name: string; bytes: Uint8Array } | null> {
  try {
    const opened = await open(packetId);
    if (opened === null) return null;
    if (form === 'mosip') {
      const { name, bytes } = mosipPacket(opened, centre!, number, signWith());
      return { name: `packets/${name}`, bytes };
    }
    const zip = recordZip(opened);
    if (sealedTo === null) return { name: `records/${packetId}.zip`, bytes: zip };
    return { name: `records/${packetId}.zip.age`, bytes: await encryptToRecipients(zip, [sealedTo]) };
  } catch {
    return null;
  }
}
