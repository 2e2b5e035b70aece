import { Button, TextInput } from '@mantine/core';
import { type ComponentKind, componentKinds } from '@rekam/domain';
import type { PlanningSettingsView } from '@rekam/protocol/http/planning-api.ts';
import { planningApi } from '@rekam/protocol/http/planning-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { planWords } from '../../words/office/plan.ts';
import { useAct, useAnswer } from '../asking.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { DialogEnd } from '../frame/dialog-end.tsx';
import { NotYet } from '../frame/pieces.tsx';
import { thousandsIn, useRupiah } from './money.ts';
import { type OfferEntry, OfferFields, offerEntryOf, offerOf } from './offer-fields.tsx';

/** Budget, prices and offers of loans: all of them at once. */
export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(planWords);
  const settings = useAnswer(planningApi.getPlanningSettings);
  return (
    <Dialog heading={w.settingsHeading} onClose={onClose} wide>
      {settings.value ? (
        <SettingsForm settings={settings.value} onClose={onClose} />
      ) : (
        <NotYet problem={settings.problem} />
      )}
    </Dialog>
  );
}

interface SettingsFormProps {
  readonly settings: PlanningSettingsView;
  readonly onClose: () => void;
}

function SettingsForm({ settings, onClose }: SettingsFormProps) {
  const w = useWords(planWords);
  const t = useEquipmentTerms();
  const rupiah = useRupiah();
  const action = useAct();
  const [budget, setBudget] = useState(settings.budget === null ? '' : rupiah(settings.budget));
  const [prices, setPrices] = useState<Readonly<Partial<Record<ComponentKind, string>>>>(
    Object.fromEntries(Object.entries(settings.prices).map(([kind, price]) => [kind, rupiah(price ?? 0)])),
  );
  const [offers, setOffers] = useState<readonly OfferEntry[]>(settings.offers.map(offerEntryOf));
  const [checked, setChecked] = useState(false);
  const wrong = (text: string) => (checked && thousandsIn(text) === undefined ? w.wrongNumber : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const read = componentKinds.map((kind) => [kind, thousandsIn(prices[kind] ?? '')] as const);
    const spend = thousandsIn(budget);
    if (spend === undefined || read.some(([, price]) => price === undefined)) return;
    const body = {
      budget: spend,
      prices: Object.fromEntries(read.filter(([, price]) => price !== null)) as never,
      offers: offers.map(offerOf) as never,
    };
    void action.run(() => call(planningApi.setPlanningSettings, { body }), onClose);
  };
  const blank: OfferEntry = {
    id: null,
    kind: 'fingerprint-scanner',
    label: '',
    lender: settings.neighbours[0]?.code ?? '',
    km: '',
    until: '',
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <TextInput
        label={w.budget}
        description={w.budgetHint}
        inputMode="numeric"
        autoComplete="off"
        error={wrong(budget)}
        value={budget}
        onChange={(event) => setBudget(event.target.value)}
      />
      <fieldset className="roles">
        <legend>{w.offers}</legend>
        <p className="soft">{w.offersHint}</p>
        {offers.map((offer, i) => (
          <OfferFields
            // biome-ignore lint/suspicious/noArrayIndexKey: a new offer has no other name yet
            key={i}
            number={i + 1}
            offer={offer}
            neighbours={settings.neighbours}
            onChange={(changed) => setOffers(offers.with(i, changed))}
            onRemove={() => setOffers(offers.toSpliced(i, 1))}
          />
        ))}
        <Button variant="default" size="xs" onClick={() => setOffers([...offers, blank])}>
          {w.addOffer}
        </Button>
      </fieldset>
      <fieldset className="roles">
        <legend>{w.prices}</legend>
        <p className="soft">{w.pricesHint}</p>
        <div className="form-grid">
          {componentKinds.map((kind) => (
            <TextInput
              key={kind}
              label={t.kinds[kind]}
              inputMode="numeric"
              autoComplete="off"
              error={wrong(prices[kind] ?? '')}
              value={prices[kind] ?? ''}
              onChange={(event) => setPrices({ ...prices, [kind]: event.target.value })}
            />
          ))}
        </div>
      </fieldset>
      <DialogEnd action={action} onClose={onClose}>
        {w.save}
      </DialogEnd>
    </form>
  );
}
