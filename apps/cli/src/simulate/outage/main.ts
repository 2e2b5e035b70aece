/**
 * `bin/rekam simulate outage`: a city of six counters, each its own process with its own devices, that lose one device
 * after the other, as Kupang did. Seconds from the device's death to the fault, the status and the public page.
 */
import type { WatchedKind } from '@rekam/domain';
import { counterApi, officeApi } from '@rekam/protocol';
import { startRunningOffice } from '@rekam/testkit/running-office.ts';
import { readOptions } from '../../options.ts';
import { tell } from '../../start/words.ts';
import { type City, openCity } from './city.ts';
import { holds, type OutageEvent, type OutageResult, printOutage } from './result.ts';

/** What dies, in this order: one counter after the other, each in another way. */
const deaths = [
  { kind: 'finger', fault: 'vanish' },
  { kind: 'iris', fault: 'not-ready' },
  { kind: 'finger', fault: 'half-open' },
  { kind: 'iris', fault: 'expired-certificate' },
  { kind: 'finger', fault: 'not-ready' },
  { kind: 'iris', fault: 'vanish' },
] as const satisfies readonly { readonly kind: WatchedKind; readonly fault: string }[];

/** How long each event may take before it counts as missed, s. */
const patienceSeconds = 120;
/** After the last event the city is watched for so long: nothing may open twice. */
const afterwardsMs = 30_000;

export async function simulateOutage(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, { json: { type: 'boolean' } });
  tell('Menyiapkan kantor dan enam loket …', 'Preparing an office and six counters …');
  const office = await startRunningOffice({ errors: 'ignore' });
  try {
    const city = await openCity(office, deaths.length);
    const events: OutageEvent[] = [];
    const warned = new Set<string>();
    for (const [index, death] of deaths.entries()) {
      const event = await runDeath(city, index, death);
      events.push(event);
      warned.add(await levelAt(city, deaths.length - 1 - index));
      tell(
        `${event.place}: kerusakan ${event.faultSeconds ?? '–'} d, halaman umum ${event.publicSeconds ?? '–'} d`,
        `${event.place}: fault ${event.faultSeconds ?? '–'} s, public page ${event.publicSeconds ?? '–'} s`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, afterwardsMs));
    const healed = await healOne(city);
    const result: OutageResult = {
      events,
      missed: events.filter(
        ({ faultSeconds, publicSeconds }) => faultSeconds === null || publicSeconds === null,
      ).length,
      doubled: await countDoubled(city),
      warnedAtTwo: warned.has('warning'),
      warnedAtOne: warned.has('emergency'),
      healed,
    };
    printOutage(result, values.json === true);
    return holds(result) ? 0 : 1;
  } finally {
    await office.stop();
  }
}

/** Lets one device die, and watches until the fault, the status and the public page say so. */
async function runDeath(
  city: City,
  index: number,
  { kind, fault }: (typeof deaths)[number],
): Promise<OutageEvent> {
  const counter = city.counters[index]!;
  const started = performance.now();
  await counter.control('fault', { type: kind, fault });
  const seen = { fault: null, status: null, public: null } as Record<
    'fault' | 'status' | 'public',
    number | null
  >;
  const looks = {
    fault: () => city.hasFault(counter, kind),
    status: async () => (await city.rekamAt(counter)).condition === 'stopped',
    public: () => city.pageSays(counter, 'Dihentikan sementara'),
  };
  const elapsed = () => Math.round((performance.now() - started) / 100) / 10;
  while (elapsed() < patienceSeconds && Object.values(seen).includes(null)) {
    for (const what of ['fault', 'status', 'public'] as const)
      if (seen[what] === null && (await looks[what]())) seen[what] = elapsed();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return {
    place: counter.placeName,
    device: kind,
    fault,
    faultSeconds: seen.fault,
    statusSeconds: seen.status,
    publicSeconds: seen.public,
  };
}

/** The level the head sees once so many counters are left; waits for it for a moment. */
async function levelAt({ head }: City, working: number): Promise<string> {
  for (let tries = 0; tries < 40; tries++) {
    const { reserve } = await head.call(officeApi.getServiceStatus, {});
    if (reserve.working === working) return reserve.level;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return 'late';
}

/** Faults and troubles beyond one for each dead device. */
async function countDoubled({ counters, faultsOf, head }: City): Promise<number> {
  const troubles = await head.call(officeApi.listTroubles, { query: { limit: 500 } });
  let extra = Math.max(0, troubles.length - deaths.length);
  for (const counter of counters) extra += Math.max(0, (await faultsOf(counter)) - 1);
  return extra;
}

/** The first device comes back: its fault closes by itself and the place is open again. Seconds; null when it did not. */
async function healOne(city: City): Promise<number | null> {
  const counter = city.counters[0]!;
  const started = performance.now();
  await counter.control('clear', { type: deaths[0].kind });
  await counter.api.call(counterApi.getState, {});
  while (performance.now() - started < 240_000) {
    const open = (await city.rekamAt(counter)).condition === 'open';
    if (open && !(await city.hasFault(counter, deaths[0].kind)))
      return Math.round((performance.now() - started) / 1000);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return null;
}
