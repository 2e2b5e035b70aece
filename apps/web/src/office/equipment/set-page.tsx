import { Button } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { equipmentWords } from '../../words/office/equipment.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';
import { History } from './history.tsx';
import { InstallDialog } from './install-dialog.tsx';
import { SelfTestDialog } from './self-test-dialog.tsx';
import { ConditionTag, RecordingTag } from './state-tags.tsx';
import { useEquipmentTerms } from './terms.ts';

type SetDetail = AnswerOf<typeof equipmentApi.getSet>;
type Slot = SetDetail['slots'][number];

/** One set: what each slot holds, its tests and its history. */
export function SetPage({ id }: { readonly id: string }) {
  const w = useWords(equipmentWords);
  const may = useMay();
  const set = useAnswer(equipmentApi.getSet, { params: { id } });
  const [testing, setTesting] = useState(false);
  const [installing, setInstalling] = useState<Slot['slot'] | null>(null);
  const back = <Link to="/equipment">← {w.set.back}</Link>;
  if (!set.value)
    return (
      <Page heading={w.heading} above={back}>
        <NotYet problem={set.problem} />
      </Page>
    );
  const one = set.value;
  return (
    <Page
      heading={`${one.place.name}, ${one.name}`}
      above={back}
      lead={
        <>
          <RecordingTag set={one} /> {one.station ? `${w.set.station}: ${one.station.name}` : w.set.noStation}
        </>
      }
      acts={
        may('fault.report') && !one.retired ? (
          <Button onClick={() => setTesting(true)}>{w.set.test}</Button>
        ) : null
      }
    >
      <Section heading={w.set.slots}>
        <Table caption={w.set.slots} columns={[w.set.slot, w.set.component, w.set.condition]}>
          {one.slots.map((slot) => (
            <SlotLine
              key={slot.slot}
              slot={slot}
              onInstall={may('equipment.move') && !one.retired ? () => setInstalling(slot.slot) : null}
            />
          ))}
        </Table>
      </Section>
      <div className="columns">
        <Tests tests={one.tests} />
        <Section heading={w.one.history}>
          <History facts={one.timeline} />
        </Section>
      </div>
      {testing ? <SelfTestDialog set={one} onClose={() => setTesting(false)} /> : null}
      {installing ? <InstallDialog set={one} kind={installing} onClose={() => setInstalling(null)} /> : null}
    </Page>
  );
}

function SlotLine({ slot, onInstall }: { readonly slot: Slot; readonly onInstall: (() => void) | null }) {
  const w = useWords(equipmentWords);
  const t = useEquipmentTerms();
  const { component, need } = slot;
  return (
    <tr>
      <Cell of={w.set.slot}>
        <strong>{t.kinds[slot.slot]}</strong>
        <small>{w.effectsOf[need]}</small>
      </Cell>
      <Cell of={w.set.component}>
        {component ? (
          <>
            <Link className="main-link" to={`/equipment/components/${component.id}`}>
              {component.make} {component.model}
            </Link>
            <small className="digits">{component.serial}</small>
          </>
        ) : (
          <span className="row">
            <span className="soft">{w.set.empty}</span>
            {onInstall ? (
              <Button
                variant="default"
                size="xs"
                aria-label={w.moving.install(t.kinds[slot.slot])}
                onClick={onInstall}
              >
                {w.set.install}
              </Button>
            ) : null}
          </span>
        )}
      </Cell>
      <Cell of={w.set.condition}>
        {component ? <ConditionTag condition={component.condition} /> : '–'}
        {component?.fault ? <small>{t.symptoms[component.fault.symptom]}</small> : null}
      </Cell>
    </tr>
  );
}

function Tests({ tests }: { readonly tests: SetDetail['tests'] }) {
  const w = useWords(equipmentWords).set;
  const t = useEquipmentTerms();
  const moment = useMoment();
  return (
    <Section heading={w.tests}>
      {tests.length === 0 ? <p className="soft">{w.noTests}</p> : null}
      <ol className="timeline">
        {tests.map((test) => (
          <li key={test.id}>
            <time dateTime={test.at}>{moment(test.at)}</time>
            <div>
              <strong>
                {[test.by ?? test.stationName, w.occasions[test.occasion]].filter(Boolean).join(', ')}
              </strong>
              <p className="soft">
                {test.parts
                  .filter(({ outcome, detail }) => outcome !== 'not-tested' || detail !== '')
                  .map(
                    ({ kind, outcome, detail }) =>
                      `${t.kinds[kind]} ${w.outcomes[outcome]}${detail === '' ? '' : ` (${detail})`}`,
                  )
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
