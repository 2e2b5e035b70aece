import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { setChangeWords } from '../../words/office/set-change.ts';
import { useAnswer } from '../asking.ts';
import { useMay } from '../session.tsx';

/** What became of a changed set, or what a new one began with: `tempat: Kecamatan Alak · nama: Set 2`. */
export function SetChangeSaid({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const w = useWords(setChangeWords);
  const may = useMay();
  const places = useAnswer(officeApi.listKeptPlaces);
  const stations = useAnswer(officeApi.listStations, undefined, { enabled: may('station.view') });
  const nameOf = (field: string, value: unknown): string | undefined => {
    if (value === null) return w.none;
    if (field === 'name') return String(value);
    const known = field === 'placeId' ? places.value : stations.value;
    return known?.find(({ id }) => id === value)?.name;
  };
  const said = Object.entries(w.fields).flatMap(([field, label]) => {
    const value = details[field];
    const text = value === undefined ? undefined : nameOf(field, value);
    return text === undefined ? [] : [w.became(label, text)];
  });
  return said.length === 0 ? null : <p>{said.join(' · ')}</p>;
}
