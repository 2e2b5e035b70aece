import type { DirectoryEntry } from '@rekam/domain';
import { meansRecorded, recordedByRekam } from '@rekam/domain/resident/recorded.ts';
import { formatDate, groupNik } from '../parts/format.ts';
import { Icon } from '../parts/icons.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';

/** A resident as found: enough to tell two people of one name apart, and whether they are recorded. */
export function ResidentCard({ entry }: { readonly entry: DirectoryEntry }) {
  const w = useWords(counterWords);
  const { biodata } = entry;
  return (
    <div className="resident">
      <p className="resident-name">{biodata.name}</p>
      <p className="resident-nik">{groupNik(biodata.nik)}</p>
      <p>{w.find.bornOn(biodata.birthPlace, formatDate(biodata.birthDate))}</p>
      <p>
        {biodata.address}, RT {biodata.rt} / RW {biodata.rw}
      </p>
      <Standing entry={entry} />
    </div>
  );
}

/** Whether they can be recorded, as far as the register says. */
function Standing({ entry: { recorded, diedOn } }: { readonly entry: DirectoryEntry }) {
  const w = useWords(counterWords).find;
  if (diedOn)
    return (
      <p className="tag tag-warn">
        <Icon name="warning" /> {w.died(formatDate(diedOn))}
      </p>
    );
  if (recorded && meansRecorded(recorded)) {
    const { status, source } = recorded;
    const date = recorded.asOf ? formatDate(recorded.asOf) : '–';
    return (
      <p className="tag tag-warn">
        <Icon name="warning" /> {w.recorded}:{' '}
        {status === recordedByRekam ? w.recordedAt(source, date) : w.recordedSays(status, source, date)}
      </p>
    );
  }
  return (
    <p className="tag tag-good">
      <Icon name="check" /> {w.notRecorded}
    </p>
  );
}
