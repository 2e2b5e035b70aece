import { Button } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { equipmentWords } from '../../words/office/equipment.ts';
import { setChangeWords } from '../../words/office/set-change.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMay, useMoment } from '../session.tsx';
import { ChangeSetDialog } from './change-set-dialog.tsx';
import { History } from './history.tsx';
import { InstallDialog } from './install-dialog.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { RetireSetDialog } from './retire-set-dialog.tsx';
import { SelfTestDialog } from './self-test-dialog.tsx';
import { ConditionTag, RecordingTag } from './state-tags.tsx';
import { useEquipmentTerms } from './terms.ts';

type SetDetail = AnswerOf<typeof equipmentApi.getSet>;
type Slot = SetDetail['slots'][number];
type Shown = 'test' | 'change' | 'retire' | Slot;

/** One set: what each slot holds, its tests and its history. */
export function SetPage({ id }: { readonly id: string }) {
  const w = useWords(equipmentWords);
  const ofComponent = useWords(componentWords).one;
  const may = useMay();
  const set = useAnswer(equipmentApi.getSet, { params: { id } });
  const c = useWords(setChangeWords);
  const [shown, setShown] = useState<Shown | null>(null);
  const close = () => setShown(null);
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
        one.retired ? (
          c.isRetired
        ) : (
          <>
            <RecordingTag set={one} />{' '}
            {one.station ? `${w.set.station}: ${one.station.name}` : w.set.noStation}
          </>
        )
      }
      acts={one.retired ? null : <Acts onShow={setShown} />}
    >
      {one.retired ? null : (
        <Section heading={w.set.slots}>
          <Table caption={w.set.slots} columns={[w.set.slot, w.set.component, w.set.condition]}>
            {one.slots.map((slot) => (
              <SlotLine
                key={slot.slot}
                slot={slot}
                onShow={may('equipment.move') ? () => setShown(slot) : null}
              />
            ))}
          </Table>
        </Section>
      )}
      <div className="columns">
        <Tests tests={one.tests} />
        <Section heading={ofComponent.history}>
          <History facts={one.timeline} />
        </Section>
      </div>
      {shown === 'test' ? <SelfTestDialog set={one} onClose={close} /> : null}
      {shown === 'change' ? <ChangeSetDialog set={one} onClose={close} /> : null}
      {shown === 'retire' ? <RetireSetDialog set={one} onClose={close} /> : null}
      {typeof shown === 'object' && shown ? <SlotDialog set={one} slot={shown} onClose={close} /> : null}
    </Page>
  );
}

function Acts({ onShow }: { readonly onShow: (shown: 'test' | 'change' | 'retire') => void }) {
  const w = useWords(equipmentWords);
  const c = useWords(setChangeWords);
  const may = useMay();
  return (
    <>
      {may('fault.report') ? <Button onClick={() => onShow('test')}>{w.set.test}</Button> : null}
      {may('equipment.manage') ? (
        <>
          <Button variant="default" onClick={() => onShow('change')}>
            {c.change}
          </Button>
          <Button variant="default" onClick={() => onShow('retire')}>
            {c.retire}
          </Button>
        </>
      ) : null}
    </>
  );
}

interface SlotDialogProps {
  readonly set: SetDetail;
  readonly slot: Slot;
  readonly onClose: () => void;
}

/** Fills an empty slot, or moves what is in it. */
function SlotDialog({ set, slot, onClose }: SlotDialogProps) {
  if (slot.component) return <MoveDialog component={slot.component} onClose={onClose} />;
  return <InstallDialog set={set} kind={slot.slot} onClose={onClose} />;
}

function SlotLine({ slot, onShow }: { readonly slot: Slot; readonly onShow: (() => void) | null }) {
  const w = useWords(equipmentWords);
  const { moving } = useWords(componentWords);
  const c = useWords(setChangeWords);
  const t = useEquipmentTerms();
  const { component, need } = slot;
  return (
    <tr>
      <Cell of={w.set.slot}>
        <strong>{t.kinds[slot.slot]}</strong>
        <small>{w.effectsOf[need]}</small>
      </Cell>
      <Cell of={w.set.component}>
        <span className="row">
          {component ? (
            <span className="grow">
              <Link className="main-link" to={`/equipment/components/${component.id}`}>
                {component.make} {component.model}
              </Link>
              <small className="digits">{component.serial}</small>
            </span>
          ) : (
            <span className="soft grow">{w.set.empty}</span>
          )}
          {onShow ? (
            <Button
              variant="default"
              size="xs"
              aria-label={component ? c.moveOf(t.kinds[slot.slot]) : moving.install(t.kinds[slot.slot])}
              onClick={onShow}
            >
              {component ? c.move : w.set.install}
            </Button>
          ) : null}
        </span>
      </Cell>
      <Cell of={w.set.condition}>
        {component ? <ConditionTag condition={component.condition} /> : '–'}
        {component?.fault ? <small>{t.symptoms[component.fault.symptom]}</small> : null}
      </Cell>
    </tr>
  );
}

function Tests({ tests }: { readonly tests: SetDetail['tests'] }) {
  const words = useWords(equipmentWords);
  const w = words.set;
  const t = useEquipmentTerms();
  const moment = useMoment();
  const asideOf = ({ detail, by, outcome }: SetDetail['tests'][number]['parts'][number]): string => {
    const said = [detail, by === 'person' && outcome !== 'not-tested' ? words.testing.byHand : ''];
    const parts = said.filter((part) => part !== '');
    return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  };
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
                  .map((part) => `${t.kinds[part.kind]} ${w.outcomes[part.outcome]}${asideOf(part)}`)
                  .join(' · ')}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}
