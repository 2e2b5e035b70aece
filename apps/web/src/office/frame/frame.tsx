import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Icon } from '../../parts/icons.tsx';
import mark from '../../parts/mark.svg';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { terms } from '../../words/terms/index.ts';
import { go, Link } from '../address.tsx';
import { useAct } from '../asking.ts';
import { groups, placesFor } from '../places.tsx';
import { useSession } from '../session.tsx';
import { LanguageButton } from './language-button.tsx';

/** What stands around every screen of somebody signed in: the menu at the side, on a phone behind a button. */
export function Frame({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const w = useWords(frameWords);
  const [open, setOpen] = useState(false);
  const { office } = useSession();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has gone somewhere wants the menu out of the way
  useEffect(() => setOpen(false), [path]);
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {w.skip}
      </a>
      <header className={open ? 'side side-open' : 'side'}>
        <div className="side-head">
          <Link to="/" className="brand">
            <img src={mark} alt="" width={32} height={32} />
            <span>
              Rekam
              <small>{office.name ?? w.title}</small>
            </span>
          </Link>
          {office.demo ? (
            <span className="demo" title={w.demoLong}>
              {w.demo}
            </span>
          ) : null}
          <button
            type="button"
            className="side-button menu-button"
            aria-expanded={open}
            aria-controls="menu"
            onClick={() => setOpen(!open)}
          >
            {w.menu}
          </button>
        </div>
        <div className="side-body" id="menu">
          <Menu path={path} />
          <Who />
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function Menu({ path }: { readonly path: string }) {
  const w = useWords(frameWords);
  const { actions } = useSession();
  const all = placesFor(actions);
  const isHere = (to: string) => (to === '/' ? path === '/' : path.startsWith(to));
  return (
    <nav aria-label={w.nav}>
      {groups.map((group) => {
        const here = all.filter((place) => place.group === group);
        if (here.length === 0) return null;
        const heading = group === 'today' ? undefined : `menu-${group}`;
        return (
          <Fragment key={group}>
            {group === 'today' ? null : (
              <p className="side-group" id={heading}>
                {w.groups[group]}
              </p>
            )}
            <ul aria-labelledby={heading}>
              {here.map(({ name, path: to, icon }) => (
                <li key={name}>
                  <Link to={to} className="side-link" aria-current={isHere(to) ? 'page' : undefined}>
                    <Icon name={icon} />
                    {w.places[name]}
                  </Link>
                </li>
              ))}
            </ul>
          </Fragment>
        );
      })}
    </nav>
  );
}

function Who() {
  const w = useWords(frameWords);
  const t = useWords(terms);
  const { officer } = useSession();
  const { run, busy } = useAct();
  if (!officer) return null;
  const roles = [...new Set(officer.roles.map(({ role }) => t.roles[role]))].join(', ');
  const signOut = () =>
    void run(
      () => call(officeApi.signOut),
      () => go('/', true),
    );
  return (
    <div className="who">
      <Link to="/account" className="side-link who-name">
        <Icon name="person" />
        <span>
          {officer.name}
          <small>{roles}</small>
        </span>
      </Link>
      <div className="who-acts">
        <LanguageButton className="side-button" />
        <button type="button" className="side-button" aria-disabled={busy || undefined} onClick={signOut}>
          {w.signOut}
        </button>
      </div>
    </div>
  );
}
