import type { Problem } from '@rekam/protocol/http/parts.ts';
import { type ReactNode, useId } from 'react';
import { Icon, type IconName } from '../../parts/icons.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

export type Tone = 'good' | 'warn' | 'bad' | 'calm' | 'still';

/** A short state in words; its colour only underlines them. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}

interface SectionProps {
  readonly heading: string;
  readonly lead?: ReactNode;
  readonly acts?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A part of a screen on its own sheet. */
export function Section({ heading, lead, acts, className = '', children }: SectionProps) {
  const id = useId();
  return (
    <section className={`sheet ${className}`} aria-labelledby={id}>
      <div className="sheet-head">
        <h2 id={id}>{heading}</h2>
        {acts ? <div className="page-acts">{acts}</div> : null}
      </div>
      {lead ? <p className="lead">{lead}</p> : null}
      {children}
    </section>
  );
}

/** Nothing is here yet: what that means and what to do about it. */
export function Empty(props: {
  readonly icon: IconName;
  readonly heading: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <Icon name={props.icon} size={36} />
      <strong>{props.heading}</strong>
      {props.children}
    </div>
  );
}

interface WaitingProps {
  readonly problem: Problem | null;
  readonly children?: ReactNode;
}

/** In the place of an answer that is not there: on its way, or refused. */
export function NotYet({ problem, children }: WaitingProps) {
  const w = useWords(frameWords);
  if (problem) return <ProblemNotice problem={problem}>{children}</ProblemNotice>;
  return (
    <p className="loading" role="status">
      {w.loading}
    </p>
  );
}

/** Names and values, one beneath the other. */
export function FactList({ children }: { readonly children: ReactNode }) {
  return <dl className="fact-list">{children}</dl>;
}

export function FactLine({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
