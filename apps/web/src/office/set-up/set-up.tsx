import { Button, TextInput } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { DemoScene } from '@rekam/protocol/http/set-up-api.ts';
import { useEffect, useState } from 'react';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { setUpWords } from '../../words/office/set-up.ts';
import { useAct } from '../asking.ts';
import { Outside } from '../frame/outside.tsx';
import { Section } from '../frame/pieces.tsx';
import type { DemoAccounts } from './accounts-once.tsx';
import { OwnOffice } from './own-office.tsx';
import { takeSetUpKey } from './set-up-key.ts';

/** The first page of a new office. */
export function SetUp({ onDemo }: { readonly onDemo: (made: DemoAccounts) => void }) {
  const w = useWords(setUpWords);
  const [setupKey, setSetupKey] = useState('');
  const [fromAddress, setFromAddress] = useState(false);
  const [keyMissing, setKeyMissing] = useState(false);
  useEffect(() => {
    const key = takeSetUpKey();
    if (key === '') return;
    setSetupKey(key);
    setFromAddress(true);
  }, []);
  const demo = useAct();
  const withKey = (act: (key: string) => void) => () => {
    setKeyMissing(setupKey.trim() === '');
    if (setupKey.trim() !== '') act(setupKey.trim().toUpperCase());
  };
  const [playing, setPlaying] = useState<DemoScene | null>(null);
  const tryDemo = (scene: DemoScene) =>
    withKey((key) => {
      setPlaying(scene);
      void demo.run(() => call(officeApi.setUpDemo, { body: { setupKey: key, scene } }), onDemo);
    });
  return (
    <Outside heading={w.heading} lead={w.lead} wide>
      {fromAddress ? (
        <Notice kind="good">
          <p>{w.keyKnown}</p>
        </Notice>
      ) : (
        <TextInput
          className="set-up-key"
          label={w.key}
          description={w.keyHint}
          error={keyMissing ? w.wrong.key : undefined}
          size="md"
          autoComplete="off"
          spellCheck={false}
          value={setupKey}
          onChange={(event) => setSetupKey(event.target.value.toUpperCase())}
        />
      )}
      <div className="set-up">
        <Section heading={w.demoHeading} lead={w.demoLead} className="set-up-demo">
          <Button
            size="lg"
            fullWidth
            loading={demo.busy && playing === 'today'}
            disabled={demo.busy}
            onClick={tryDemo('today')}
          >
            {w.demoAction}
          </Button>
          <p>{w.pastLead}</p>
          <Button
            size="lg"
            fullWidth
            variant="outline"
            loading={demo.busy && playing === 'march-2017'}
            disabled={demo.busy}
            onClick={tryDemo('march-2017')}
          >
            {w.pastAction}
          </Button>
          {demo.busy ? <p role="status">{w.demoWorking}</p> : null}
          <ProblemNotice problem={demo.problem} />
        </Section>
        <Section heading={w.ownHeading}>
          <OwnOffice withKey={withKey} />
        </Section>
      </div>
    </Outside>
  );
}
