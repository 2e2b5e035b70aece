import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import type { Problem } from '@rekam/protocol/http/parts.ts';
import { useCallback, useEffect, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { call } from '../parts/client.ts';
import { formatMoment } from '../parts/format.ts';
import { Icon } from '../parts/icons.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { terms } from '../words/terms/index.ts';
import { ApprovalDialog } from './approval-dialog.tsx';
import { Screen } from './screen.tsx';
import { useStation, useStationAction } from './station.tsx';

type Draft = AnswerOf<typeof counterApi.listDrafts>[number];

interface DraftsProps {
  readonly onBack: () => void;
  readonly onOpen: (view: EnrolmentView) => void;
}

/** Recordings that rest unfinished at this station: go on with one, or throw it away knowingly. */
export function Drafts({ onBack, onOpen }: DraftsProps) {
  const w = useWords(counterWords);
  const action = useStationAction();
  const { drafts, problem, reload } = useDrafts();
  const [discarding, setDiscarding] = useState<Draft | null>(null);
  const resume = (draft: Draft) =>
    void action.run(() => call(counterApi.resume, { params: { id: draft.id } }), onOpen);
  return (
    <Screen
      className="narrow"
      heading={w.drafts.heading}
      lead={w.drafts.lead}
      {...(drafts?.some((draft) => draft.openable) ? {} : { primary: { words: w.back, onClick: onBack } })}
      back={{ words: w.back, onClick: onBack }}
    >
      {drafts?.length === 0 ? <p className="empty">{w.drafts.none}</p> : null}
      <ul className="cards">
        {drafts?.map((draft, index) => (
          <DraftCard
            key={draft.id}
            draft={draft}
            first={index === drafts.findIndex((one) => one.openable)}
            busy={action.busy}
            onResume={() => resume(draft)}
            onDiscard={() => setDiscarding(draft)}
          />
        ))}
      </ul>
      <ProblemNotice problem={problem} />
      {discarding ? null : <ProblemNotice problem={action.problem} />}
      {discarding ? (
        <ApprovalDialog
          heading={w.recording.discardHeading}
          lead={w.recording.discardLead}
          action={w.recording.discard}
          reasonFrom={5}
          danger
          busy={action.busy}
          problem={action.problem}
          onClose={() => setDiscarding(null)}
          onGiven={(body) =>
            void action.run(
              () => call(counterApi.discard, { params: { id: discarding.id }, body }),
              () => {
                setDiscarding(null);
                reload();
              },
            )
          }
        />
      ) : null}
    </Screen>
  );
}

interface DraftCardProps {
  readonly draft: Draft;
  /** The first that can be opened has the focus. */
  readonly first: boolean;
  readonly busy: boolean;
  readonly onResume: () => void;
  readonly onDiscard: () => void;
}

function DraftCard({ draft, first, busy, onResume, onDiscard }: DraftCardProps) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const { offsetMinutesEast } = useStation().state.clock;
  const name = draft.residentName ?? w.drafts.nameless;
  return (
    <li className="card">
      <div>
        <p className="resident-name">
          {draft.openable ? null : <Icon name="lock" />} {name}
        </p>
        <p>
          {w.drafts.stateOf[draft.state]}
          {draft.currentStep ? `, ${w.drafts.atStep(t.steps[draft.currentStep])}` : ''}
          {draft.reason ? `: ${draft.reason}` : ''}
        </p>
        <p className="soft">{w.drafts.startedAt(formatMoment(draft.startedAt, offsetMinutesEast))}</p>
        {draft.openable ? null : <p className="soft">{w.drafts.locked}</p>}
      </div>
      {draft.openable ? (
        <div className="card-acts">
          {draft.state === 'sealing' ? null : (
            <Button kind="danger" label={`${w.drafts.discard}: ${name}`} onClick={onDiscard}>
              {w.drafts.discard}
            </Button>
          )}
          <Button
            kind="primary"
            label={`${w.drafts.resume}: ${name}`}
            busy={busy}
            focusKey={first ? draft.id : undefined}
            onClick={onResume}
          >
            {w.drafts.resume}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

function useDrafts(): { drafts: readonly Draft[] | null; problem: Problem | null; reload: () => void } {
  const [drafts, setDrafts] = useState<readonly Draft[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const reload = useCallback(() => {
    void call(counterApi.listDrafts).then((answered) => {
      if (answered.ok) setDrafts(answered.value);
      setProblem(answered.ok ? null : answered.problem);
    });
  }, []);
  useEffect(reload, [reload]);
  return { drafts, problem, reload };
}
