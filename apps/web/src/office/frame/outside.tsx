import { type ReactNode, useEffect } from 'react';
import mark from '../../parts/mark.svg';
import { LanguageButton } from './language-button.tsx';

interface OutsideProps {
  readonly heading?: string;
  readonly lead?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A page before anybody is signed in: one sheet in the middle. */
export function Outside({ heading, lead, wide = false, children }: OutsideProps) {
  useEffect(() => {
    if (heading) document.title = `${heading} · Rekam`;
  }, [heading]);
  return (
    <div className="outside">
      <header className="outside-head">
        <span className="brand">
          <img src={mark} alt="" width={32} height={32} />
          Rekam
        </span>
        <LanguageButton className="plain-button" />
      </header>
      <main className={wide ? 'outside-main outside-wide' : 'outside-main'}>
        {heading ? <h1>{heading}</h1> : null}
        {lead ? <p className="lead">{lead}</p> : null}
        {children}
      </main>
    </div>
  );
}
