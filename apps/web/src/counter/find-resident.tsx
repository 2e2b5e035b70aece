import type { DirectoryEntry } from '@rekam/domain';
import { meansRecorded } from '@rekam/domain/resident/recorded.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { useState } from 'react';
import { call } from '../parts/client.ts';
import { formatDate } from '../parts/format.ts';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { type Approval, ApprovalDialog } from './approval-dialog.tsx';
import { emptyBiodata } from './biodata-entries.ts';
import { BiodataForm } from './biodata-form.tsx';
import { FindForm, type Sought } from './find-form.tsx';
import { ResidentCard } from './resident-card.tsx';
import { Screen } from './screen.tsx';
import { useStation, useStationAction } from './station.tsx';

interface FindResidentProps {
  /** What was just done, said once on return. */
  readonly notice: string | null;
  readonly onDrafts: () => void;
  readonly onHandover: () => void;
  readonly onBegun: (view: EnrolmentView) => void;
}

interface Found {
  readonly sought: Sought;
  readonly matches: readonly DirectoryEntry[];
  readonly directoryExpired: boolean;
}

/** Who is to be recorded: asked, found (or not), and begun. */
export function FindResident({ notice, onDrafts, onHandover, onBegun }: FindResidentProps) {
  const [found, setFound] = useState<Found | null>(null);
  const [typing, setTyping] = useState<Sought | null>(null);
  if (typing) return <TypeIn sought={typing} onBack={() => setTyping(null)} onBegun={onBegun} />;
  if (!found) {
    const onFound = (sought: Sought, answer: Omit<Found, 'sought'>) => setFound({ sought, ...answer });
    return <FindForm notice={notice} onDrafts={onDrafts} onHandover={onHandover} onFound={onFound} />;
  }
  const again = () => setFound(null);
  if (found.matches.length === 0) {
    return <NotFound found={found} onAgain={again} onType={() => setTyping(found.sought)} />;
  }
  return <Matches found={found} onAgain={again} onBegun={onBegun} onType={() => setTyping(found.sought)} />;
}

interface TypeInProps {
  readonly sought: Sought;
  readonly onBack: () => void;
  readonly onBegun: (view: EnrolmentView) => void;
}

function TypeIn({ sought, onBack, onBegun }: TypeInProps) {
  const w = useWords(counterWords).form;
  const birthDate = sought.birthDate ? formatDate(sought.birthDate) : '';
  return (
    <BiodataForm
      heading={w.heading}
      lead={w.lead}
      action={w.action}
      entries={{ ...emptyBiodata, nik: sought.nik, name: sought.name, birthDate }}
      send={(typed) => call(counterApi.beginEnrolment, { body: { typed } })}
      onBack={onBack}
      onDone={onBegun}
    />
  );
}

function NotFound(props: {
  readonly found: Found;
  readonly onAgain: () => void;
  readonly onType: () => void;
}) {
  const w = useWords(counterWords);
  const expired = props.found.directoryExpired;
  return (
    <Screen
      className="narrow"
      heading={expired ? w.find.notLookedFor : w.find.notFound}
      lead={expired ? undefined : w.find.notFoundLead}
      primary={{ words: w.find.typeIn, onClick: props.onType }}
      back={{ words: w.find.again, onClick: props.onAgain }}
    >
      {expired ? <Expired /> : null}
    </Screen>
  );
}

/** Why nobody can be found here: the list of residents is too old, or has not arrived yet. */
function Expired() {
  const w = useWords(counterWords).find;
  const { refreshedAt, syncing } = useStation().state.directory;
  return (
    <Notice kind="warn">
      <p>{refreshedAt ? w.expired : syncing ? w.directorySyncing : w.directoryNever}</p>
    </Notice>
  );
}

interface MatchesProps {
  readonly found: Found;
  readonly onAgain: () => void;
  readonly onType: () => void;
  readonly onBegun: (view: EnrolmentView) => void;
}

function Matches({ found, onAgain, onType, onBegun }: MatchesProps) {
  const w = useWords(counterWords);
  const action = useStationAction();
  const [chosen, setChosen] = useState(0);
  const [reopening, setReopening] = useState(false);
  const entry = found.matches[chosen] as DirectoryEntry;
  const several = found.matches.length > 1;
  const recorded =
    (entry.recorded !== null && meansRecorded(entry.recorded)) ||
    action.problem?.code === 'ENROLMENT_ALREADY_RECORDED';
  const died = entry.diedOn !== null;
  const begin = (again?: { readonly reason: string; readonly approval: Approval }) => {
    const body = { nik: entry.biodata.nik, ...(again ? { reopening: again } : {}) };
    void action.run(() => call(counterApi.beginEnrolment, { body }), onBegun);
  };
  const reopen = { words: w.find.reopen, keyName: 'F4', onClick: () => setReopening(true) };
  return (
    <Screen
      className="narrow"
      heading={several ? w.find.several(found.matches.length) : w.find.one}
      primary={
        recorded || died
          ? { words: w.find.again, onClick: onAgain }
          : { words: w.find.begin, onClick: () => begin(), busy: action.busy }
      }
      focusPrimary={!several}
      back={recorded || died ? undefined : { words: w.find.again, onClick: onAgain }}
      shortcuts={{ Escape: onAgain }}
      others={[
        ...(recorded && !died ? [reopen] : []),
        { words: w.find.typeIn, keyName: 'F2', onClick: onType },
      ]}
    >
      {found.directoryExpired ? <Expired /> : null}
      {several ? (
        <Choice
          matches={found.matches}
          chosen={chosen}
          onChoose={(index) => {
            action.forget();
            setChosen(index);
          }}
          onEnter={() => (recorded && !died ? setReopening(true) : begin())}
        />
      ) : (
        <ResidentCard entry={entry} />
      )}
      {died ? (
        <Notice kind="warn">
          <p>{w.find.diedLead}</p>
        </Notice>
      ) : null}
      {reopening ? null : <ProblemNotice problem={action.problem} />}
      {reopening ? (
        <ApprovalDialog
          heading={w.find.reopenHeading}
          lead={w.find.reopenLead}
          action={w.find.begin}
          reasonFrom={5}
          busy={action.busy}
          problem={action.problem}
          onGiven={begin}
          onClose={() => setReopening(false)}
        />
      ) : null}
    </Screen>
  );
}

interface ChoiceProps {
  readonly matches: readonly DirectoryEntry[];
  readonly chosen: number;
  readonly onChoose: (index: number) => void;
  readonly onEnter: () => void;
}

/** People of one name: arrow keys choose, Enter takes. */
function Choice({ matches, chosen, onChoose, onEnter }: ChoiceProps) {
  const w = useWords(counterWords);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onEnter();
      }}
    >
      <fieldset className="choice">
        <legend className="unseen">{w.find.several(matches.length)}</legend>
        {matches.map((entry, index) => (
          <label key={entry.biodata.nik} className="choice-one">
            <input
              type="radio"
              name="resident"
              // biome-ignore lint/a11y/noAutofocus: choosing is the next action on this screen
              autoFocus={index === 0}
              checked={index === chosen}
              onChange={() => onChoose(index)}
            />
            <ResidentCard entry={entry} />
          </label>
        ))}
      </fieldset>
      <button type="submit" hidden />
    </form>
  );
}
