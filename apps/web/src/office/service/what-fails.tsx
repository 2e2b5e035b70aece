import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { type RepairRow, repairApi } from '@rekam/protocol/http/repair-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { Section, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';

const freshEveryMs = 15_000;

interface Failing {
  readonly set: SetView;
  readonly slot: SetView['state']['failing'][number];
  /** Null: the slot is empty. */
  readonly component: ComponentRow | null;
  /** Null: nobody has taken it up. */
  readonly repair: RepairRow | null;
}

/** What is broken behind the colours: each device by itself, why, and who has it in hand until when. */
export function WhatFails() {
  const w = useWords(serviceWords).failing;
  const may = useMay();
  const asked = { everyMs: freshEveryMs, enabled: may('equipment.view') };
  const sets = useAnswer(equipmentApi.listSets, undefined, asked).value ?? [];
  const repairs = useAnswer(repairApi.listRepairs, undefined, asked).value ?? [];
  const failing = sets.filter(({ retired }) => !retired).flatMap((set) => failingOf(set, repairs));
  if (failing.length === 0) return null;
  return (
    <Section heading={w.heading} lead={w.lead}>
      <Table caption={w.heading} columns={Object.values(w.columns)}>
        {failing.map((one) => (
          <FailingLine key={`${one.set.id} ${one.slot.slot}`} {...one} />
        ))}
      </Table>
    </Section>
  );
}

/** An empty slot that nobody needs fails nothing; a broken device is told even where it stops nothing. */
function failingOf(set: SetView, repairs: readonly RepairRow[]): Failing[] {
  return set.state.failing
    .filter(({ need, componentId }) => need !== 'not-needed' || componentId !== null)
    .map((slot) => {
      const component = set.slots.find((one) => one.slot === slot.slot)?.component ?? null;
      const repair = repairs.find(({ id }) => id === component?.fault?.repairId) ?? null;
      return { set, slot, component, repair };
    });
}

const tones = { stops: 'bad', limits: 'warn', none: 'still' } as const;

/** What it does to its set (EQP22–EQP24). */
function harmOf({ need, problem }: Failing['slot']): keyof typeof tones {
  if (need === 'not-needed') return 'none';
  return need === 'needed' && problem !== 'disturbed' ? 'stops' : 'limits';
}

function FailingLine({ set, slot, component, repair }: Failing) {
  const { columns, harms, empty, since } = useWords(serviceWords).failing;
  const t = useEquipmentTerms();
  const moment = useMoment();
  const fault = component?.fault ?? null;
  const harm = harmOf(slot);
  return (
    <tr>
      <Cell of={columns.where}>
        <strong>{set.place.name}</strong>
        <small>{set.name}</small>
      </Cell>
      <Cell of={columns.what}>
        <Link
          className="main-link"
          to={component ? `/equipment/components/${component.id}` : `/equipment/sets/${set.id}`}
        >
          {t.kinds[slot.slot]}
        </Link>
        <small>{component ? component.serial : empty}</small>
        <Tag tone={tones[harm]}>{harms[harm]}</Tag>
      </Cell>
      <Cell of={columns.why}>
        {fault ? (
          <>
            {t.symptoms[fault.symptom]}
            <small>
              {t.causes[fault.cause]}, {since(moment(fault.since).replace(/ 00:00$/, ''))}
            </small>
          </>
        ) : (
          '–'
        )}
      </Cell>
      <Cell of={columns.who}>
        <InHand component={component} repair={repair} />
      </Cell>
      <Cell of={columns.promised}>
        <Promised repair={repair} />
      </Cell>
    </tr>
  );
}

function InHand({ component, repair }: Pick<Failing, 'component' | 'repair'>) {
  const w = useWords(serviceWords).failing;
  const t = useEquipmentTerms();
  if (repair)
    return (
      <>
        <Link className="main-link" to={`/repairs/${repair.id}`}>
          {t.rungs[repair.rung]}
        </Link>
        <small>
          {repair.path ? t.paths[repair.path] : w.noPath}, {w.since(formatDate(repair.rungSince))}
        </small>
      </>
    );
  return component?.fault ? <Tag tone="bad">{w.nobody}</Tag> : '–';
}

function Promised({ repair }: Pick<Failing, 'repair'>) {
  const w = useWords(serviceWords).failing;
  if (!repair?.promisedOn) return repair ? w.nothingPromised : '–';
  return (
    <>
      <span className="nowrap">{formatDate(repair.promisedOn)}</span>{' '}
      {repair.promiseBroken ? <Tag tone="bad">{w.broken}</Tag> : null}
    </>
  );
}
