import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { useCallback, useEffect, useState } from 'react';
import { call } from '../parts/client.ts';
import { useShortcuts } from '../parts/shortcuts.ts';
import { counterWords } from '../words/counter/index.ts';
import { useWords } from '../words/language.tsx';
import { Drafts } from './drafts.tsx';
import { EnrolStation } from './enrol-station.tsx';
import { FindResident } from './find-resident.tsx';
import { Handover } from './handover/handover.tsx';
import { Recording } from './recording/recording.tsx';
import { SelfTest } from './self-test/self-test.tsx';
import { SignIn } from './sign-in.tsx';
import { useStation } from './station.tsx';
import { StationScreen } from './station-screen.tsx';
import { StatusBar } from './status-bar.tsx';
import { useIdleLock } from './use-idle-lock.ts';

type Place = 'find' | 'drafts' | 'handover' | 'station' | 'self-test';

/** Which screen is shown: the station's state decides first, the operator after. */
export function App() {
  const w = useWords(counterWords);
  const { state, adopt, refresh } = useStation();
  const [place, setPlace] = useState<Place>('find');
  const [view, setView] = useState<EnrolmentView | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [locked, setLocked] = useState(false);
  const signedIn = state.operator !== null;

  const signOut = useCallback(async () => {
    const answered = await call(counterApi.signOut);
    if (answered.ok) adopt(answered.value);
    else refresh();
  }, [adopt, refresh]);
  useIdleLock(signedIn, () => {
    setLocked(true);
    void signOut();
  });
  useEffect(() => {
    if (signedIn) return setLocked(false);
    setView(null);
    setPlace('find');
    setNotice(null);
  }, [signedIn]);
  useOpenEnrolment(view, setView);
  useShortcuts({ F9: signedIn ? () => setPlace('station') : undefined });

  const leave = useCallback(
    (said: string | null) => {
      setView(null);
      setNotice(said);
      setPlace('find');
      refresh();
    },
    [refresh],
  );
  const open = useCallback((opened: EnrolmentView) => {
    setNotice(null);
    setView(opened);
  }, []);

  return (
    <div className="counter">
      <a className="skip" href="#content">
        {w.skip}
      </a>
      <StatusBar onStation={() => setPlace('station')} onSignOut={() => void signOut()} />
      <main id="content" tabIndex={-1}>
        {content()}
      </main>
    </div>
  );

  function content() {
    // A resident stands at the counter: what is open is finished, and waits until the station is enrolled again.
    if (!state.enrolled || (state.revoked && view === null)) return <EnrolStation />;
    if (!signedIn) return <SignIn locked={locked} />;
    if (place === 'station')
      return <StationScreen onBack={() => setPlace('find')} onSelfTest={() => setPlace('self-test')} />;
    if (place === 'self-test') return <SelfTest onBack={() => setPlace('station')} />;
    if (view) return <Recording view={view} setView={setView} onLeave={leave} />;
    if (place === 'drafts') return <Drafts onBack={() => setPlace('find')} onOpen={open} />;
    if (place === 'handover') return <Handover onBack={() => setPlace('find')} />;
    return (
      <FindResident
        notice={notice}
        onDrafts={() => setPlace('drafts')}
        onHandover={() => setPlace('handover')}
        onBegun={open}
      />
    );
  }
}

/** A recording that is half sealed is taken up too: nobody may leave it for done. */
const takenUpStates: ReadonlySet<EnrolmentView['state']> = new Set(['open', 'sealing']);

/** Takes up the recording that the station says is open, after a reload or a restart of the browser. */
function useOpenEnrolment(view: EnrolmentView | null, setView: (view: EnrolmentView) => void): void {
  const { state } = useStation();
  const openId = state.operator ? state.openEnrolmentId : null;
  const known = view !== null;
  const [takenUp, setTakenUp] = useState<string | null>(null);
  useEffect(() => {
    if (openId === null || known || takenUp === openId) return;
    setTakenUp(openId);
    void call(counterApi.getEnrolment, { params: { id: openId } }).then((answered) => {
      if (answered.ok && takenUpStates.has(answered.value.state)) setView(answered.value);
    });
  }, [openId, known, takenUp, setView]);
}
