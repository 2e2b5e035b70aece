import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { addressWith, go } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { useMay } from '../session.tsx';

export interface Filters {
  readonly state?: string | undefined;
  readonly placeId?: string | undefined;
  readonly stationId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly forced?: string | undefined;
  /** The page after this row. */
  readonly cursor?: string | undefined;
}

const names = ['state', 'placeId', 'stationId', 'from', 'until', 'forced', 'cursor'] as const;

/** The filters that stand in the address; nothing personal ever does. */
export const filtersIn = (query: URLSearchParams): Filters =>
  Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])));

/** The list with other filters, from its first page on. */
export const listAddress = (filters: Filters, change: Filters = {}): string =>
  addressWith('/enrolments', { ...filters, cursor: undefined, ...change });

export function FilterRow({ filters }: { readonly filters: Filters }) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  const may = useMay();
  const places = useAnswer(officeApi.listPlaces);
  const stations = useAnswer(officeApi.listStations, undefined, { enabled: may('station.view') });
  const set = (change: Filters) => go(listAddress(filters, change));
  const { state: _state, cursor: _cursor, ...narrowing } = filters;
  return (
    <div className="row filters">
      <NativeSelect
        label={w.place}
        value={filters.placeId ?? ''}
        onChange={(event) => set({ placeId: event.target.value, stationId: undefined })}
        data={[
          { value: '', label: f.all },
          ...(places.value ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      {may('station.view') ? (
        <NativeSelect
          label={w.station}
          value={filters.stationId ?? ''}
          onChange={(event) => set({ stationId: event.target.value })}
          data={[
            { value: '', label: f.all },
            ...(stations.value ?? [])
              .filter(({ place }) => !filters.placeId || place.id === filters.placeId)
              .map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <TextInput
        type="date"
        label={w.from}
        value={filters.from ?? ''}
        onChange={(event) => set({ from: event.target.value })}
      />
      <TextInput
        type="date"
        label={w.until}
        value={filters.until ?? ''}
        onChange={(event) => set({ until: event.target.value })}
      />
      <Checkbox
        className="filter-tick"
        label={w.forced}
        checked={filters.forced === 'yes'}
        onChange={(event) => set({ forced: event.target.checked ? 'yes' : undefined })}
      />
      {Object.keys(narrowing).length > 0 ? (
        <Button variant="default" onClick={() => go(listAddress({ state: filters.state }))}>
          {w.clearFilters}
        </Button>
      ) : null}
    </div>
  );
}
