/** `node apps/station/src/spool/commands.ts list|verify|export|import [STICK] --data DIR [--json]`, for a person at a terminal. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { alarmOf, type Outcome, type StationId, spoolStates, toInstant } from '@rekam/domain';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { parsePublicKey } from '@rekam/protocol/sync/signing-key.ts';
import { z } from 'zod';
import { realFileSystem as fs } from '../storage/real-file-system.ts';
import { findInFolder, verifySpool } from './found-packets.ts';
import type { SpoolEntry } from './packet-notes.ts';
import type { ReceiptTrust } from './receipt-trust.ts';
import { takeSpool } from './spool.ts';
import { bringReceipts, exportTo, takeArrived } from './stick.ts';

/** What a command found, for programs (`json`) and for people (`lines`), and whether all is well. */
interface Report {
  readonly json: object;
  readonly lines: readonly string[];
  readonly well: boolean;
}

const identityFile = z.object({ stationId: z.string(), receiptKey: z.object({ publicKey: z.string() }) });
const verbs = ['list', 'verify', 'export', 'import'];
/** Hours after which an unsent packet alarms where no policy is at hand. */
const usualAlarm = { alarmAfterHours: 24 };

export async function runSpoolCommand(argv: readonly string[], now: number = Date.now()): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { data: { type: 'string' }, json: { type: 'boolean' } },
    allowPositionals: true,
  });
  const [verb = '', stick] = positionals;
  const data = resolve(values.data ?? 'data/station');
  const report = await reportOf(verb, data, stick === undefined ? undefined : resolve(stick), now);
  if (report === undefined) {
    process.stderr.write('spool list|verify|export STICK|import STICK --data DIR [--json]\n');
    return 64;
  }
  for (const line of report.lines) (values.json ? process.stderr : process.stdout).write(`${line}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify(report.json)}\n`);
  return report.well ? 0 : 1;
}

async function reportOf(
  verb: string,
  data: string,
  stick: string | undefined,
  now: number,
): Promise<Report | undefined> {
  const spool = join(data, 'spool');
  // A folder that was mistyped holds no packets; that must not be heard as "nothing waits".
  if (verbs.includes(verb) && !existsSync(spool)) return refusal('SPOOL_NOT_HERE', { folder: data });
  if (verb === 'list') return list(spool, now);
  if (verb === 'verify') return verify(spool);
  if (stick === undefined || !verbs.includes(verb)) return undefined;
  const trust = readTrust(data);
  if (trust === undefined) return refusal('STATION_NOT_ENROLLED');
  return verb === 'export' ? carryAway(spool, trust, stick) : bringIn(spool, trust, stick);
}

async function list(spool: string, now: number): Promise<Report> {
  // What moves on while this looks is found in two folders, and counted in the later one.
  const found = new Map<string, SpoolEntry>();
  for (const state of spoolStates)
    for (const { packetId, notes } of (await findInFolder(fs, spool, state)).packets)
      found.set(packetId, { ...notes, state });
  const entries = [...found.values()].toSorted((a, b) => (a.packetId < b.packetId ? -1 : 1));
  const alarm = alarmOf(entries, toInstant(now), usualAlarm);
  const count = (state: string) => entries.filter((entry) => entry.state === state).length;
  const packets = entries.map(
    ({ packetId, state, sealedAt, bytes, attempts, nextTryAt, problem, ...rest }) => ({
      packetId,
      state,
      sealedAt,
      ageMs: Math.max(0, now - Date.parse(sealedAt)),
      bytes,
      attempts,
      nextTryAt,
      problem: problem && { code: problem.code, sentence: sentenceOf(problem.code, problem.details) },
      receivedAt: rest.receipt?.value.receivedAt ?? null,
      backedUpSince: rest.backedUpSince,
    }),
  );
  const counts = { outbox: count('outbox'), sent: count('sent'), held: count('held') };
  const lines = packets.map((packet) => {
    const size = `${(packet.bytes / 1e6).toFixed(1)} MB`;
    const why = packet.problem
      ? `\n    ${packet.problem.sentence.id}\n    ${packet.problem.sentence.en}`
      : '';
    return `${packet.state.padEnd(6)} ${packet.packetId}  ${ageOf(packet.ageMs).padStart(6)}  ${size.padStart(8)}${why}`;
  });
  lines.push(
    `${counts.outbox} menunggu, ${counts.sent} terkirim, ${counts.held} ditahan · ${counts.outbox} waiting, ${counts.sent} sent, ${counts.held} held`,
  );
  if (alarm.alarm)
    lines.push(
      `! Yang tertua belum terkirim sejak ${ageOf(alarm.oldestAgeMs)} · the oldest has waited ${ageOf(alarm.oldestAgeMs)}`,
    );
  return { json: { packets, ...counts, alarm: alarm.alarm }, lines, well: true };
}

