import type { PlanOption } from '@rekam/protocol/http/planning-api.ts';
import { planningApi } from '@rekam/protocol/http/planning-api.ts';
import { addressOf } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { planWords } from '../../words/office/plan.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { useRupiah } from './money.ts';

interface OptionStepsProps {
  readonly planId: string;
  readonly option: PlanOption;
  readonly budget: number | null;
}

/** What one option costs and brings, what is borrowed and bought, and the driver's way. */
export function OptionSteps({ planId, option, budget }: OptionStepsProps) {
  const w = useWords(planWords);
  const rupiah = useRupiah();
  const { language } = useLanguage();
  const numbers = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'id-ID', { maximumFractionDigits: 1 });
  const { use, worth, gap, stops } = option;
  const params = { id: planId };
  return (
    <>
      {worth.residentsReached > 0 ? <p>{w.reached(numbers.format(worth.residentsReached))}</p> : null}
      <p className="soft">
        {gap === 0 ? w.proven : w.gap(numbers.format(gap * 100))}{' '}
        {worth.spentOnPurchases > 0
          ? w.costHint(rupiah(worth.cost - worth.spentOnPurchases), rupiah(worth.spentOnPurchases))
          : null}{' '}
        {use === 'purchases' && budget === null ? w.noBudget : null}
      </p>
      <Borrowed option={option} />
      <DriverStops stops={stops} />
      {stops.length > 0 ? (
        <p>
          <a
            className="plain-button"
            href={addressOf(planningApi.printDriverList, { params, query: { use } })}
            download
          >
            {w.print}
          </a>
        </p>
      ) : null}
    </>
  );
}

function Borrowed({ option: { loans, purchases } }: Pick<OptionStepsProps, 'option'>) {
  const w = useWords(planWords);
  const t = useEquipmentTerms();
  const rupiah = useRupiah();
  if (loans.length + purchases.length === 0) return null;
  return (
    <ul>
      {loans.map(({ part, lender, until, toSetName }) => (
        <li key={part.id}>
          {w.loan(t.kinds[part.kind], part.label, lender, toSetName)}
          {until ? `, ${w.until(formatDate(until))}` : ''}
        </li>
      ))}
      {purchases.map(({ kind, price, toSetName }) => (
        <li key={`${kind} ${toSetName}`}>{w.buy(t.kinds[kind], rupiah(price), toSetName)}</li>
      ))}
    </ul>
  );
}

function DriverStops({ stops }: Pick<PlanOption, 'stops'>) {
  const w = useWords(planWords);
  const t = useEquipmentTerms();
  return (
    <ol>
      {stops.map(({ placeName, km, here, takeAway, putIn }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a car may come to one place twice
        <li key={i}>
          <strong>{w.stop(placeName, km)}</strong>
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
