import { Button, Checkbox, TextInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../parts/client.ts';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { useAction } from '../parts/use-action.ts';
import { useWords } from '../words/language.tsx';
import { setUpWords } from '../words/office/set-up.ts';
import { Outside } from './frame/outside.tsx';
import { useAdoptSession, useSession } from './session.tsx';

export function SignIn() {
  const w = useWords(setUpWords).signIn;
  const s = useWords(setUpWords);
  const { office } = useSession();
  const adopt = useAdoptSession();
  const action = useAction();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [incomplete, setIncomplete] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const complete = username.trim() !== '' && password !== '';
    setIncomplete(!complete);
    const body = { username: username.trim().toLowerCase(), password };
    if (complete) void action.run(() => call(officeApi.signIn, { body }), adopt);
  };
  return (
    <Outside heading={w.heading} lead={w.lead(office.name ?? '')}>
      <form className="sheet stack" onSubmit={submit}>
        <TextInput
          label={s.username}
          size="md"
          autoFocus
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <TextInput
          label={s.password}
          size="md"
          type={shown ? 'text' : 'password'}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Checkbox label={w.show} checked={shown} onChange={(event) => setShown(event.target.checked)} />
        {incomplete ? (
          <Notice kind="warn" alert>
            <p>{w.incomplete}</p>
          </Notice>
        ) : null}
        <ProblemNotice problem={action.problem} />
        <Button type="submit" size="md" loading={action.busy}>
          {w.action}
        </Button>
        <p className="soft">{w.forgot}</p>
      </form>
    </Outside>
  );
}
