import { Button } from '@mantine/core';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import type { SetView } from '@rekam/protocol/http/set-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { placeWords } from '../../words/office/place.ts';
import { setChangeWords } from '../../words/office/set-change.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { useAge } from '../frame/use-age.ts';
import { TurnedAway } from '../repair/turned-away.tsx';
import { useMay } from '../session.tsx';
import { AddSetDialog } from './add-set-dialog.tsx';
import { RecordingTag } from './state-tags.tsx';
import { useEquipmentTerms } from './terms.ts';

const freshEveryMs = 15_000;
const gravity = { stopped: 0, limited: 1, open: 2 } as const;

/** Every set at a glance, what stops first. */
export function Sets() {
  const w = useWords(equipmentWords);
  const p = useWords(placeWords);
  const may = useMay();
  const sets = useAnswer(equipmentApi.listSets, undefined, { everyMs: freshEveryMs });
  const [adding, setAdding] = useState(false);
  const used = (sets.value ?? []).filter(({ retired }) => !retired);
  const working = used.filter(({ state }) => state.records).length;
  const sorted = [...used].sort((a, b) => gravity[a.state.recording] - gravity[b.state.recording]);
  const add = may('equipment.manage') ? <Button onClick={() => setAdding(true)}>{w.addSet}</Button> : null;
  return (
    <Page
      heading={w.heading}
      lead={w.lead}
      acts={
        <>
          {may('equipment.move') || may('statistics.view') ? (
            <Link className="plain-button" to="/planning">
              {w.toPlanning}
            </Link>
          ) : null}
          <Link className="plain-button" to="/equipment/components">
            {w.toComponents}
          </Link>
          {may('service.configure') ? (
            <Link className="plain-button" to="/places">
              {p.toPlaces}
            </Link>
          ) : null}
          {add}
        </>
      }
    >
      {!sets.value ? <NotYet problem={sets.problem} /> : null}
      {sets.value && used.length === 0 ? (
        <Empty icon="packet" heading={w.noSets}>
          <p>{w.noSetsLead}</p>
          {add}
        </Empty>
      ) : null}
      {used.length > 0 ? <p className="sets-sum">{w.working(working, used.length)}</p> : null}
      <ul className="set-cards">
        {sorted.map((set) => (
          <SetCard key={set.id} set={set} />
        ))}
      </ul>
      <RetiredSets sets={(sets.value ?? []).filter(({ retired }) => retired)} />
      {may('turned-away.count') ? <TurnedAway /> : null}
      {adding ? <AddSetDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}

/** Sets that are used no more, for their history. */
function RetiredSets({ sets }: { readonly sets: readonly SetView[] }) {
  const w = useWords(setChangeWords);
  if (sets.length === 0) return null;
  return (
    <details className="more">
      <summary>{w.retiredSets(sets.length)}</summary>
      <ul>
        {sets.map((set) => (
          <li key={set.id}>
            <Link to={`/equipment/sets/${set.id}`}>
              {set.place.name}, {set.name}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

function SetCard({ set }: { readonly set: SetView }) {
  const w = useWords(equipmentWords);
  const t = useEquipmentTerms();
  const age = useAge();
  return (
    <li className={`sheet set-card set-${set.state.recording}`}>
      <div className="sheet-head">
        <h2>
          <Link to={`/equipment/sets/${set.id}`}>
            {set.place.name}, {set.name}
          </Link>
        </h2>
        <RecordingTag set={set} />
      </div>
      {set.state.failing.length === 0 ? <p className="soft">{w.allWorks}</p> : null}
      <ul className="failing">
        {set.state.failing.map(({ slot, problem, need, since }) => (
          <li key={slot}>
            <strong>{t.kinds[slot]}</strong> {w.problems[problem]}
            <small>
              {[since ? w.since(age(since)) : null, w.effectsOf[need]].filter(Boolean).join(' · ')}
            </small>
          </li>
        ))}
      </ul>
      <p className="soft">
        {set.lastTest ? w.lastTest(age(set.lastTest.at), set.lastTest.passed) : w.neverTested}
      </p>
    </li>
  );
}
