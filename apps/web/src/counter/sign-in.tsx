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

export function SignIn({ locked }: { readonly locked: boolean }) {
  const w = useWords(counterWords);
  const { state, adopt } = useStation();
  const action = useStationAction();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [incomplete, setIncomplete] = useState(false);
  const submit = () => {
    const complete = username.trim() !== '' && password !== '';
    setIncomplete(!complete);
    if (!complete) return;
    void action.run(() => call(counterApi.signIn, { body: { username: username.trim(), password } }), adopt);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  return (
    <Screen
      className="narrow"
      heading={w.signIn.heading}
      lead={w.signIn.lead(state.station?.place.name ?? '')}
      primary={{ words: w.signIn.action, onClick: submit, busy: action.busy }}
      focusPrimary={false}
    >
      <form className="stack" onSubmit={onSubmit}>
        {locked ? (
          <Notice kind="calm">
            <p>{w.signIn.idle}</p>
          </Notice>
        ) : null}
        {!locked && state.setAside > 0 ? (
          <Notice kind="calm">
            <p>{w.signIn.resting(state.setAside)}</p>
          </Notice>
        ) : null}
        <InputField
          label={w.signIn.username}
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <InputField
          label={w.signIn.password}
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <label className="tick">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          {w.signIn.show}
        </label>
        <button type="submit" hidden />
        {incomplete ? (
          <Notice kind="warn" alert>
            <p>{w.signIn.incomplete}</p>
          </Notice>
        ) : null}
        <ProblemNotice problem={action.problem} />
      </form>
    </Screen>
  );
}
