/** Residents who do not exist, family by family, the same for the same seed. */
import {
  ageOn,
  type Biodata,
  bloodGroups,
  type MaritalStatus,
  makeNik,
  type PlainDate,
  partsOf,
  plainDate,
  type RecordedStatus,
  type Religion,
  type Sex,
} from '@rekam/domain';
import { inventClan, inventName } from './invented-names.ts';
import { adultOccupations, birthPlaces, type City, oldKupangRegions, streets } from './kupang.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

export interface InventedResident {
  readonly biodata: Biodata;
  /** What an earlier source says of a recording; null when it says nothing. */
  readonly recorded: RecordedStatus | null;
}

export interface ResidentWish {
  readonly seed: number | string;
  readonly count: number;
  readonly city: City;
  /** Day on which the ages hold; nobody is born after it. */
  readonly today: PlainDate;
}

interface Family {
  readonly cardNumber: string;
  readonly clan: string;
  readonly religion: Religion;
  readonly kelurahanCode: string;
  readonly address: string;
  readonly rt: string;
  readonly rw: string;
}

interface Member {
  readonly age: number;
  readonly sex: Sex;
  readonly maritalStatus: MaritalStatus;
}

/** `count` residents. NIKs are unique within one run; some of their digits disagree with birth date or sex, as in life. */
export function* inventResidents(wish: ResidentWish): Generator<InventedResident> {
  const random = seededRandom(wish.seed);
  const serials = new Map<string, number>();
  let made = 0;
  for (let number = 0; made < wish.count; number++) {
    const family = inventFamily(random, wish.city, number);
    for (const member of inventMembers(random)) {
      if (made++ >= wish.count) return;
      yield inventMember(random, wish, family, member, serials);
    }
  }
}

function inventFamily(random: SeededRandom, city: City, number: number): Family {
  const kelurahanCode = random.pick(city.kelurahan).code;
  const region = kelurahanCode.replaceAll('.', '').slice(0, 6);
  const issued = `${two(1 + random.below(28))}${two(1 + random.below(12))}${two(5 + random.below(20))}`;
  const street = `JL. ${random.pick(streets)} ${romanOf(1 + random.below(4))}`.trim();
  return {
    cardNumber: `${region}${issued}${String(1 + (number % 9999)).padStart(4, '0')}`,
    clan: inventClan(random),
    religion: inventReligion(random),
    kelurahanCode,
    address: random.chance(0.8) ? `${street} NO. ${1 + random.below(180)}` : street,
    rt: String(1 + random.below(40)).padStart(3, '0'),
    rw: String(1 + random.below(14)).padStart(3, '0'),
  };
}

function inventReligion(random: SeededRandom): Religion {
  const at = random.fraction();
  if (at < 0.6) return 'KRISTEN';
  if (at < 0.86) return 'KATHOLIK';
  if (at < 0.97) return 'ISLAM';
  if (at < 0.985) return 'HINDU';
  return at < 0.995 ? 'BUDHA' : 'KEPERCAYAAN TERHADAP TUHAN YME';
}

/** One in six lives alone; otherwise a couple or a widowed parent with children, many of whom come of age these years. */
function inventMembers(random: SeededRandom): Member[] {
  const sex = (): Sex => (random.chance(0.5) ? 'LAKI-LAKI' : 'PEREMPUAN');
  if (random.chance(0.17)) {
    const age = 18 + random.below(60);
    return [{ age, sex: sex(), maritalStatus: age > 60 ? 'CERAI MATI' : 'BELUM KAWIN' }];
  }
  const headAge = 24 + random.below(45);
  const parent = random.fraction();
  const alone: MaritalStatus | null = parent < 0.07 ? 'CERAI MATI' : parent < 0.11 ? 'CERAI HIDUP' : null;
  const headSex: Sex = alone && random.chance(0.7) ? 'PEREMPUAN' : 'LAKI-LAKI';
  const members: Member[] = [{ age: headAge, sex: headSex, maritalStatus: alone ?? 'KAWIN' }];
  // A spouse of sixteen is rare and legal for an earlier marriage: the married may be recorded at any age.
  const spouseAge = random.chance(0.003) ? 16 : Math.max(18, headAge - 4 + random.below(7));
  if (!alone) members.push({ age: spouseAge, sex: 'PEREMPUAN', maritalStatus: 'KAWIN' });
  for (let left = random.below(5); left > 0; left--) {
    const eldest = Math.max(1, headAge - 18);
    const wanted = random.chance(0.35) ? 15 + random.below(4) : random.below(26);
    members.push({ age: Math.min(wanted, eldest), sex: sex(), maritalStatus: 'BELUM KAWIN' });
  }
  return members;
}

