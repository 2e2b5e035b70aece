import { Button } from '@mantine/core';
import type { PlanJob, PlanOption, PlanView } from '@rekam/protocol/http/planning-api.ts';
import { planningApi } from '@rekam/protocol/http/planning-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { planWords } from '../../words/office/plan.ts';
import { useAct, useAnswer } from '../asking.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { Section, Tag } from '../frame/pieces.tsx';
import { useMay, useMoment } from '../session.tsx';
import { useRupiah } from './money.ts';
import { OptionSteps } from './plan-steps.tsx';
import { SettingsDialog } from './settings-dialog.tsx';

const whileSolvingMs = 700;
const otherwiseMs = 15_000;

const isUnderWay = (plan: PlanJob | null | undefined): boolean =>
  plan?.state === 'waiting' || plan?.state === 'solving';

/** Asks for the plans, tells how far they are, and shows what they bring and cost. */
export function PlanSection() {
  const w = useWords(planWords);
  const may = useMay();
  const [everyMs, setEveryMs] = useState(whileSolvingMs);
  const last = useAnswer(planningApi.getLastPlan, undefined, { everyMs });
  const [setting, setSetting] = useState(false);
  const act = useAct();
  const plan = last.value?.plan;
  const wanted = isUnderWay(plan) ? whileSolvingMs : otherwiseMs;
  if (last.value && wanted !== everyMs) setEveryMs(wanted);
  return (
    <Section
      heading={w.heading}
      lead={w.lead}
      acts={
        <>
          {may('equipment.dispose') ? (
            <Button variant="default" onClick={() => setSetting(true)}>
              {w.settings}
            </Button>
          ) : null}
          <Button
            loading={act.busy || isUnderWay(plan)}
            onClick={() => void act.run(() => call(planningApi.askForPlan, {}))}
          >
            {plan ? w.again : w.compute}
          </Button>
        </>
      }
    >
      <ProblemNotice problem={act.problem ?? last.problem} />
      <div aria-live="polite">{plan ? <LastPlan plan={plan} /> : null}</div>
      {setting ? <SettingsDialog onClose={() => setSetting(false)} /> : null}
    </Section>
  );
}

function LastPlan({ plan }: { readonly plan: PlanJob }) {
  const w = useWords(planWords);
  const moment = useMoment();
  if (plan.state === 'failed') return <p role="alert">{w.failed}</p>;
  if (!plan.result)
    return (
      <p>
        {plan.state === 'waiting' ? w.waiting : w.solving(plan.solved, plan.questions)}{' '}
        <progress aria-label={w.heading} value={plan.solved} max={Math.max(1, plan.questions)} />
      </p>
    );
  return (
    <>
      <p className="soft">{w.asOf(moment(plan.asOf ?? plan.askedAt), plan.askedBy)}</p>
      {plan.outdated ? (
        <p role="status">
          <Tag tone="warn">{w.outdated}</Tag>
        </p>
      ) : null}
      <FoundPlans planId={plan.id} found={plan.result} />
    </>
  );
}

function FoundPlans({ planId, found }: { readonly planId: string; readonly found: PlanView }) {
  const w = useWords(planWords);
  const t = useEquipmentTerms();
  const rupiah = useRupiah();
  const { options, purchases, unplaced, unknownKm } = found;
  return (
    <>
      {options.map((option, i) => (
        <details key={option.use} className="plan-option" open={i === bestOf(options)}>
          <summary>
            <OptionSum option={option} before={options[i - 1]} />
          </summary>
          <OptionSteps planId={planId} option={option} budget={found.budget} />
        </details>
      ))}
      {unplaced.length > 0 ? <p className="soft">{w.unplaced(unplaced.join(', '), unknownKm)}</p> : null}
      <h3>{w.single}</h3>
      {purchases.length === 0 ? <p>{w.noPurchase}</p> : null}
      <ol>
        {purchases.map(({ kind, price, restored }) => (
          <li key={kind}>{w.purchase(t.kinds[kind], rupiah(price), restored)}</li>
        ))}
      </ol>
    </>
  );
}

/** The cheapest way to the most counters comes first: its steps are shown. */
function bestOf(options: readonly PlanOption[]): number {
  const most = Math.max(...options.map(({ worth }) => worth.restored));
  return options.findIndex(({ worth }) => worth.restored === most);
}

interface OptionSumProps {
  readonly option: PlanOption;
  /** The option that may use less. */
  readonly before: PlanOption | undefined;
}

function OptionSum({ option: { use, worth }, before }: OptionSumProps) {
  const w = useWords(planWords);
  const rupiah = useRupiah();
  const { workingBefore, workingAfter, restored, moves, loans, purchases, cost } = worth;
  return (
    <>
      <strong>{w.uses[use]}</strong>:{' '}
      {restored === 0 || before?.worth.restored === restored
        ? before
          ? w.noMore
          : w.nothing
        : [
            w.brings(workingBefore, workingAfter),
            w.steps(moves, loans, purchases),
            w.cost(rupiah(cost)),
          ].join(' · ')}
    </>
  );
}
