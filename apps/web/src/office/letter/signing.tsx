import { Button, PasswordInput } from '@mantine/core';
import type { SigningState } from '@rekam/protocol/http/letter-signing-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { type FormEvent, useState } from 'react';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { letterSigningWords } from '../../words/office/letter-signing.ts';
import { Link } from '../address.tsx';
import { useAct, useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { NotYet, Section, Tag } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';
import { Standing } from './signing-line.tsx';

type OpenedWay = 'token' | 'bsre';

const ways = ['by-hand', 'file', 'token', 'bsre'] as const satisfies readonly SigningState['way'][];

/** How the office signs: now, and the ways there are. */
export function Signing() {
  const w = useWords(letterSigningWords);
  const may = useMay();
  const { value: state, problem } = useAnswer(officeApi.letterSigning);
  return (
    <Page heading={w.heading} lead={w.lead} above={<Link to="/letters">{w.back}</Link>}>
      {state === undefined ? (
        <NotYet problem={problem} />
      ) : (
        <>
          <Section heading={w.now}>
            <Standing state={state} />
            {(state.way === 'token' || state.way === 'bsre') && may('letter.sign') ? (
              state.certificate ? (
                <Opened way={state.way} />
              ) : (
                <OpenForm way={state.way} said={state.problem?.code} />
              )
            ) : null}
          </Section>
          <Section heading={w.ways}>
            <dl className="fact-list">
              {ways.map((way) => (
                <div key={way}>
                  <dt>
                    {w.wayNames[way]} {way === state.way ? <Tag tone="good">{w.inUse}</Tag> : null}
                  </dt>
                  <dd>
                    {w.wayTexts[way].map((text) => (
                      <p key={text}>{text}</p>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </Section>
        </>
      )}
    </Page>
  );
}

interface OpenFormProps {
  readonly way: OpenedWay;
  /** Code of the problem that stands above already. */
  readonly said: string | undefined;
}

function OpenForm({ way, said }: OpenFormProps) {
  const w = useWords(letterSigningWords).secrets[way];
  const action = useAct();
  const [secret, setSecret] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(secret === '');
    if (secret === '') return;
    setSecret('');
    void action.run(() => call(officeApi.openLetterSigning, { body: { secret } }));
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <PasswordInput
        label={w.label}
        description={w.hint}
        error={missing ? w.missing : undefined}
        autoComplete="off"
        maw={360}
        maxLength={200}
        value={secret}
        onChange={(event) => setSecret(event.target.value)}
      />
      {action.problem?.code === said ? null : <ProblemNotice problem={action.problem} />}
      <div className="row">
        <Button type="submit" loading={action.busy}>
          {w.open}
        </Button>
      </div>
    </form>
  );
}

function Opened({ way }: { readonly way: OpenedWay }) {
  const w = useWords(letterSigningWords).secrets[way];
  const action = useAct();
  return (
    <>
      <p>{w.opened}</p>
      <ProblemNotice problem={action.problem} />
      <div className="row">
        <Button
          variant="default"
          loading={action.busy}
          onClick={() => void action.run(() => call(officeApi.closeLetterSigning))}
        >
          {w.close}
        </Button>
      </div>
    </>
  );
}
