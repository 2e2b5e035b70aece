import type { Step } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { Recorded } from '@rekam/testkit/recording.ts';

export interface DayResult {
  /** Recordings that were to be made. */
  readonly asked: number;
  /** Sealed and told "recorded" to an operator. */
  readonly recorded: number;
  /** Of those, packets that the office has. */
  readonly received: number;
  /** Of those, opened, verified and counted. */
  readonly opened: number;
  /** Recorded and not at the office. */
  readonly lost: number;
  /** Recordings at the office beyond one for each recorded. */
  readonly duplicated: number;
  /** Median seconds by step, by the stations' clocks. */
  readonly secondsPerStep: Partial<Record<Step, number>>;
  /** Median size of a sealed packet. */
  readonly bytesPerPacket: number;
}

export const holds = (day: DayResult): boolean =>
  day.recorded === day.asked &&
  day.recorded === day.received &&
  day.received === day.opened &&
  day.lost === 0 &&
  day.duplicated === 0;

/** Compares what operators were told with what the office has; waits until the office has opened everything it received. */
export async function compareWithOffice(
  head: ApiClient,
  asked: number,
  recorded: readonly Recorded[],
  patienceMs: number,
): Promise<DayResult> {
  const until = performance.now() + patienceMs;
  let atOffice = await readOffice(head);
  while (
    performance.now() < until &&
    (atOffice.length < recorded.length || atOffice.some((row) => row.openedAt === null))
  ) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    atOffice = await readOffice(head);
  }
  const packets = new Set(atOffice.map((row) => row.packetId));
  const counted = new Set(atOffice.filter((row) => row.state === 'counted').map((row) => row.packetId));
  const received = recorded.filter((r) => packets.has(r.packetId)).length;
  return {
    asked,
    recorded: recorded.length,
    received,
    opened: recorded.filter((r) => counted.has(r.packetId)).length,
    lost: recorded.length - received,
    duplicated: atOffice.length - received,
    secondsPerStep: mediansByStep(recorded),
    bytesPerPacket: median(recorded.map((r) => r.bytes)),
  };
}

async function readOffice(head: ApiClient) {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = await head.call(officeApi.listEnrolments, {
      query: { limit: 200, ...(cursor ? { cursor } : {}) },
    });
    rows.push(...page.rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return rows;
}

function mediansByStep(recorded: readonly Recorded[]): Partial<Record<Step, number>> {
  const byStep = new Map<Step, number[]>();
  for (const { seconds } of recorded)
    for (const [step, value] of Object.entries(seconds) as [Step, number][])
      byStep.set(step, [...(byStep.get(step) ?? []), value]);
  return Object.fromEntries(
    [...byStep].map(([step, values]) => [step, Math.round(median(values) * 1000) / 1000]),
  );
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function printDay(day: DayResult, json: boolean): void {
  process.stderr.write(
    `${holds(day) ? '✓' : '✗'} terekam ${day.recorded} dari ${day.asked}, diterima ${day.received}, dibuka ${day.opened}, hilang ${day.lost}, ganda ${day.duplicated}\n` +
      `  recorded ${day.recorded} of ${day.asked}, received ${day.received}, opened ${day.opened}, lost ${day.lost}, duplicated ${day.duplicated}\n`,
  );
  if (json) process.stdout.write(`${JSON.stringify(day)}\n`);
}
