import { type TurnedAwayCause, turnedAwayCauses } from '@rekam/domain/repair/turned-away.ts';
import { type Service, services } from '@rekam/domain/service-status/service.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { call } from '../parts/client.ts';
import { Dialog } from '../parts/dialog.tsx';
import { SelectField } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { useStationAction } from './station.tsx';

interface Named {
  readonly service: Service;
  readonly cause: TurnedAwayCause;
}

/** What was named last, while this page is open: a queue is turned away for one reason. */
let lastNamed: Named = { service: 'rekam', cause: 'device' };

interface TurnedAwayDialogProps {
  readonly onCounted: (today: number) => void;
  readonly onClose: () => void;
}

/** One press for each resident who could not be served, with the service and the cause of the one before. */
export function TurnedAwayDialog({ onCounted, onClose }: TurnedAwayDialogProps) {
  const words = useWords(counterWords);
  const w = words.turnedAway;
  const action = useStationAction();
  const [named, setNamed] = useState(lastNamed);
  const [lastId, setLastId] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const count = () => {
    lastNamed = named;
    void action.run(
      () => call(counterApi.countTurnedAway, { body: named }),
      ({ id, today }) => {
        setLastId(id);
        setSaid(w.counted(today));
        onCounted(today);
      },
    );
  };
  const undo = () =>
    void action.run(
      () => call(counterApi.withdrawTurnedAway, { params: { id: lastId ?? '' } }),
      ({ today }) => {
        setLastId(null);
        setSaid(w.undone(today));
        onCounted(today);
      },
    );
  return (
    <Dialog heading={w.heading} onClose={onClose} wide>
      <div className="stack">
        <p>{w.lead}</p>
        <SelectField
          label={w.service}
          value={named.service}
          onChange={(event) => setNamed({ ...named, service: event.target.value as Service })}
        >
          {services.map((one) => (
            <option key={one} value={one}>
              {w.services[one]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={w.cause}
          value={named.cause}
          onChange={(event) => setNamed({ ...named, cause: event.target.value as TurnedAwayCause })}
        >
          {turnedAwayCauses.map((one) => (
            <option key={one} value={one}>
              {w.causes[one]}
            </option>
          ))}
        </SelectField>
        <p role="status">{said}</p>
        <ProblemNotice problem={action.problem} />
      </div>
      <div className="dialog-actions">
        <Button kind="quiet" keyName="Escape" onClick={onClose}>
          {words.close}
        </Button>
        {lastId ? (
          <Button busy={action.busy} onClick={undo}>
            {w.undo}
          </Button>
        ) : null}
        <Button kind="primary" keyName="Enter" focusKey="count" busy={action.busy} onClick={count}>
          {w.count}
        </Button>
      </div>
    </Dialog>
  );
}

/** How many were turned away at this counter today, and how a new figure is taken over. */
export function useTurnedAwayToday(): readonly [number, (today: number) => void] {
  const [today, setToday] = useState(0);
  const look = useCallback(() => {
    void call(counterApi.getTurnedAway).then((answer) => {
      if (answer.ok) setToday(answer.value.today);
    });
  }, []);
  useEffect(look, [look]);
  return [today, setToday];
}
