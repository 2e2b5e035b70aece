import type { Problem } from '@rekam/protocol/http/parts.ts';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { Button } from '../parts/button.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { InputField } from '../parts/field.tsx';
import { Notice } from '../parts/notice.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';

export interface Approval {
  readonly username: string;
  readonly pin: string;
}

interface ApprovalDialogProps {
  readonly heading: string;
  readonly lead: string;
  readonly action: string;
  /** Asks for a reason of that many characters at least; left out: none is asked for. */
  readonly reasonFrom?: number;
  /** False: a reason is enough, nobody else need agree. */
  readonly approved?: boolean;
  readonly danger?: boolean;
  readonly busy: boolean;
  readonly problem: Problem | null;
  readonly onGiven: (given: { readonly approval: Approval; readonly reason: string }) => void;
  readonly onClose: () => void;
  /** What is being approved; shown above the reason. */
  readonly children?: ReactNode;
  /** What `children` still lack; said when the action is pressed, which then does nothing. */
  readonly lacks?: string | null;
  readonly wide?: boolean;
}

/** Asks for a reason, for a supervisor's name and PIN at the same screen, or for both. */
export function ApprovalDialog(props: ApprovalDialogProps) {
  const {
    heading,
    lead,
    action,
    reasonFrom,
    approved = true,
    busy,
    problem,
    onGiven,
    onClose,
    children,
  } = props;
  const w = useWords(counterWords);
  const id = useId();
  const [reason, setReason] = useState('');
  const [username, setUsername] = useState('');
  const [pin, setPin] = useState('');
  const [lacking, setLacking] = useState<string | null>(null);
  const give = () => {
    const short = reasonFrom !== undefined && reason.trim().length < reasonFrom;
    const unapproved = approved && (username.trim() === '' || pin.length < 4);
    const lacks =
      props.lacks ??
      (short ? w.recording.approval.reasonShort : unapproved ? w.recording.approval.incomplete : null);
    setLacking(lacks);
    if (lacks !== null) return;
    onGiven({ approval: { username: username.trim(), pin }, reason: reason.trim() });
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) give();
  };
  return (
    <Dialog heading={heading} onClose={onClose} wide={props.wide ?? false}>
      <p>{lead}</p>
      <form onSubmit={onSubmit}>
        {children}
        {reasonFrom === undefined ? null : (
          <div className="field">
            <label htmlFor={id}>{w.reason}</label>
            <input
              id={id}
              autoFocus={children === undefined}
              maxLength={300}
              value={reason}
              aria-describedby={`${id}-hint`}
              onChange={(event) => setReason(event.target.value)}
            />
            <p className="field-hint" id={`${id}-hint`}>
              {w.reasonHint}
            </p>
          </div>
        )}
        {approved ? (
          <fieldset className="approval">
            <legend>{w.recording.approval.legend}</legend>
            <InputField
              label={w.recording.approval.username}
              autoFocus={reasonFrom === undefined && children === undefined}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={username}
              onChange={(event) => setUsername(event.target.value)}
            />
            <InputField
              label={w.recording.approval.pin}
              type="password"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={12}
              value={pin}
              onChange={(event) => setPin(event.target.value)}
            />
          </fieldset>
        ) : null}
        {lacking ? (
          <Notice kind="warn" alert>
            <p>{lacking}</p>
          </Notice>
        ) : null}
        <ProblemNotice problem={problem} />
        <div className="dialog-actions">
          <Button kind="quiet" keyName="Escape" onClick={onClose}>
            {w.cancel}
          </Button>
          <Button
            kind={props.danger ? 'danger' : 'primary'}
            keyName="Enter"
            type="submit"
            busy={busy}
            onClick={() => undefined}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
