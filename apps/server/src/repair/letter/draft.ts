import {
  dayAt,
  type Fault,
  type PlaceId,
  type PlainDate,
  type Repair,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import type { SetOverview } from '../../equipment/index.ts';
import type { Database } from '../../ports/database.ts';
import { Refused } from '../../ports/refused.ts';
import { getRepair } from '../commands.ts';
import { listOpenRepairs } from '../store.ts';
import type { TurnedAway } from '../turned-away.ts';
import { type LetterSubject, writeLetter } from './letter.ts';
import { letterDocx } from './letter-docx.ts';
import { letterPdf } from './letter-pdf.ts';

export interface LetterDeps {
  readonly database: Database;
  readonly today: () => Promise<PlainDate>;
  readonly office: () => Promise<{
    readonly regency: string;
    readonly province: string;
    readonly timeZone: TimeZoneName;
    readonly headName: string | null;
  }>;
  readonly componentRow: (id: string) => Promise<ComponentRow>;
  readonly getFault: (id: string) => Promise<Fault>;
  readonly sets: () => Promise<readonly SetOverview[]>;
  readonly turnedAway: TurnedAway;
}

export type Letters = ReturnType<typeof makeLetters>;

/** Whether a repair is the centre's to answer. */
const goesToCentre = ({ path, rung }: Repair): boolean => path === 'centre' || rung === 'ditjen';

export function makeLetters(deps: LetterDeps) {
  const subjectOf = async (repair: Repair): Promise<LetterSubject> => ({
    repair,
    row: await deps.componentRow(repair.componentId),
    fault: await deps.getFault(repair.faultId),
  });

  return {
    /**
     * The letter about these repairs, or about all that are the centre's.
     * @throws Refused REPAIR_NOTHING_TO_WRITE, REPAIR_NOT_FOUND
     */
    draft: async (format: 'pdf' | 'docx', ids: readonly string[] | null): Promise<Buffer> => {
      const repairs =
        ids === null
          ? (await listOpenRepairs(deps.database)).filter(goesToCentre)
          : await Promise.all(ids.map((id) => getRepair(deps.database, id)));
      if (repairs.length === 0) throw new Refused('REPAIR_NOTHING_TO_WRITE');
      const subjects = await Promise.all(repairs.map(subjectOf));
      const [office, today, sets] = await Promise.all([deps.office(), deps.today(), deps.sets()]);
      const letter = writeLetter({
        ...office,
        today,
        subjects,
        sets: { working: sets.filter(({ state }) => state.records).length, all: sets.length },
        turnedAway: await countedFor(subjects, office.timeZone, today),
      });
      return format === 'pdf' ? letterPdf(letter) : letterDocx(letter);
    },
  };

  /** Taps at the places of these components since the first of the faults. */
  async function countedFor(subjects: readonly LetterSubject[], zone: TimeZoneName, today: PlainDate) {
    const since = subjects.map(({ fault }) => dayAt(fault.since, timeZones[zone].offsetMinutes)).sort()[0]!;
    const places = subjects.flatMap(({ row }) => (row.place === null ? [] : [row.place.id as PlaceId]));
    const counted = await deps.turnedAway.sinceForLetter(since, [...new Set(places)]);
    const residents = counted.reduce((sum, count) => sum + count.residents, 0);
    return residents === 0 ? null : { residents, since, until: today };
  }
}
