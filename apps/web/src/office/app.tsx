import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { Later, later } from '../parts/later.tsx';
import { useWords } from '../words/language.tsx';
import { frameWords } from '../words/office/frame.ts';
import { useAddress } from './address.tsx';
import { useAnswer } from './asking.ts';
import { Frame } from './frame/frame.tsx';
import { Outside } from './frame/outside.tsx';
import { placeAt } from './places.tsx';
import { SessionProvider } from './session.tsx';
import type { DemoAccounts } from './set-up/accounts-once.tsx';
import { SignIn } from './sign-in.tsx';

const SetUp = later(async () => (await import('./set-up/set-up.tsx')).SetUp);
const AccountsOnce = later(async () => (await import('./set-up/accounts-once.tsx')).AccountsOnce);

const sessionEveryMs = 60_000;

/** Which screen is shown: whether the office is set up decides first, who is signed in after, the address last. */
export function App() {
  const w = useWords(frameWords);
  const session = useAnswer(officeApi.getSession, undefined, { everyMs: sessionEveryMs });
  const [accounts, setAccounts] = useState<DemoAccounts | null>(null);
  const { path } = useAddress();
  if (!session.value)
    return <Outside>{session.problem ? <p role="alert">{w.lost}</p> : <p>{w.loading}</p>}</Outside>;
  return (
    <SessionProvider value={session.value}>
      <Later>{content(session.value)}</Later>
    </SessionProvider>
  );

  function content({ office, officer, actions }: NonNullable<typeof session.value>) {
    if (accounts) return <AccountsOnce made={accounts} onDone={() => setAccounts(null)} />;
    if (!office.configured) return <SetUp onDemo={setAccounts} />;
    if (!officer) return <SignIn />;
    return (
      <Frame path={path}>
        <Later key={path}>{placeAt(path, actions)}</Later>
      </Frame>
    );
  }
}
