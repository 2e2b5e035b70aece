import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../parts/client.ts';
import { InputField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { Screen } from './screen.tsx';
import { useStation, useStationAction } from './station.tsx';

/** Groups the characters of an enrolment code by five, as it is printed at the office. */
const groupCode = (text: string): string =>
  (
    text
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .slice(0, 20)
      .match(/.{1,5}/g) ?? []
  ).join('-');

export function EnrolStation() {
  const w = useWords(counterWords);
  const { state, adopt } = useStation();
  const action = useStationAction();
  // A station that was revoked most often comes back to its own office: only the code is new.
  const [officeUrl, setOfficeUrl] = useState(state.officeUrl ?? '');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [incomplete, setIncomplete] = useState(false);
  const submit = () => {
    const url = officeUrl.trim().replace(/\/+$/, '');
    const complete = /^https?:\/\/[^\s/]+/.test(url) && code.replaceAll('-', '').length === 20;
    setIncomplete(!complete);
    if (!complete) return;
    const body = { officeUrl: url, code, ...(name.trim() ? { name: name.trim() } : {}) };
    void action.run(() => call(counterApi.enrolStation, { body }), adopt);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Screen
      className="narrow"
      heading={w.enrol.heading}
      lead={w.enrol.lead}
      primary={{ words: w.enrol.action, onClick: submit, busy: action.busy }}
      focusPrimary={false}
    >
      {state.revoked ? (
        <Notice kind="warn">
          <p>{w.enrol.revoked}</p>
        </Notice>
      ) : null}
      <form className="stack" onSubmit={onSubmit}>
        <InputField
          label={w.enrol.address}
          hint={w.enrol.addressHint}
          type="url"
          inputMode="url"
          autoFocus={state.officeUrl === null}
          value={officeUrl}
          onChange={(event) => setOfficeUrl(event.target.value)}
        />
        <InputField
          label={w.enrol.code}
          hint={w.enrol.codeHint}
          className="field-code"
          autoFocus={state.officeUrl !== null}
          autoComplete="off"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(groupCode(event.target.value))}
        />
        <InputField
          label={w.enrol.name}
          value={name}
          maxLength={60}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" hidden />
        {incomplete ? (
          <Notice kind="warn" alert>
            <p>{w.enrol.incomplete}</p>
          </Notice>
        ) : null}
        <ProblemNotice problem={action.problem} />
      </form>
    </Screen>
  );
}
