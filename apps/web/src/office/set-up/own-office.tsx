import { Button, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { type TimeZoneName, timeZones } from '@rekam/domain';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useAction } from '../../parts/use-action.ts';
import { useWords } from '../../words/language.tsx';
import { setUpWords } from '../../words/office/set-up.ts';
import { useAdoptSession } from '../session.tsx';
import { type Regency, RegencyChoice } from './regency-choice.tsx';

const usernameShape = /^[a-z][a-z0-9._-]{2,31}$/;
const zoneNames = Object.keys(timeZones) as TimeZoneName[];

/** Runs an act with the set-up key, or asks for the key first. */
type WithKey = (act: (key: string) => void) => () => void;

export function OwnOffice({ withKey }: { readonly withKey: WithKey }) {
  const w = useWords(setUpWords);
  const action = useAction();
  const adopt = useAdoptSession();
  const [regency, setRegency] = useState<Regency | null>(null);
  const [timeZone, setTimeZone] = useState<TimeZoneName>('WITA');
  const [head, setHead] = useState({ name: '', username: '', password: '' });
  const [checked, setChecked] = useState(false);
  const wrong = {
    regency: regency ? undefined : w.wrong.regency,
    name: head.name.trim() === '' ? w.wrong.name : undefined,
    username: usernameShape.test(head.username) ? undefined : w.wrong.username,
    password: head.password.length < 10 ? w.wrong.password : undefined,
  };
  const shown = checked
    ? wrong
    : { regency: undefined, name: undefined, username: undefined, password: undefined };
  const choose = (chosen: Regency | null) => {
    setRegency(chosen);
    if (chosen) setTimeZone(chosen.suggestedTimeZone);
  };
  const send = withKey((setupKey) => {
    if (!regency || Object.values(wrong).some((text) => text !== undefined)) return;
    const body = { setupKey, regencyCode: regency.code, timeZone, head: { ...head, name: head.name.trim() } };
    void action.run(() => call(officeApi.setUp, { body }), adopt);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    send();
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <RegencyChoice onChoose={choose} wrong={shown.regency} />
      <NativeSelect
        label={w.timeZone}
        description={w.timeZoneHint}
        value={timeZone}
        onChange={(event) => setTimeZone(event.target.value as TimeZoneName)}
        data={zoneNames.map((name) => ({ value: name, label: w.timeZones[name] }))}
      />
      <h3>{w.headHeading}</h3>
      <TextInput
        label={w.name}
        autoComplete="name"
        error={shown.name}
        value={head.name}
        onChange={(event) => setHead({ ...head, name: event.target.value })}
      />
      <TextInput
        label={w.username}
        description={w.usernameHint}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        error={shown.username}
        value={head.username}
        onChange={(event) => setHead({ ...head, username: event.target.value.toLowerCase() })}
      />
      <PasswordInput
        label={w.password}
        description={w.passwordHint}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': w.signIn.show }}
        error={shown.password}
        value={head.password}
        onChange={(event) => setHead({ ...head, password: event.target.value })}
      />
      <ProblemNotice problem={action.problem} />
      <Button type="submit" variant="outline" loading={action.busy}>
        {w.action}
      </Button>
    </form>
  );
}
