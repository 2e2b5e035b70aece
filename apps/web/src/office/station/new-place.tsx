import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { stationWords } from '../../words/office/station.ts';
import { terms } from '../../words/terms/index.ts';
import { useAct } from '../asking.ts';

const kinds = ['mobile-unit', 'school'] as const;

interface NewPlaceProps {
  readonly onAdded: (place: AnswerOf<typeof officeApi.addPlace>) => void;
}

/** A mobile unit or a school: places that the register of regions does not know. */
export function NewPlace({ onAdded }: NewPlaceProps) {
  const w = useWords(stationWords).code;
  const t = useWords(terms);
  const action = useAct();
  const [kind, setKind] = useState<(typeof kinds)[number]>('mobile-unit');
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim().length < 2) return;
    void action.run(
      () => call(officeApi.addPlace, { body: { kind, name: name.trim() } }),
      (place) => {
        setName('');
        onAdded(place);
      },
    );
  };
  return (
    <details className="more">
      <summary>{w.newPlace}</summary>
      <form className="row" onSubmit={submit}>
        <NativeSelect
          label={w.newPlaceKind}
          value={kind}
          onChange={(event) => setKind(event.target.value as (typeof kinds)[number])}
          data={kinds.map((one) => ({ value: one, label: t.placeKinds[one] }))}
        />
        <TextInput
          className="grow"
          label={w.newPlaceName}
          required
          minLength={2}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" variant="default" loading={action.busy}>
          {w.newPlaceAction}
        </Button>
      </form>
      <ProblemNotice problem={action.problem} />
    </details>
  );
}
