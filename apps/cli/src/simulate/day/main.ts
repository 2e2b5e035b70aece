/** `bin/rekam simulate day`: an office and its stations in a temporary folder, and a day's recordings through their real APIs. */
import { ageOn, dayAt, defaultEnrolmentPolicy, timeZones, toInstant } from '@rekam/domain';
import { counterApi } from '@rekam/protocol';
import { demoCity, demoCityWish } from '@rekam/testkit/demo-city/demo-city.ts';
import { type Recorded, recordResident } from '@rekam/testkit/recording.ts';
import {
  type RunningOffice,
  type RunningStation,
  startRunningOffice,
} from '@rekam/testkit/running-office.ts';
import { numberOption, readOptions } from '../../options.ts';
import { tell } from '../../start/words.ts';
import { compareWithOffice, holds, printDay } from './result.ts';

/** How long the office may take to open what it received, ms. */
const openingPatienceMs = 120_000;

export async function simulateDay(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    stations: { type: 'string' },
    recordings: { type: 'string' },
    json: { type: 'boolean' },
  });
  const stationCount = numberOption('stations', values.stations, 3, 1, 12);
  const recordingCount = numberOption('recordings', values.recordings, 60, 1, 2000);
  tell(
    'Menyiapkan kantor dan loket dalam folder sementara …',
    'Preparing an office and stations in a temporary folder …',
  );
  const office = await startRunningOffice({ errors: 'ignore' });
  try {
    const queues = await queuesOf(stationCount, recordingCount);
    const stations: RunningStation[] = [];
    for (const { regionCode } of queues)
      stations.push(await office.addStation({ regionCode, seed: `day-${stations.length}` }));
    const recorded = await recordAll(office, stations, queues, recordingCount);
    const head = await office.signedIn('head');
    const day = await compareWithOffice(head, recordingCount, recorded, openingPatienceMs);
    printDay(day, values.json === true);
    return holds(day) ? 0 : 1;
  } finally {
    await office.stop();
  }
}

interface Queue {
  readonly regionCode: string;
  /** Residents of the kecamatan who are old enough and not recorded yet. */
  readonly niks: readonly string[];
}

/** One queue a station; stations in the same kecamatan share its residents without overlap. */
async function queuesOf(stations: number, recordings: number): Promise<Queue[]> {
  const today = dayAt(toInstant(Date.now()), timeZones.WITA.offsetMinutes);
  const { residents } = await demoCity({ ...demoCityWish, today });
  const waiting = residents.filter(
    (r) => r.recorded === null && ageOn(r.biodata.birthDate, today) >= defaultEnrolmentPolicy.cardAge,
  );
  const kecamatan = ['53.71.01', '53.71.02', '53.71.03', '53.71.04', '53.71.05', '53.71.06'];
  return Array.from({ length: stations }, (_, index) => {
    const regionCode = kecamatan[index % kecamatan.length]!;
    const own = waiting
      .filter((r) => r.biodata.kelurahanCode.startsWith(regionCode))
      .map((r) => r.biodata.nik);
    const sharing = Math.ceil((stations - (index % kecamatan.length)) / kecamatan.length);
    const niks = own.filter((_, i) => i % sharing === Math.floor(index / kecamatan.length));
    return { regionCode, niks: niks.slice(0, Math.ceil(recordings / stations)) };
  });
}

/** The stations work side by side, each through its own queue. */
async function recordAll(
  office: RunningOffice,
  stations: RunningStation[],
  queues: Queue[],
  count: number,
): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  let begun = 0;
  await Promise.all(
    stations.map(async (station, index) => {
      const { username, password } = office.account('operator');
      const supervisor = office.account('supervisor');
      const approver =
        supervisor.pin === null ? null : { username: supervisor.username, pin: supervisor.pin };
      await station.api.call(counterApi.signIn, { body: { username, password } });
      await directoryArrived(station);
      for (const nik of queues[index]!.niks) {
        if (begun++ >= count) return;
        recorded.push(await recordResident(station.api, nik, nik, approver));
        tell(`${recorded.length}/${count} terekam`, `${recorded.length}/${count} recorded`);
      }
    }),
  );
  return recorded;
}

/** Residents arrive at a station after its first sign-in; until then nobody is known. */
async function directoryArrived(station: RunningStation): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    const { directory } = await station.api.call(counterApi.getState, {});
    if (directory.residents > 0 && !directory.syncing) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the residents did not arrive at the station within a minute');
}
