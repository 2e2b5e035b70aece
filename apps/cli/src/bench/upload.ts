/** `bin/rekam bench upload`: packets of 2 MB a second received and opened, beside a bare receiver of the same bytes. */
import { Agent } from 'node:http';
import { join } from 'node:path';
import { officeApi } from '@rekam/protocol';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation, exchange } from '@rekam/testkit/bare-station.ts';
import { type MadePacket, makePacket } from '@rekam/testkit/packet-maker.ts';
import { type RunningOffice, startRunningOffice } from '@rekam/testkit/running-office.ts';
import { numberOption, readOptions } from '../options.ts';
import { root } from '../programs.ts';
import { tell } from '../start/words.ts';

const packetBytes = 2_000_000;
/** Stations at once, and packets each sends: enough for seconds of work, little enough for memory. */
const rounds = [
  { stations: 1, each: 40 },
  { stations: 6, each: 12 },
  { stations: 30, each: 6 },
] as const;
/** Floors of the project: half of the bare receiver at 30 stations, and 40 opened a second on two cores. */
const leastRatio = 0.5;
const leastOpenedPerSecond = 40;

interface Round {
  readonly stations: number;
  readonly packets: number;
  readonly receivedPerSecond: number;
  readonly barePerSecond: number;
  readonly ratioToBare: number;
  /** From the first byte sent to the last packet opened. */
  readonly openedPerSecond: number;
}

export async function benchUpload(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, { json: { type: 'boolean' }, 'packet-bytes': { type: 'string' } });
  const bytes = numberOption('packet-bytes', values['packet-bytes'], packetBytes, 1000, 50_000_000);
  const office = await startRunningOffice({ errors: 'ignore', devices: false });
  const bare = startProgram(join(root, 'apps/cli/src/bench/bare-receiver.ts'), [join(office.folder, 'bare')]);
  try {
    const bareUrl = String((await bare.waitFor((e) => e.event === 'listening')).url);
    const administrator = await office.signedIn('administrator');
    const head = await office.signedIn('head');
    const stations = await enrolAll(office, administrator, Math.max(...rounds.map((r) => r.stations)));
    const results: Round[] = [];
    let serial = 1;
    for (const round of rounds) {
      tell(
        `${round.stations} loket, ${round.stations * round.each} paket …`,
        `${round.stations} stations, ${round.stations * round.each} packets …`,
      );
      const loads = await prepare(stations.slice(0, round.stations), round.each, serial, bytes);
      serial += round.stations * round.each;
      results.push(await runRound(loads, bareUrl, head));
    }
    return report(results, values.json === true);
  } finally {
    await bare.stop();
    await office.stop();
  }
}

interface Load {
  readonly station: BareStation;
  readonly packets: readonly MadePacket[];
}

async function enrolAll(
  office: RunningOffice,
  administrator: ApiClient,
  count: number,
): Promise<BareStation[]> {
  const [place] = await administrator.call(officeApi.listPlaces, {});
  const stations: BareStation[] = [];
  for (let i = 1; i <= count; i++) {
    const { code } = await administrator.call(officeApi.makeStationCode, {
      body: { placeId: place!.id, name: `Loket ${i}` },
    });
    stations.push(await BareStation.enrol(office.url, code));
  }
  return stations;
}

/** Sealing is the stations' work and stays outside the measured time. */
async function prepare(
  stations: BareStation[],
  each: number,
  firstSerial: number,
  bytes: number,
): Promise<Load[]> {
  const loads: Load[] = [];
  let serial = firstSerial;
  for (const station of stations) {
    const packets: MadePacket[] = [];
    for (let i = 0; i < each; i++)
      packets.push(
        await makePacket({
          settings: station.settings,
          stationKey: station.key,
          serial: serial++,
          sampleBytes: bytes,
        }),
      );
    loads.push({ station, packets });
  }
  return loads;
}

async function runRound(loads: Load[], bareUrl: string, head: ApiClient): Promise<Round> {
  const packets = loads.reduce((sum, load) => sum + load.packets.length, 0);
  const bareMs = await timed(() => Promise.all(loads.map((load) => sendBare(bareUrl, load.packets))));
  const openedBefore = await openedCount(head);
  const started = performance.now();
  const receivedMs = await timed(() =>
    Promise.all(
      loads.map(async ({ station, packets: own }) => {
        for (const packet of own) {
          const state = await station.send(packet);
          if (state.state !== 'received' || !state.receipt)
            throw new Error(`not received: ${state.state} ${state.problem}`);
        }
      }),
    ),
  );
  while ((await openedCount(head)) < openedBefore + packets) {
    if (performance.now() - started > 300_000)
      throw new Error('the office did not open all packets within five minutes');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const openedMs = performance.now() - started;
  const receivedPerSecond = perSecond(packets, receivedMs);
  const barePerSecond = perSecond(packets, bareMs);
  return {
    stations: loads.length,
    packets,
    receivedPerSecond,
    barePerSecond,
    ratioToBare: round(receivedPerSecond / barePerSecond),
    openedPerSecond: perSecond(packets, openedMs),
  };
}

async function sendBare(url: string, packets: readonly MadePacket[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const packet of packets) {
    const { status, text } = await exchange(
      agent,
      new URL(url),
      'PUT',
      { 'content-type': 'application/octet-stream' },
      packet.bytes,
    );
    if (status !== 200 || !text.includes(packet.sha256))
      throw new Error(`the bare receiver failed: ${status}`);
  }
  agent.destroy();
}

async function openedCount(head: ApiClient): Promise<number> {
  const { counts } = await head.call(officeApi.listEnrolments, { query: { limit: 1 } });
  return counts.counted + counts.held + counts['set-aside'];
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const perSecond = (count: number, ms: number): number => round((count * 1000) / ms);
const round = (value: number): number => Math.round(value * 100) / 100;

function report(results: Round[], json: boolean): number {
  const many = results.at(-1)!;
  const held = many.ratioToBare >= leastRatio && many.openedPerSecond >= leastOpenedPerSecond;
  for (const r of results)
    process.stderr.write(
      `${String(r.stations).padStart(3)} stations: received ${r.receivedPerSecond}/s, bare ${r.barePerSecond}/s, ratio ${r.ratioToBare}, opened ${r.openedPerSecond}/s\n`,
    );
  if (json)
    process.stdout.write(
      `${JSON.stringify({ packetBytes, rounds: results, ratioToBare: many.ratioToBare, openedPerSecond: many.openedPerSecond, held })}\n`,
    );
  return held ? 0 : 1;
}
