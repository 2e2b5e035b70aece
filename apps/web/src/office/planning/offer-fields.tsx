import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type ComponentKind, componentKinds } from '@rekam/domain';
import type { PlanningSettingsView } from '@rekam/protocol/http/planning-api.ts';
import { useWords } from '../../words/language.tsx';
import { planWords } from '../../words/office/plan.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';

export interface OfferEntry {
  /** Null: not saved yet. */
  readonly id: string | null;
  readonly kind: ComponentKind;
  readonly label: string;
  readonly lender: string;
  readonly km: string;
  readonly until: string;
}

type Offer = PlanningSettingsView['offers'][number];

export const offerEntryOf = (offer: Offer): OfferEntry => ({
  ...offer,
  km: offer.km === null ? '' : String(offer.km),
  until: offer.until ?? '',
});

export const offerOf = ({ km, until, ...offer }: OfferEntry) => ({
  ...offer,
  km: km.trim() === '' ? null : Number(km.replace(',', '.')),
  until: until === '' ? null : until,
});

interface OfferFieldsProps {
  readonly number: number;
  readonly offer: OfferEntry;
  readonly neighbours: PlanningSettingsView['neighbours'];
  readonly onChange: (offer: OfferEntry) => void;
  readonly onRemove: () => void;
}

/** One part that another office would lend. */
export function OfferFields({ number, offer, neighbours, onChange, onRemove }: OfferFieldsProps) {
  const w = useWords(planWords);
  const t = useEquipmentTerms();
  const set = (change: Partial<OfferEntry>) => onChange({ ...offer, ...change });
  return (
    <fieldset className="roles">
      <legend>{w.offer(number)}</legend>
      <div className="form-grid">
        <NativeSelect
          label={w.kind}
          value={offer.kind}
          onChange={(event) => set({ kind: event.target.value as ComponentKind })}
          data={componentKinds.map((value) => ({ value, label: t.kinds[value] }))}
        />
        <NativeSelect
          label={w.lender}
          value={offer.lender}
          onChange={(event) => set({ lender: event.target.value })}
          data={neighbours.map(({ code, name }) => ({ value: code, label: name }))}
        />
        <TextInput
          label={w.label}
          maxLength={80}
          autoComplete="off"
          value={offer.label}
          onChange={(event) => set({ label: event.target.value })}
        />
        <TextInput
          type="number"
          min={0}
          label={w.km}
          description={w.kmHint}
          value={offer.km}
          onChange={(event) => set({ km: event.target.value })}
        />
        <TextInput
          type="date"
          label={w.untilLabel}
          value={offer.until}
          onChange={(event) => set({ until: event.target.value })}
        />
      </div>
      <Button variant="default" size="xs" onClick={onRemove}>
        {w.remove}
      </Button>
    </fieldset>
  );
}
