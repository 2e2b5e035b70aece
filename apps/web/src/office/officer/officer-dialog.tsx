import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { officerWords } from '../../words/office/officer.ts';
import { useAct } from '../asking.ts';
import { FormDialog } from '../frame/form-dialog.tsx';
import { type OfficerEntries, wrongEntries } from './officer-entries.ts';
import type { OfficerRow } from './officers.tsx';
import { RoleList } from './role-list.tsx';

interface OfficerDialogProps {
  /** Null: somebody new. */
  readonly officer: OfficerRow | null;
  readonly onClose: () => void;
}

export function OfficerDialog({ officer, onClose }: OfficerDialogProps) {
  const w = useWords(officerWords).form;
  const action = useAct();
  const [checked, setChecked] = useState(false);
  const [entries, setEntries] = useState<OfficerEntries>({
    name: officer?.name ?? '',
    username: officer?.username ?? '',
    password: '',
    pin: '',
    active: officer?.active ?? true,
    roles: officer?.roles.map(({ role, placeId }) => ({ role, placeId })) ?? [
      { role: 'operator', placeId: null },
    ],
  });
  const set = (change: Partial<OfficerEntries>) => setEntries({ ...entries, ...change });
  const wrong = wrongEntries(entries, officer === null);
  const told = (name: keyof typeof w.wrong) => (checked && wrong.has(name) ? w.wrong[name] : undefined);
  const submit = () => {
    setChecked(true);
    if (wrong.size === 0) void action.run(() => save(officer, entries), onClose);
  };
  return (
    <FormDialog
      heading={officer ? w.changeHeading(officer.name) : w.addHeading}
      onClose={onClose}
      action={action}
      onSubmit={submit}
      act={w.action}
    >
      {officer ? null : (
        <>
          <TextInput
            label={w.name}
            error={told('name')}
            autoComplete="off"
            maxLength={80}
            value={entries.name}
            onChange={(event) => set({ name: event.target.value })}
          />
          <TextInput
            label={w.username}
            description={w.usernameHint}
            error={told('username')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={entries.username}
            onChange={(event) => set({ username: event.target.value.toLowerCase() })}
          />
        </>
      )}
      <RoleList roles={entries.roles} onChange={(roles) => set({ roles })} wrong={told('roles')} />
      <PasswordInput
        label={officer ? w.passwordNew : w.password}
        description={officer ? w.passwordKeep : w.passwordHint}
        error={told('password')}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': w.showPassword }}
        value={entries.password}
        onChange={(event) => set({ password: event.target.value })}
      />
      <TextInput
        label={w.pin}
        description={officer ? w.pinKeep : w.pinHint}
        error={told('pin')}
        inputMode="numeric"
        autoComplete="off"
        value={entries.pin}
        onChange={(event) => set({ pin: event.target.value })}
      />
      {officer ? (
        <Checkbox
          label={w.active}
          checked={entries.active}
          onChange={(event) => set({ active: event.target.checked })}
        />
      ) : null}
    </FormDialog>
  );
}

function save(officer: OfficerRow | null, { name, username, password, pin, active, roles }: OfficerEntries) {
  const secrets = { ...(password === '' ? {} : { password }), ...(pin === '' ? {} : { pin }) };
  if (officer) {
    const body = { roles: [...roles], active, ...secrets };
    return call(officeApi.changeOfficer, { params: { id: officer.id }, body });
  }
  const body = { name: name.trim(), username, roles: [...roles], password, ...secrets };
  return call(officeApi.addOfficer, { body });
}
