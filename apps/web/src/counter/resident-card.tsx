import type { DirectoryEntry } from '@rekam/domain';
import { meansRecorded } from '@rekam/domain/resident/recorded.ts';
import { formatDate, groupNik } from '../parts/format.ts';
import { Icon } from '../parts/icons.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';

/** A resident as found: enough to tell two people of one name apart, and whether they are recorded. */
export function ResidentCard({ entry }: { readonly entry: DirectoryEntry }) {
  const w = useWords(counterWords);
  const { biodata, recorded } = entry;
  return (
    <div className="resident">
      <p className="resident-name">{biodata.name}</p>
      <p className="resident-nik">{groupNik(biodata.nik)}</p>
      <p>{w.find.bornOn(biodata.birthPlace, formatDate(biodata.birthDate))}</p>
      <p>
        {biodata.address}, RT {biodata.rt} / RW {biodata.rw}
      </p>
      {recorded && meansRecorded(recorded) ? (
        <p className="tag tag-warn">
          <Icon name="warning" /> {w.find.recorded}:{' '}
          {w.find.recordedSays(
            recorded.status,
            recorded.source,
            recorded.asOf ? formatDate(recorded.asOf) : '–',
          )}
        </p>
      ) : (
        <p className="tag tag-good">
          <Icon name="check" /> {w.find.notRecorded}
        </p>
      )}
    </div>
  );
}
