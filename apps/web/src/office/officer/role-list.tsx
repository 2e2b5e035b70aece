import { Button, NativeSelect } from '@mantine/core';
import { type Role, roles } from '@rekam/domain/access/roles.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { officerWords } from '../../words/office/officer.ts';
import { terms } from '../../words/terms/index.ts';
import { useAnswer } from '../asking.ts';
import type { RoleEntry } from './officer-entries.ts';

interface RoleListProps {
  readonly roles: readonly RoleEntry[];
  readonly onChange: (roles: readonly RoleEntry[]) => void;
  readonly wrong: string | undefined;
}

/** Roles of one person, each at one place or at the whole office. */
export function RoleList({ roles: held, onChange, wrong }: RoleListProps) {
  const w = useWords(officerWords).form;
  const t = useWords(terms);
  const change = (index: number, part: Partial<RoleEntry>) =>
    onChange(held.map((entry, at) => (at === index ? { ...entry, ...part } : entry)));
  const remove = (index: number) => onChange(held.filter((_, at) => at !== index));
  const unheld = roles.find((role) => held.every((entry) => entry.role !== role)) ?? 'operator';
  return (
    <fieldset className="roles">
      <legend>{w.roles}</legend>
      {held.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike while they are being typed
        <div className="row" key={index}>
          <NativeSelect
            className="grow"
            label={w.role}
            value={entry.role}
            onChange={(event) => change(index, { role: event.target.value as Role })}
            data={roles.map((role) => ({ value: role, label: t.roles[role] }))}
          />
          <PlaceOfRole entry={entry} onChoose={(placeId) => change(index, { placeId })} />
          <Button
            variant="default"
            aria-label={w.removeRole(t.roles[entry.role])}
            onClick={() => remove(index)}
          >
            ×
          </Button>
        </div>
      ))}
      {wrong ? (
        <p className="field-wrong" role="alert">
          {wrong}
        </p>
      ) : null}
      <div>
        <Button
          variant="default"
          size="xs"
          onClick={() => onChange([...held, { role: unheld, placeId: null }])}
        >
          {w.addRole}
        </Button>
      </div>
    </fieldset>
  );
}

interface PlaceOfRoleProps {
  readonly entry: RoleEntry;
  readonly onChoose: (placeId: string | null) => void;
}

function PlaceOfRole({ entry, onChoose }: PlaceOfRoleProps) {
  const w = useWords(officerWords).form;
  const f = useWords(frameWords);
  const places = useAnswer(officeApi.listPlaces);
  return (
    <NativeSelect
      className="grow"
      label={w.place}
      value={entry.placeId ?? ''}
      onChange={(event) => onChoose(event.target.value === '' ? null : event.target.value)}
      data={[
        { value: '', label: f.wholeOffice },
        ...(places.value ?? []).map(({ id, name }) => ({ value: id, label: name })),
      ]}
    />
  );
}
