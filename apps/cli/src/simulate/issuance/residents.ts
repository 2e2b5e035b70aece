import {
  ageOn,
  type Biodata,
  type CardGround,
  type CentreStatus,
  daysLater,
  type PlainDate,
} from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { demoCity, demoCityWish } from '@rekam/testkit/demo-city/demo-city.ts';
import { inventResidents } from '@rekam/testkit/demo-city/invented-resident.ts';
import { readKupang } from '@rekam/testkit/demo-city/kupang.ts';
import { csvLine, residentCsvColumns, residentCsvFields } from '@rekam/testkit/demo-city/resident-csv.ts';
import { todayInKupang } from '@rekam/testkit/demo-city/today.ts';
import { type Hand, handOf } from './hands.ts';

/** Somebody who is recorded, and what is to become of that. */
export interface Applicant {
  readonly biodata: Biodata;
  readonly hand: Hand;
  readonly recordedDaysAgo: number;
  /** What the centre will say of the recording, and the day it speaks of. */
  readonly word: CentreStatus;
  readonly saidOn: PlainDate;
  /** Why they ask for a card themselves, before the centre has spoken; null: they are taken up once it has. */
  readonly asks: CardGround | null;
  readonly wantsLetter: boolean;
  readonly fetching: Fetching;
}

/**
 * How a card is fetched. `finger`: known by the first touch. `second-touch`: a wrong finger first. `stranger`: no touch
 * is theirs, and two officers decide. `no-print`: no finger was recorded, and questions are asked. `twice`: two clerks
 * hand the card over at once. `not`: nobody comes.
 */
export type Fetching = 'finger' | 'second-touch' | 'stranger' | 'no-print' | 'twice' | 'not';

/** Age from which a card is printed, years (UU 24/2013 art. 63). */
const cardAge = 17;
/** Of ten invented residents about seven are old enough. */
const inventedForEach = 2;
/** Recordings lie so many different days back: the print order has something to decide. */
const daysOfRecording = 15;

/** So many grown-ups of Kupang whom nobody has recorded, in the office's register. */
export async function registerApplicants(administrator: ApiClient, count: number): Promise<Applicant[]> {
  const today = todayInKupang();
  const invented = inventResidents({
    seed: 'issuance',
    count: count * inventedForEach,
    city: await readKupang(),
    today,
  });
  const { residents: neighbours } = await demoCity({ ...demoCityWish, today });
  const taken = new Set(neighbours.map(({ biodata }) => biodata.nik));
  const grownUps = [...invented]
    .filter(
      ({ biodata }) =>
        biodata.nationality === 'WNI' &&
        ageOn(biodata.birthDate, today) >= cardAge &&
        !taken.has(biodata.nik),
    )
    .slice(0, count)
    .map(({ biodata }) => ({ biodata, recorded: null }));
  const lines = [residentCsvColumns, ...grownUps.map(residentCsvFields)].map((fields) => csvLine(fields));
  const read = await administrator.upload(officeApi.importResidents, lines.join(''), {
    fileName: 'penduduk.csv',
  });
  if (grownUps.length < count || read.bad > 0)
    throw new Error(`the register took ${read.lines - read.bad} of ${count} residents`);
  return grownUps.map(({ biodata }, index) => {
    const recordedDaysAgo = 1 + ((index * 7) % daysOfRecording);
    return {
      biodata,
      hand: handOf(index, count),
      recordedDaysAgo,
      word: wordOf(index),
      saidOn: daysLater(today, 1 - recordedDaysAgo),
      asks: asksOf(index),
      wantsLetter: index % 10 !== 4,
      fetching: fetchingOf(index),
    };
  });
}

/** Of twenty recordings one is still looked at by the centre and one it calls double; the others can be printed. */
function wordOf(index: number): CentreStatus {
  if (index % 20 === 3) return 'PROCESSING';
  return index % 20 === 7 ? 'DUPLICATE_RECORD' : 'PRINT_READY_RECORD';
}

function asksOf(index: number): CardGround | null {
  const grounds: Readonly<Record<number, CardGround>> = { 1: 'disaster', 2: 'lost', 5: 'damaged' };
  return grounds[index % 10] ?? null;
}

function fetchingOf(index: number): Fetching {
  const rare: Readonly<Record<number, Fetching>> = {
    1: 'twice',
    6: 'second-touch',
    8: 'no-print',
    11: 'stranger',
    13: 'not',
    16: 'second-touch',
  };
  return rare[index % 20] ?? 'finger';
}

export const isReady = ({ word }: Applicant): boolean => word === 'PRINT_READY_RECORD';
