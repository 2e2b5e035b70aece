import { NativeSelect, Radio } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { useEquipmentTerms } from './terms.ts';

const outcomes = ['passed', 'failed', 'not-tested'] as const;
type Outcome = (typeof outcomes)[number] | 'ask';
/** What the office can ask by itself, beside what a person finds. */
const choicesFor = (slot: string): readonly Outcome[] =>
  slot === 'card-printer' ? ['ask', ...outcomes] : outcomes;
const occasions = ['morning', 'after-repair', 'on-demand'] as const;

/** The guided test by hand: each component in its turn. */
export function SelfTestDialog({ set, onClose }: { readonly set: SetView; readonly onClose: () => void }) {
  const words = useWords(equipmentWords);
  const w = words.testing;
  const t = useEquipmentTerms();
  const action = useAct();
  const [occasion, setOccasion] = useState<(typeof occasions)[number]>('morning');
  const [said, setSaid] = useState<Readonly<Record<string, Outcome>>>({});
  const filled = set.slots.filter(({ component }) => component !== null);
  const submit = () => {
    const parts = filled.map(({ slot }) => ({
      kind: slot,
      outcome: said[slot] ?? ('not-tested' as const),
      detail: '',
    }));
    const input = { params: { id: set.id }, body: { occasion, parts } };
    void action.run(() => call(equipmentApi.recordSelfTest, input), onClose);
  };
  return (
    <FormDialog
      heading={w.heading(`${set.place.name}, ${set.name}`)}
      onClose={onClose}
      wide
      action={action}
      disabled={Object.keys(said).length === 0}
      onSubmit={submit}
      act={w.action}
    >
      <p className="soft">{w.lead}</p>
      <NativeSelect
        label={w.occasion}
        value={occasion}
        onChange={(event) => setOccasion(event.target.value as typeof occasion)}
        data={occasions.map((value) => ({ value, label: words.set.occasions[value] }))}
      />
      {filled.map(({ slot }) => (
        <Radio.Group
          key={slot}
          label={t.kinds[slot]}
          description={w.how[slot]}
          value={said[slot] ?? 'not-tested'}
          onChange={(value) => setSaid({ ...said, [slot]: value as Outcome })}
        >
          <div className="row choices">
            {choicesFor(slot).map((value) => (
              <Radio key={value} value={value} label={value === 'ask' ? w.ask : words.set.outcomes[value]} />
            ))}
          </div>
        </Radio.Group>
      ))}
    </FormDialog>
  );
}
