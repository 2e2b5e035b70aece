import { Button } from '@mantine/core';
import type { PlanView } from '@rekam/protocol/http/planning-api.ts';
import { planningApi } from '@rekam/protocol/http/planning-api.ts';
import { useState } from 'react';
import { addressOf, call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useAction } from '../../parts/use-action.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { planningWords } from '../../words/office/planning.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { Section } from '../frame/pieces.tsx';

/** A button that computes the moves, and the moves in the order of the driver. */
export function PlanSection() {
  const w = useWords(planningWords);
  const [plan, setPlan] = useState<PlanView>();
  const act = useAction();
  return (
    <Section
      heading={w.plan}
      lead={w.planLead}
      acts={
        <Button loading={act.busy} onClick={() => act.run(() => call(planningApi.computePlan, {}), setPlan)}>
          {w.compute}
        </Button>
      }
    >
      {act.problem ? <ProblemNotice problem={act.problem} /> : null}
      <div aria-live="polite">{plan ? <FoundPlan plan={plan} /> : null}</div>
    </Section>
  );
}

function FoundPlan({ plan }: { readonly plan: PlanView }) {
  const w = useWords(planningWords);
  const t = useEquipmentTerms();
  const { language } = useLanguage();
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'id-ID', { maximumFractionDigits: 1 });
  const { worth, gap, stops, purchases } = plan;
  return (
    <>
      {worth.moves === 0 ? (
        <p>{w.nothing}</p>
      ) : (
        <p>
          <strong>{w.brings(worth.moves, worth.workingBefore, worth.workingAfter)}</strong>{' '}
          {worth.residentsReached > 0 ? w.reached(numbers.format(worth.residentsReached)) : null}
        </p>
      )}
      <p className="soft">{gap === 0 ? w.proven : w.gap(numbers.format(gap * 100))}</p>
      <DriverStops stops={stops} />
      {worth.moves > 0 ? (
        <p>
          <a className="plain-button" href={addressOf(planningApi.printDriverList, {})} download>
            {w.print}
          </a>
        </p>
      ) : null}
      <h3>{w.purchases}</h3>
      {purchases.length === 0 ? <p>{w.noPurchase}</p> : null}
      <ol>
        {purchases.map(({ kind, price, restored }) => (
          <li key={kind}>{w.purchase(t.kinds[kind], numbers.format(price / 1000), restored)}</li>
        ))}
      </ol>
    </>
  );
}

function DriverStops({ stops }: Pick<PlanView, 'stops'>) {
  const w = useWords(planningWords);
  const t = useEquipmentTerms();
  return (
    <ol>
      {stops.map(({ placeName, here, takeAway, putIn }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a car may come to one place twice
        <li key={i}>
          <strong>{placeName}</strong>
          <ul>
            {putIn.map(({ part, toSetName }) => (
              <li key={part.id}>{w.putIn(t.kinds[part.kind], part.label, toSetName)}</li>
            ))}
            {here.map(({ part, toSetName }) => (
              <li key={part.id}>
                {w.moveHere(t.kinds[part.kind], part.label, part.setName ?? w.cupboard, toSetName)}
              </li>
            ))}
            {takeAway.map(({ part, toSetName }) => (
              <li key={part.id}>
                {w.takeAway(t.kinds[part.kind], part.label, part.setName ?? w.cupboard, toSetName)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