async function verify(spool: string): Promise<Report> {
  const { packets, foreign } = await verifySpool(fs, spool);
  const damaged = packets.filter(({ problem }) => problem !== null).map(({ packetId }) => packetId);
  const notesLost = packets.filter((packet) => packet.notesLost).map(({ packetId }) => packetId);
  const { id, en } = sentenceOf('SPOOL_PACKET_DAMAGED');
  const lines = [
    `${packets.length} paket diperiksa, ${damaged.length} rusak · ${packets.length} packets checked, ${damaged.length} damaged`,
    ...damaged.map((packetId) => `  ✗ ${packetId}\n    ${id}\n    ${en}`),
    ...notesLost.map(
      (packetId) =>
        `  ? ${packetId}: catatan hilang, dibuat ulang saat loket dibuka · notes lost, made again at opening`,
    ),
    ...foreign.map((name) => `  ? ${name}: bukan berkas Rekam · not a file of Rekam`),
  ];
  return {
    json: { checked: packets.length, damaged, notesLost, foreign },
    lines,
    well: damaged.length === 0,
  };
}

const whereToCarry = [
  'Bawa flashdisk ke kantor: bin/rekam spool import FLASHDISK di sana. Tanda terimanya kembali lewat flashdisk yang sama.',
  'Take the stick to the office: bin/rekam spool import STICK there. The receipts come back on it.',
];
const nothingToCarry = [
  'Tidak ada paket yang menunggu dikirim; flashdisk tidak perlu dibawa.',
  'No packet waits to be sent; there is no need to carry the stick.',
];

async function carryAway(spool: string, { stationId }: ReceiptTrust, stick: string): Promise<Report> {
  const exported = await exportTo(fs, spool, stationId, stick);
  if (!exported.ok) return refusalOf(exported);
  const { copied, already, damaged } = exported.value;
  const nothing = copied.length + already.length + damaged.length === 0;
  const lines = [
    `${copied.length} paket disalin, ${already.length} sudah ada di flashdisk · ${copied.length} packets copied, ${already.length} already on the stick`,
    ...(nothing ? nothingToCarry : whereToCarry),
    ...damaged.map((packetId) => `  ✗ ${packetId}: ${sentenceOf('SPOOL_PACKET_DAMAGED').id}`),
  ];
  return {
    json: { copied: copied.length, already: already.length, damaged },
    lines,
    well: damaged.length === 0,
  };
}

/** A running station takes the receipts in at its next round; otherwise it is done here. */
async function bringIn(spool: string, trust: ReceiptTrust, stick: string): Promise<Report> {
  const brought = await bringReceipts(fs, spool, stick);
  if (!brought.ok) return refusalOf(brought);
  const taken = await takeSpool({ fs, folder: spool, trust });
  if (!taken.ok)
    return {
      json: { brought: brought.value, received: null, refused: [] },
      lines: [
        `${brought.value} tanda terima diserahkan ke loket yang sedang berjalan · ${brought.value} receipts handed to the running station`,
      ],
      well: true,
    };
  const { received, refused } = await takeArrived(fs, spool, taken.value.spool).finally(taken.value.release);
  return {
    json: { brought: brought.value, received: received.length, refused },
    lines: [
      `${received.length} paket diterima kantor, ${refused.length} tanda terima ditolak · ${received.length} packets receipted, ${refused.length} receipts refused`,
      ...refused.map(
        ({ packetId, code }) => `  ✗ ${packetId}: ${sentenceOf(code).id} · ${sentenceOf(code).en}`,
      ),
    ],
    well: refused.length === 0,
  };
}

function readTrust(data: string): ReceiptTrust | undefined {
  const file = join(data, 'station.json');
  if (!existsSync(file)) return undefined;
  const { stationId, receiptKey } = identityFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  const key = parsePublicKey(receiptKey.publicKey);
  return { stationId: stationId as StationId, keys: key.ok ? [key.value] : [] };
}

function refusal(code: string, details?: Readonly<Record<string, string | number>>): Report {
  const sentence = sentenceOf(code, details);
  return { json: { refused: code, sentence }, lines: [`✗ ${sentence.id}`, `  ${sentence.en}`], well: false };
}

const refusalOf = (outcome: Extract<Outcome<never>, { ok: false }>): Report =>
  refusal(outcome.code, outcome.details);

const ageOf = (ms: number): string =>
  ms < 3_600_000
    ? `${Math.floor(ms / 60_000)} min`
    : ms < 172_800_000
      ? `${Math.floor(ms / 3_600_000)} h`
      : `${Math.floor(ms / 86_400_000)} d`;

if (import.meta.main) process.exitCode = await runSpoolCommand(process.argv.slice(2));
