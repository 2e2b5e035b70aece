import { NativeSelect, TextInput } from '@mantine/core';
import { componentKinds, fundings, ownerKinds } from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { registerWords } from '../../words/office/register.ts';
import { go } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useEquipmentTerms } from './terms.ts';

interface ComponentFormProps {
  /** The component to change; absent for a new one. */
  readonly component?: ComponentRow;
  readonly onClose: () => void;
}

const entriesOf = (row: ComponentRow | undefined) => ({
  kind: row?.kind ?? ('fingerprint-scanner' as ComponentRow['kind']),
  make: row?.make ?? '',
  model: row?.model ?? '',
  serial: row?.serial ?? '',
  firmware: row?.firmware ?? '',
  boughtOn: row?.boughtOn ?? '',
  funding: row?.funding ?? ('unrecorded' as ComponentRow['funding']),
  price: row?.priceIdr == null ? '' : String(row.priceIdr),
  owner: row?.owner.kind ?? ('unrecorded' as ComponentRow['owner']['kind']),
  lentBy: row?.owner.kind === 'lent' ? row.owner.by : '',
  lentUntil: row?.owner.kind === 'lent' ? (row.owner.dueOn ?? '') : '',
  warrantyUntil: row?.warrantyUntil ?? '',
  placeId: '',
});
type Entries = ReturnType<typeof entriesOf>;

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

const bodyOf = (entries: Entries) => ({
  make: entries.make,
  model: entries.model,
  serial: entries.serial,
  firmware: orNull(entries.firmware),
  boughtOn: orNull(entries.boughtOn),
  funding: entries.funding,
  priceIdr: orNull(entries.price) === null ? null : Number(entries.price.replaceAll(/\D/g, '')),
  owner:
    entries.owner === 'lent'
      ? { kind: 'lent' as const, by: entries.lentBy, dueOn: orNull(entries.lentUntil) }
      : { kind: entries.owner },
  warrantyUntil: orNull(entries.warrantyUntil),
});

/** A new component, kept as a spare first; or corrections to one. */
export function ComponentForm({ component, onClose }: ComponentFormProps) {
  const w = useWords(componentWords);
  const { kind: kindLabel } = useWords(registerWords).components;
  const t = useEquipmentTerms();
  const places = useAnswer(officeApi.listPlaces);
  const action = useAct();
  const [entries, setEntries] = useState(entriesOf(component));
  const set = (change: Partial<Entries>) => setEntries({ ...entries, ...change });
  const placeId = entries.placeId || places.value?.[0]?.id || '';
  const submit = () => {
    const body = bodyOf(entries);
    if (component)
      void action.run(
        () => call(equipmentApi.describeComponent, { params: { id: component.id }, body: body as never }),
        onClose,
      );
    else
      void action.run(
        () =>
          call(equipmentApi.registerComponent, {
            body: { ...body, kind: entries.kind, where: { at: 'store', placeId }, paper: null } as never,
          }),
        (made) => go(`/equipment/components/${made.id}`),
      );
  };
  const text = (name: 'make' | 'model' | 'serial' | 'firmware' | 'price' | 'lentBy', label: string) => (
    <TextInput
      label={label}
      maxLength={name === 'lentBy' ? 80 : 60}
      autoComplete="off"
      inputMode={name === 'price' ? 'numeric' : 'text'}
      value={entries[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  const day = (name: 'boughtOn' | 'warrantyUntil' | 'lentUntil', label: string) => (
    <TextInput
      type="date"
      label={`${label} (${w.form.optional})`}
      value={entries[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <FormDialog
      heading={component ? w.form.editHeading : w.form.newHeading}
      onClose={onClose}
      wide
      action={action}
      onSubmit={submit}
      act={component ? w.form.save : w.form.action}
    >
      <div className="form-grid">
        {component ? null : (
          <>
            <NativeSelect
              label={kindLabel}
              value={entries.kind}
              onChange={(event) => set({ kind: event.target.value as Entries['kind'] })}
              data={componentKinds.map((value) => ({ value, label: t.kinds[value] }))}
            />
            <NativeSelect
              label={w.form.place}
              value={placeId}
              onChange={(event) => set({ placeId: event.target.value })}
              data={(places.value ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            />
          </>
        )}
        {text('make', w.one.make)}
        {text('model', w.one.model)}
        {text('serial', w.one.serial)}
        {text('firmware', `${w.one.firmware} (${w.form.optional})`)}
        <NativeSelect
          label={w.one.owner}
          value={entries.owner}
          onChange={(event) => set({ owner: event.target.value as Entries['owner'] })}
          data={ownerKinds.map((value) => ({ value, label: t.owners[value] }))}
        />
        <NativeSelect
          label={w.one.funding}
          value={entries.funding}
          onChange={(event) => set({ funding: event.target.value as Entries['funding'] })}
          data={fundings.map((value) => ({ value, label: t.fundings[value] }))}
        />
        {entries.owner === 'lent' ? (
          <>
            {text('lentBy', w.one.lentBy)}
            {day('lentUntil', w.one.lentUntil)}
          </>
        ) : null}
        {day('boughtOn', w.one.bought)}
        {text('price', `${w.one.price} (Rp, ${w.form.optional})`)}
        {day('warrantyUntil', w.one.warranty)}
      </div>
    </FormDialog>
  );
}
