import type { DirectoryEntry, PlainDate } from '@rekam/domain';
import { type Nik, nikParts, parseNik } from '@rekam/domain/resident/nik.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { type FormEvent, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { call } from '../parts/client.ts';
import { InputField } from '../parts/field.tsx';
import { findTypedDate, formatMoment } from '../parts/format.ts';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useLanguage, useWords } from '../words/language.tsx';
import { NikInput } from './nik-input.tsx';
import { AllowanceNotice, useAllowance } from './offline.tsx';
import { Screen } from './screen.tsx';
import { useStation, useStationAction } from './station.tsx';
import { TurnedAwayDialog, useTurnedAwayToday } from './turned-away.tsx';

/** What was typed to find somebody; it fills the form when nobody is found. */
export interface Sought {
  readonly nik: string;
  readonly name: string;
  readonly birthDate: PlainDate | null;
}

interface FindFormProps {
  readonly notice: string | null;
  readonly onDrafts: () => void;
  readonly onHandover: () => void;
  readonly onFound: (
    sought: Sought,
    answer: { readonly matches: readonly DirectoryEntry[]; readonly directoryExpired: boolean },
  ) => void;
}

export function FindForm({ notice, onDrafts, onHandover, onFound }: FindFormProps) {
  const w = useWords(counterWords);
  const { state } = useStation();
  const action = useStationAction();
  const [today, setToday] = useTurnedAwayToday();
  const [turningAway, setTurningAway] = useState(false);
  const [byName, setByName] = useState(false);
  const [digits, setDigits] = useState('');
  const [name, setName] = useState('');
  const [dateText, setDateText] = useState('');
  const [incomplete, setIncomplete] = useState<string | null>(null);
  const search = () => {
    const sought: Sought = { nik: byName ? '' : digits, name, birthDate: findTypedDate(dateText) ?? null };
    const body = byName ? nameSought(sought) : nikSought(digits);
    setIncomplete(body ? null : byName ? w.find.nameIncomplete : nikLacks(digits, w.find));
    if (!body) return;
    void action.run(
      () => call(counterApi.searchResidents, { body }),
      (answer) => onFound(sought, answer),
    );
  };
  const turn = () => {
    setByName(!byName);
    setIncomplete(null);
    action.forget();
  };
  const otherWork = [
    { words: w.handover.open, keyName: 'F6', onClick: onHandover },
    { words: w.turnedAway.open(today), keyName: 'F7', onClick: () => setTurningAway(true) },
    { words: w.find.drafts(state.setAside), keyName: 'F8', onClick: onDrafts },
  ];
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    search();
  };
  return (
    <Screen
      className="narrow"
      heading={w.find.heading}
      primary={{ words: w.find.search, onClick: search, busy: action.busy }}
      focusPrimary={false}
      others={[{ words: byName ? w.find.byNik : w.find.byName, keyName: 'F2', onClick: turn }]}
      shortcuts={Object.fromEntries(otherWork.map(({ keyName, onClick }) => [keyName, onClick]))}
    >
      {turningAway ? <TurnedAwayDialog onCounted={setToday} onClose={() => setTurningAway(false)} /> : null}
      {notice ? (
        <Notice kind="good" alert>
          <p>{notice}</p>
        </Notice>
      ) : null}
      <form className="stack" onSubmit={onSubmit}>
        {byName ? (
          <>
            <InputField
              key="name"
              label={w.find.name}
              autoFocus
              autoComplete="off"
              spellCheck={false}
              className="field-large"
              value={name}
              onChange={(event) => setName(event.target.value.toUpperCase())}
            />
            <InputField
              label={w.find.birthDate}
              hint={w.find.birthDateHint}
              autoComplete="off"
              inputMode="numeric"
              className="field-large"
              value={dateText}
              onChange={(event) => setDateText(event.target.value)}
            />
          </>
        ) : (
          <NikInput
            key="nik"
            label={w.find.nik}
            autoFocus
            digits={digits}
            onDigits={setDigits}
            hint={w.find.nikHint}
          />
        )}
        {byName ? null : <NikReading digits={digits} />}
        <button type="submit" hidden />
        {incomplete ? (
          <Notice kind="warn" alert>
            <p>{incomplete}</p>
          </Notice>
        ) : null}
        <ProblemNotice problem={action.problem} />
      </form>
      <AllowanceNotice />
      <Directory />
      <nav className="other-work" aria-label={w.find.otherWork}>
        {otherWork.map(({ words, ...act }) => (
          <Button key={act.keyName} kind="plain" {...act}>
            {words}
          </Button>
        ))}
      </nav>
    </Screen>
  );
}

/** What the digits say while they are typed: how many are missing, or whose they could be. */
function NikReading({ digits }: { readonly digits: string }) {
  const w = useWords(counterWords);
  if (digits.length < 16) {
    return (
      <p className="nik-reading">{digits.length === 0 ? '\u00a0' : w.find.digitsLeft(16 - digits.length)}</p>
    );
  }
  const lacks = nikLacks(digits, w.find);
  if (lacks) return <p className="nik-reading nik-wrong">{lacks}</p>;
  const parts = nikParts(digits as Nik);
  const two = (n: number) => String(n).padStart(2, '0');
  const date = `${two(parts.day)}-${two(parts.month)}-’${two(parts.yearOfCentury)}`;
  return (
    <p className="nik-reading nik-good">
      {w.find.nikSays(parts.sex === 'PEREMPUAN' ? w.find.woman : w.find.man, date)}
    </p>
  );
}

function Directory() {
  const w = useWords(counterWords);
  const { language } = useLanguage();
  const { directory, clock } = useStation().state;
  // Where nothing can begin, who can be found is no news.
  const blocked = useAllowance()?.state === 'blocked';
  const text = directory.refreshedAt
    ? w.find.directory(
        directory.residents.toLocaleString(language),
        formatMoment(directory.refreshedAt, clock.offsetMinutesEast),
      )
    : directory.syncing
      ? w.find.directorySyncing
      : w.find.directoryNever;
  return (
    <>
      {directory.expired && directory.refreshedAt && !blocked ? (
        <Notice kind="warn">
          <p>{w.find.expired}</p>
        </Notice>
      ) : null}
      <p className="foot">{text}</p>
    </>
  );
}

interface NikWords {
  readonly digitsLeft: (n: number) => string;
  readonly nikDateOdd: string;
  readonly nikSerialOdd: string;
}

/** Why sixteen digits cannot be a NIK; null when they can. */
export function nikLacks(digits: string, words: NikWords): string | null {
  const nik = parseNik(digits);
  if (nik.ok) return null;
  if (nik.code === 'RESIDENT_NIK_DATE') return words.nikDateOdd;
  return nik.code === 'RESIDENT_NIK_SERIAL' ? words.nikSerialOdd : words.digitsLeft(16 - digits.length);
}

const nikSought = (digits: string) => (parseNik(digits).ok ? { nik: digits } : null);

const nameSought = ({ name, birthDate }: Sought) =>
  name.trim().length >= 2 && birthDate ? { name: name.trim(), birthDate } : null;
