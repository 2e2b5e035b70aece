import { Button, PasswordInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useAction } from '../../parts/use-action.ts';
import { useWords } from '../../words/language.tsx';
import { officerWords } from '../../words/office/officer.ts';
import { Section } from '../frame/pieces.tsx';
import { passwordLength, pinShape } from './officer-entries.ts';

export function OwnPassword() {
  const w = useWords(officerWords).account;
  const [typed, setTyped] = useState({ current: '', password: '', again: '' });
  const wrong = {
    current: typed.current === '' ? w.wrong.current : undefined,
    password: typed.password.length < passwordLength ? w.wrong.password : undefined,
    again: typed.again === typed.password ? undefined : w.wrong.again,
  };
  const { current, password } = typed;
  const form = useSecretForm(
    Object.values(wrong).every((text) => text === undefined),
    () => call(officeApi.changeOwnPassword, { body: { current, password } }),
    () => setTyped({ current: '', password: '', again: '' }),
  );
  return (
    <Section heading={w.passwordHeading} lead={w.passwordLead}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <Secret
          label={w.current}
          wrong={form.checked ? wrong.current : undefined}
          value={current}
          onType={(text) => setTyped({ ...typed, current: text })}
          autoComplete="current-password"
        />
        <Secret
          label={w.password}
          wrong={form.checked ? wrong.password : undefined}
          value={password}
          onType={(text) => setTyped({ ...typed, password: text })}
        />
        <Secret
          label={w.again}
          wrong={form.checked ? wrong.again : undefined}
          value={typed.again}
          onType={(text) => setTyped({ ...typed, again: text })}
        />
        <Result {...form} />
        <div>
          <Button type="submit" loading={form.action.busy}>
            {w.passwordAction}
          </Button>
        </div>
      </form>
    </Section>
  );
}

export function OwnPin() {
  const w = useWords(officerWords).account;
  const [typed, setTyped] = useState({ current: '', pin: '' });
  const wrong = {
    current: typed.current === '' ? w.wrong.current : undefined,
    pin: pinShape.test(typed.pin) ? undefined : w.wrong.pin,
  };
  const form = useSecretForm(
    wrong.current === undefined && wrong.pin === undefined,
    () => call(officeApi.changeOwnPassword, { body: typed }),
    () => setTyped({ current: '', pin: '' }),
  );
  return (
    <Section heading={w.pinHeading} lead={w.pinLead}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <Secret
          label={w.current}
          wrong={form.checked ? wrong.current : undefined}
          value={typed.current}
          onType={(current) => setTyped({ ...typed, current })}
          autoComplete="current-password"
        />
        <Secret
          label={w.pin}
          wrong={form.checked ? wrong.pin : undefined}
          value={typed.pin}
          onType={(pin) => setTyped({ ...typed, pin })}
          autoComplete="off"
        />
        <Result {...form} />
        <div>
          <Button type="submit" loading={form.action.busy}>
            {w.pinAction}
          </Button>
        </div>
      </form>
    </Section>
  );
}

function useSecretForm(
  complete: boolean,
  send: () => ReturnType<typeof call<typeof officeApi.changeOwnPassword>>,
  onDone: () => void,
) {
  const action = useAction();
  const [checked, setChecked] = useState(false);
  const [done, setDone] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    setDone(false);
    if (!complete) return;
    void action.run(send, () => {
      setChecked(false);
      setDone(true);
      onDone();
    });
  };
  return { action, checked, done, submit };
}

function Result({ action, done }: Pick<ReturnType<typeof useSecretForm>, 'action' | 'done'>) {
  const w = useWords(officerWords).account;
  return (
    <>
      <ProblemNotice problem={action.problem} />
      {done ? (
        <Notice kind="good" alert>
          <p>{w.changed}</p>
        </Notice>
      ) : null}
    </>
  );
}

interface SecretProps {
  readonly label: string;
  readonly wrong: string | undefined;
  readonly value: string;
  readonly onType: (text: string) => void;
  readonly autoComplete?: string;
}

function Secret({ label, wrong, value, onType, autoComplete = 'new-password' }: SecretProps) {
  const w = useWords(officerWords).form;
  return (
    <PasswordInput
      label={label}
      error={wrong}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': `${w.showPassword}: ${label}` }}
      value={value}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
