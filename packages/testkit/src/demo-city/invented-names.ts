/**
 * Names of people who do not exist. Given names are common words of the region, clan names are put together from
 * syllables that sound right and belong to nobody.
 */
import type { Religion, Sex } from '@rekam/domain';
import type { SeededRandom } from './seeded-random.ts';

const baptismal: Record<Sex, readonly string[]> = {
  'LAKI-LAKI': [
    'YOHANES',
    'PETRUS',
    'PAULUS',
    'MARKUS',
    'LUKAS',
    'STEFANUS',
    'ANDREAS',
    'YAKOBUS',
    'DANIEL',
    'SIMON',
    'FRANSISKUS',
    'AGUSTINUS',
    'MELKIANUS',
    'KORNELIS',
    'YUNUS',
    'ADRIANUS',
    'GREGORIUS',
    'OKTAVIANUS',
    'YEREMIAS',
    'THOBIAS',
  ],
  PEREMPUAN: [
    'MARIA',
    'MARTHA',
    'ELISABETH',
    'YULIANA',
    'THERESIA',
    'AGUSTINA',
    'KRISTINA',
    'ROSALINA',
    'DEBORA',
    'ESTER',
    'SARLINCE',
    'NOVIANTI',
    'PAULINA',
    'FRANSISKA',
    'MELIANA',
    'YOSEFINA',
    'ADRIANA',
    'RIBKA',
    'SELFIANA',
    'WILHELMINA',
  ],
};
const everyday: Record<Sex, readonly string[]> = {
  'LAKI-LAKI': [
    'RIZKI',
    'DIMAS',
    'ANDI',
    'BAYU',
    'FAJAR',
    'IRWAN',
    'JONI',
    'MARLON',
    'NONE',
    'RIAN',
    'ARDI',
    'YOPI',
  ],
  PEREMPUAN: [
    'DEWI',
    'INDAH',
    'LESTARI',
    'NITA',
    'PUTRI',
    'RATNA',
    'SARI',
    'YANI',
    'MELDA',
    'NONA',
    'INCE',
    'WATI',
  ],
};
const muslim: Record<Sex, readonly string[]> = {
  'LAKI-LAKI': [
    'ABDUL RAHMAN',
    'AHMAD',
    'HASAN',
    'ILHAM',
    'MUHAMMAD',
    'RAHMAT',
    "SYAFI'I",
    'USMAN',
    'YUSUF',
    'ZAINAL',
  ],
  PEREMPUAN: [
    'AISYAH',
    'AMINAH',
    'FATIMAH',
    'HALIMAH',
    'KHADIJAH',
    "NUR'AINI",
    'SITI',
    'SALMA',
    'ZAHRA',
    'ZULAIKHA',
  ],
};
const clanBegins = [
  'NAI',
  'TAE',
  'LOE',
  'BANA',
  'FUA',
  'KOBE',
  'MESA',
  'OEMA',
  'TUNA',
  'BELU',
  'KASE',
  'LAKO',
];
const clanEnds = [
  'BALI',
  'FORU',
  'SUKI',
  'NONI',
  'TENA',
  'BESI',
  'LULI',
  'MONE',
  'KAI',
  'RATU',
  'SINE',
  'DAPA',
];
const villageWords = ['SARI', 'JAYA', 'UTAMA', 'PRATAMA', 'WIJAYA', 'HARAPAN', 'CAHYA', 'KUSUMA'];

/** A clan (marga) of NTT's manner, shared by a family: one of 144 and a rare prefix. */
export function inventClan(random: SeededRandom): string {
  const clan = random.pick(clanBegins) + random.pick(clanEnds);
  return random.chance(0.05) ? `D'${clan}` : clan;
}

/** A name of 1–60 characters: mostly two or three words, sometimes one, sometimes very long. */
export function inventName(
  random: SeededRandom,
  from: { sex: Sex; religion: Religion; clan: string },
): string {
  const { sex, religion, clan } = from;
  const given = religion === 'ISLAM' ? random.pick(muslim[sex]) : random.pick(baptismal[sex]);
  const shape = random.fraction();
  if (shape < 0.06) return random.pick(everyday[sex]);
  if (religion === 'ISLAM') {
    const second = random.chance(0.5) ? random.pick(everyday[sex]) : random.pick(villageWords);
    return shape < 0.3 ? given : `${given} ${second}`;
  }
  if (shape < 0.62) return `${given} ${clan}`;
  const second = random.pick(everyday[sex]);
  if (shape < 0.94) return `${given} ${second} ${clan}`;
  const long = `${given} ${random.pick(baptismal[sex])} ${second} ${random.pick(clanBegins)} ${clan}`;
  return `${long} DA ${random.pick(clanBegins)}${random.pick(clanEnds)}`.slice(0, 60).trim();
}