function inventMember(
  random: SeededRandom,
  { city, today }: ResidentWish,
  family: Family,
  { age, sex, maritalStatus }: Member,
  serials: Map<string, number>,
): InventedResident {
  const birthDate = inventBirthDate(random, age, today);
  const name = inventName(random, { sex, religion: family.religion, clan: family.clan });
  const biodata: Biodata = {
    nik: inventNik(random, city, { birthDate, sex, kelurahanCode: family.kelurahanCode }, serials),
    familyCardNumber: family.cardNumber,
    name,
    birthPlace: random.pick(birthPlaces),
    birthDate,
    sex,
    bloodGroup: random.chance(0.55) ? '-' : random.pick(bloodGroups),
    religion: family.religion,
    maritalStatus,
    occupation: inventOccupation(random, age),
    nationality: 'WNI',
    address: family.address,
    rt: family.rt,
    rw: family.rw,
    kelurahanCode: family.kelurahanCode,
  };
  return { biodata, recorded: inventRecorded(random, ageOn(birthDate, today), today) };
}

function inventBirthDate(random: SeededRandom, age: number, today: PlainDate): PlainDate {
  const { year, month, day } = partsOf(today);
  const daysBack = Math.floor(age * 365.25) + random.below(365);
  const born = new Date(Date.UTC(year, month - 1, day - daysBack));
  return plainDate(born.getUTCFullYear(), born.getUTCMonth() + 1, born.getUTCDate());
}

function inventOccupation(random: SeededRandom, age: number): string {
  if (age < 6) return 'BELUM/TIDAK BEKERJA';
  if (age < 22) return 'PELAJAR/MAHASISWA';
  return age > 64 ? 'PENSIUNAN' : random.pick(adultOccupations);
}

interface Registration {
  readonly birthDate: PlainDate;
  readonly sex: Sex;
  readonly kelurahanCode: string;
}

/** One in eleven was first registered elsewhere; one in a hundred had the birth date corrected, one in 500 the sex. */
function inventNik(
  random: SeededRandom,
  city: City,
  { birthDate, sex, kelurahanCode }: Registration,
  serials: Map<string, number>,
): string {
  const own = kelurahanCode.replaceAll('.', '').slice(0, 6);
  const carvedOut = own === '537105' || own === '537106';
  let regionCode6 = own;
  if (random.chance(0.09)) regionCode6 = random.pick(city.foreignRegions);
  else if (carvedOut && birthDate < '2010-01-01') regionCode6 = random.pick(oldKupangRegions);
  const { year, month } = partsOf(birthDate);
  const asRegistered = random.chance(0.01) ? plainDate(year, month, 1 + random.below(28)) : birthDate;
  const otherSex: Sex = sex === 'PEREMPUAN' ? 'LAKI-LAKI' : 'PEREMPUAN';
  const registeredSex = random.chance(0.002) ? otherSex : sex;
  const key = `${regionCode6}${asRegistered.slice(2)}${registeredSex}`;
  const serial = (serials.get(key) ?? 0) + 1;
  serials.set(key, serial);
  return makeNik({ regionCode6, birthDate: asRegistered, sex: registeredSex, serial });
}

/** Half of the adults were recorded before; the words are those the centre and older exports use. */
function inventRecorded(random: SeededRandom, age: number, today: PlainDate): RecordedStatus | null {
  if (age < 17) return random.chance(0.3) ? { status: 'BELUM WAJIB', source: 'SIAK', asOf: null } : null;
  const at = random.fraction();
  const { year } = partsOf(today);
  const asOf = plainDate(
    year - 1 - random.below(Math.min(12, age - 16)),
    1 + random.below(12),
    1 + random.below(28),
  );
  // Who came of age lately is seldom recorded yet.
  const share = age < 19 ? 0.2 : 0.56;
  if (at < share) return { status: 'SUDAH REKAM', source: 'SIAK', asOf };
  if (at < share + 0.02) return { status: 'PRINT_READY_RECORD', source: 'PUSAT', asOf };
  if (at < share + 0.03) return { status: 'BIO_CAPTURED', source: 'PUSAT', asOf: null };
  return at < share + 0.2 ? { status: 'BELUM REKAM', source: 'SIAK', asOf: null } : null;
}

const two = (value: number): string => String(value).padStart(2, '0');
const romanOf = (value: number): string => ['', '', 'II', 'III', 'IV'][value] ?? '';
