import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { componentKinds, conditions, ownerKinds } from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { useState } from 'react';
import { addressOf } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { registerWords } from '../../words/office/register.ts';
import { addressWith, go, Link, useAddress } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay } from '../session.tsx';
import { ComponentForm } from './component-form.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { LabelDialog } from './label-dialog.tsx';
import { PinDialog } from './pin-dialog.tsx';
import { ConditionTag } from './state-tags.tsx';
import { useEquipmentTerms, useWhereOf } from './terms.ts';

const names = ['kind', 'place', 'owner', 'condition', 'overdue', 'q'] as const;
type Filters = Readonly<Partial<Record<(typeof names)[number], string>>>;

const matches = (row: ComponentRow, filters: Filters): boolean =>
  (!filters.kind || row.kind === filters.kind) &&
  (!filters.place || row.place?.id === filters.place) &&
  (!filters.owner || row.owner.kind === filters.owner) &&
  (!filters.condition || row.condition === filters.condition) &&
  (!filters.overdue || row.overdue) &&
  (!filters.q ||
    `${row.serial} ${row.make} ${row.model}`.toLowerCase().includes(filters.q.trim().toLowerCase()));

type Shown = 'register' | 'import' | 'labels' | 'pins';

/** The register as a list. */
export function Components() {
  const w = useWords(equipmentWords);
  const c = useWords(registerWords).components;
  const may = useMay();
  const { query } = useAddress();
  const filters: Filters = Object.fromEntries(names.map((name) => [name, query.get(name) ?? undefined]));
  const components = useAnswer(equipmentApi.listComponents);
  const [shown, setShown] = useState<Shown | null>(null);
  const rows = (components.value ?? []).filter((row) => matches(row, filters));
  const close = () => setShown(null);
  return (
    <Page
      heading={c.heading}
      lead={c.lead}
      above={<Link to="/equipment">← {w.toSets}</Link>}
      acts={
        may('equipment.manage') ? <Button onClick={() => setShown('register')}>{c.register}</Button> : null
      }
    >
      <FilterRow filters={filters} rows={components.value ?? []} />
      <div className="row">
        <span className="soft grow">{c.count(rows.length)}</span>
        <a className="plain-button" href={addressOf(equipmentApi.exportComponents)} download>
          {c.export}
        </a>
        {may('equipment.manage') ? (
          <>
            <Button variant="default" onClick={() => setShown('import')}>
              {c.import}
            </Button>
            <Button variant="default" disabled={rows.length === 0} onClick={() => setShown('labels')}>
              {c.labels}
            </Button>
            <Button variant="default" onClick={() => setShown('pins')}>
              {c.pins}
            </Button>
          </>
        ) : null}
      </div>
      {!components.value ? <NotYet problem={components.problem} /> : null}
      {components.value && rows.length === 0 ? (
        <Empty icon="search" heading={c.none}>
          <p>{c.noneLead}</p>
        </Empty>
      ) : null}
      {rows.length > 0 ? <ComponentTable rows={rows} /> : null}
      {shown === 'register' ? <ComponentForm onClose={close} /> : null}
      {shown === 'import' ? <ImportDialog onClose={close} /> : null}
      {shown === 'labels' ? <LabelDialog rows={rows} onClose={close} /> : null}
      {shown === 'pins' ? <PinDialog onClose={close} /> : null}
    </Page>
  );
}

function FilterRow({ filters, rows }: { readonly filters: Filters; readonly rows: readonly ComponentRow[] }) {
  const w = useWords(registerWords).components;
  const f = useWords(frameWords);
  const t = useEquipmentTerms();
  const set = (change: Filters) => go(addressWith('/equipment/components', { ...filters, ...change }), true);
  const placesHere = new Map(rows.flatMap(({ place }) => (place ? [[place.id, place.name] as const] : [])));
  const choice = <T extends string>(
    name: 'kind' | 'place' | 'owner' | 'condition',
    values: readonly T[],
    say: (value: T) => string,
  ) => (
    <NativeSelect
      label={w[name]}
      value={filters[name] ?? ''}
      onChange={(event) => set({ [name]: event.target.value })}
      data={[{ value: '', label: f.all }, ...values.map((value) => ({ value, label: say(value) }))]}
    />
  );
  return (
    <div className="row filters">
      {choice('kind', componentKinds, (kind) => t.kinds[kind])}
      {choice('place', [...placesHere.keys()], (id) => placesHere.get(id) ?? id)}
      {choice('owner', ownerKinds, (owner) => t.owners[owner])}
      {choice('condition', conditions, (condition) => t.conditions[condition])}
      <TextInput
        label={w.search}
        value={filters.q ?? ''}
        onChange={(event) => set({ q: event.target.value })}
      />
      <Checkbox
        className="filter-tick"
        label={w.overdueOnly}
        checked={filters.overdue === 'yes'}
        onChange={(event) => set({ overdue: event.target.checked ? 'yes' : '' })}
      />
    </div>
  );
}

function ComponentTable({ rows }: { readonly rows: readonly ComponentRow[] }) {
  const w = useWords(registerWords).components;
  const { columns } = w;
  const t = useEquipmentTerms();
  const whereOf = useWhereOf();
  return (
    <Table caption={w.heading} columns={Object.values(columns)}>
      {rows.map((row) => (
        <tr key={row.id}>
          <Cell of={columns.what}>
            <Link className="main-link" to={`/equipment/components/${row.id}`}>
              {t.kinds[row.kind]}
            </Link>
            <small>
              {row.make} {row.model}
            </small>
          </Cell>
          <Cell of={columns.serial}>
            <span className="digits">{row.serial}</span>
          </Cell>
          <Cell of={columns.where}>
            {whereOf(row)} {row.overdue ? <Tag tone="warn">{w.overdue}</Tag> : null}
          </Cell>
          <Cell of={columns.owner}>{t.owners[row.owner.kind]}</Cell>
          <Cell of={columns.condition}>
            <ConditionTag condition={row.condition} />
            {row.fault ? <small>{t.symptoms[row.fault.symptom]}</small> : null}
          </Cell>
        </tr>
      ))}
    </Table>
  );
}
