import type { NamedPart, StandingView } from '@rekam/protocol/http/planning-api.ts';
import { planningApi } from '@rekam/protocol/http/planning-api.ts';
import { midSentence } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { planningWords } from '../../words/office/planning.ts';
import { useAnswer } from '../asking.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { ForecastSection } from './forecast.tsx';
import { PlanSection } from './plan.tsx';

/** It looks through the whole register for who is not recorded yet; sets and faults do not change by the second. */
const freshEveryMs = 60_000;

/** What still works, what stops next, and which moves help: the head's page. */
export function Planning() {
  const w = useWords(planningWords);
  const standing = useAnswer(planningApi.getStanding, undefined, { everyMs: freshEveryMs });
  return (
    <Page heading={w.heading} lead={w.lead}>
      {standing.value ? <StandingSection standing={standing.value} /> : <NotYet problem={standing.problem} />}
      <PlanSection />
      <ForecastSection />
    </Page>
  );
}

function StandingSection({ standing }: { readonly standing: StandingView }) {
  const w = useWords(planningWords);
  const rows = [{ id: 'city', name: w.city, ...standing }, ...standing.places];
  return (
    <Section heading={w.working(standing.working, standing.sets)} lead={w.rule}>
      {standing.level === 'calm' ? null : (
        <p role="status">
          <Tag tone={standing.level === 'warning' ? 'warn' : 'bad'}>{w.levels[standing.level]}</Tag>
        </p>
      )}
      <Table caption={w.heading} columns={Object.values(w.columns)}>
        {rows.map((row) => (
          <StandingRow key={row.id} row={row} />
        ))}
      </Table>
    </Section>
  );
}

type Row = Pick<StandingView, 'sets' | 'working' | 'spares' | 'stops'> & { readonly name: string };

function StandingRow({ row }: { readonly row: Row }) {
  const w = useWords(planningWords);
  const t = useEquipmentTerms();
  const { columns } = w;
  const { name, working, sets, spares, stops } = row;
  return (
    <tr>
      <Cell of={columns.place}>
        <strong>{name}</strong>
      </Cell>
      <Cell of={columns.working}>{w.counts(working, sets)}</Cell>
      <Cell of={columns.spares}>
        {spares.length === 0
          ? '–'
          : spares.map(({ kind, count }) => `${count} ${midSentence(t.kinds[kind])}`).join(', ')}
      </Cell>
      <Cell of={columns.faults}>{stops.faults === 0 ? w.stoppedHere : stops.faults}</Cell>
      <Cell of={columns.next}>
        <NextStop stops={stops} placeShown={name} />
      </Cell>
    </tr>
  );
}

/** "Satu lagi: kamera atau pemindai iris"; of several faults together a line for each set of them. */
function NextStop(props: { readonly stops: StandingView['stops']; readonly placeShown: string }) {
  const { stops, placeShown } = props;
  const w = useWords(planningWords);
  const t = useEquipmentTerms();
  const { language } = useLanguage();
  if (stops.faults === 0) return <>–</>;
  const listed = (parts: readonly string[], type: 'conjunction' | 'disjunction') =>
    new Intl.ListFormat(language, { type }).format(parts);
  /** Parts of one kind are named together: `pemindai iris di Alak, Maulafa, dan Oebobo`. */
  const saidOf = (cut: readonly NamedPart[]): string => {
    const kinds = [...Map.groupBy(cut, ({ kind }) => kind)].map(([kind, parts]) => {
      const elsewhere = parts.map(({ placeName }) => placeName).filter((name) => name !== placeShown);
      const said = midSentence(t.kinds[kind]);
      return elsewhere.length === 0 ? said : w.at(said, listed(elsewhere, 'conjunction'));
    });
    return listed(kinds, 'conjunction');
  };
  const cuts = stops.cuts.map(saidOf);
  return (
    <>
      {stops.faults === 1 ? w.oneMore : w.together(stops.faults)}:{' '}
      {stops.faults === 1 ? (
        listed(cuts, 'disjunction')
      ) : (
        <ul>
          {cuts.map((cut) => (
            <li key={cut}>{cut}</li>
          ))}
        </ul>
      )}
      {stops.more ? ` ${w.more}` : null}
    </>
  );
}
