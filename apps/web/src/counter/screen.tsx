import { type ReactNode, useEffect } from 'react';
import { useAnnouncer } from '../parts/announcer.tsx';
import { Button } from '../parts/button.tsx';
import { type Shortcuts, useShortcuts } from '../parts/shortcuts.ts';

export interface Act {
  readonly words: string;
  readonly onClick: () => void;
  readonly busy?: boolean | undefined;
}

interface ScreenProps {
  readonly heading: string;
  /** Small line above the heading: where in the whole this is. */
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  /** What Enter does; it takes the focus whenever its words change, so that the next action is always under the hand. */
  readonly primary?: Act & { readonly keyName?: string };
  /** False where a field on the screen should have the focus first. */
  readonly focusPrimary?: boolean;
  /** What Esc does. */
  readonly back?: Act | undefined;
  /** Other acts with their keys. */
  readonly others?: readonly (Act & { readonly keyName?: string; readonly danger?: boolean })[];
  readonly shortcuts?: Shortcuts;
  readonly className?: string;
}

/** The frame of every counter screen: heading, one thing to do, and the acts with their keys along the bottom. */
export function Screen(props: ScreenProps) {
  const {
    heading,
    above,
    lead,
    children,
    primary,
    focusPrimary = true,
    back,
    others = [],
    className = '',
  } = props;
  const say = useAnnouncer();
  useEffect(() => say(heading), [heading, say]);
  useShortcuts({
    Escape: back?.onClick,
    Enter: primary && !primary.busy ? primary.onClick : undefined,
    ...Object.fromEntries(others.flatMap((act) => (act.keyName ? [[act.keyName, act.onClick]] : []))),
    ...props.shortcuts,
  });
  return (
    <div className={`screen ${className}`}>
      <div className="screen-head">
        {above ? <p className="screen-above">{above}</p> : null}
        <h1>{heading}</h1>
        {lead ? <p className="screen-lead">{lead}</p> : null}
      </div>
      <div className="screen-body">{children}</div>
      <div className="acts">
        {back ? (
          <Button kind="quiet" keyName="Escape" onClick={back.onClick} busy={back.busy}>
            {back.words}
          </Button>
        ) : null}
        {others.map((act) => (
          <Button
            key={act.words}
            kind={act.danger ? 'danger' : 'plain'}
            keyName={act.keyName}
            onClick={act.onClick}
            busy={act.busy}
          >
            {act.words}
          </Button>
        ))}
        <span className="acts-space" />
        {primary ? (
          <Button
            kind="primary"
            keyName={primary.keyName ?? 'Enter'}
            onClick={primary.onClick}
            busy={primary.busy}
            focusKey={focusPrimary ? `${heading} ${primary.words}` : undefined}
          >
            {primary.words}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
