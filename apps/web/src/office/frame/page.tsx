import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

interface PageProps {
  readonly heading: string;
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  /** Buttons beside the heading. */
  readonly acts?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every screen: its heading names the page, and takes the focus when somebody has come here. */
export function Page({ heading, above, lead, acts, children }: PageProps) {
  const w = useWords(frameWords);
  const own = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading} · ${w.title} Rekam`;
  }, [heading, w.title]);
  useEffect(() => {
    if (document.activeElement !== document.body) own.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="page">
      <div className="page-head">
        <div>
          {above ? <div className="page-above">{above}</div> : null}
          <h1 ref={own} tabIndex={-1}>
            {heading}
          </h1>
          {lead ? <p className="lead">{lead}</p> : null}
        </div>
        {acts ? <div className="page-acts">{acts}</div> : null}
      </div>
      {children}
    </div>
  );
}
