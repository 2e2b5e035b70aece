import type { BodyOf } from '@rekam/protocol/http/contract.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { SelfTestView } from '@rekam/protocol/http/counter-views.ts';
import { type ReactNode, useState } from 'react';
import { takeShot, useCamera } from '../../parts/camera.ts';
import { call } from '../../parts/client.ts';
import { type PointerKind, type Stroke, toDrawing } from '../../parts/drawing.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { SignaturePad } from '../../parts/signature-pad.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useSentence, useWords } from '../../words/language.tsx';
import { terms } from '../../words/terms/index.ts';
import { ApprovalDialog } from '../approval-dialog.tsx';
import { LivePreview } from '../recording/live-preview.tsx';
import { type Act, Screen } from '../screen.tsx';
import { useStationAction } from '../station.tsx';
import type { DeviceTurn } from './self-test.tsx';

type Try = BodyOf<typeof counterApi.takeSelfTestTurn>;
const slots = { finger: 'left-four', iris: 'both-irises', face: 'face' } as const;

interface TestTurnProps {
  readonly turn: DeviceTurn;
  readonly number: number;
  readonly of: number;
  readonly onTried: (test: SelfTestView) => void;
  readonly onNext: () => void;
  readonly onBack: () => void;
}

/** One device in its turn: how to try it, what came of it, again, on, or skipped with a reason. */
export function TestTurn({ turn, number, of, onTried, onNext, onBack }: TestTurnProps) {
  const w = useWords(counterWords);
  const t = useWords(terms);
  const action = useStationAction();
  const [skipping, setSkipping] = useState(false);
  const [trying, setTrying] = useState(turn.outcome === null);
  const send = (body: Try) =>
    void action.run(
      () => call(counterApi.takeSelfTestTurn, { params: { kind: turn.kind }, body }),
      (test) => {
        setTrying(false);
        setSkipping(false);
        onTried(test);
        if (body.with === 'reason') onNext();
      },
    );
  const frame: TurnFrame = {
    heading: w.selfTest.turn(t.devices[turn.kind]),
    above: w.selfTest.progress(number, of),
    back: { words: w.back, onClick: onBack },
    skip: { words: w.selfTest.skip, keyName: 'F4', onClick: () => setSkipping(true) },
    busy: action.busy,
    problem: skipping ? null : <ProblemNotice problem={action.problem} />,
    send,
  };
  return (
    <>
      {trying ? <Trying turn={turn} frame={frame} /> : null}
      {trying ? null : <Tried turn={turn} frame={frame} onNext={onNext} onAgain={() => setTrying(true)} />}
      {skipping ? (
        <ApprovalDialog
          heading={w.selfTest.skipHeading(t.devices[turn.kind])}
          lead={w.selfTest.skipLead}
          action={w.selfTest.skip}
          reasonFrom={5}
          approved={false}
          busy={action.busy}
          problem={action.problem}
          onGiven={({ reason }) => send({ with: 'reason', reason })}
          onClose={() => setSkipping(false)}
        />
      ) : null}
    </>
  );
}

interface TurnFrame {
  readonly heading: string;
  readonly above: string;
  readonly back: Act;
  readonly skip: Act & { readonly keyName: string };
  readonly busy: boolean;
  readonly problem: ReactNode;
  readonly send: (body: Try) => void;
}

interface TryingProps {
  readonly turn: DeviceTurn;
  readonly frame: TurnFrame;
}

function Trying(props: TryingProps) {
  const { kind } = props.turn;
  if (kind === 'signature') return <Pad {...props} />;
  if (kind === 'line' || kind === 'power') return <Surroundings {...props} kind={kind} />;
  return props.turn.by === 'screen' ? <BrowserCamera {...props} /> : <Scanner {...props} />;
}

function Scanner({ turn, frame }: TryingProps) {
  const w = useWords(counterWords).selfTest;
  const slot = turn.kind in slots ? slots[turn.kind as keyof typeof slots] : null;
  return (
    <Screen
      {...headOf(frame)}
      lead={w.how[turn.kind]}
      primary={{
        words: frame.busy ? w.taking : w.take,
        onClick: () => frame.send({ with: 'device' }),
        busy: frame.busy,
      }}
      others={[frame.skip]}
    >
      {slot ? <LivePreview slot={slot} /> : null}
      {frame.problem}
    </Screen>
  );
}

function BrowserCamera({ turn, frame }: TryingProps) {
  const w = useWords(counterWords);
  const camera = useCamera(true);
  const gone = camera.state === 'none' || camera.state === 'denied';
  const take = () => {
    const shot = camera.video.current ? takeShot(camera.video.current) : null;
    if (shot) frame.send({ with: 'camera', jpegBase64: shot.jpegBase64 });
    else camera.retry();
  };
  return (
    <Screen
      {...headOf(frame)}
      lead={gone ? w.recording.photo.none : w.selfTest.how[turn.kind]}
      primary={
        gone
          ? { words: w.selfTest.again, onClick: camera.retry }
          : { words: w.selfTest.take, onClick: take, busy: frame.busy || camera.state !== 'live' }
      }
      others={[
        ...(gone
          ? [{ words: w.selfTest.goOnFailed, keyName: 'F2', onClick: () => frame.send({ with: 'nothing' }) }]
          : []),
        frame.skip,
      ]}
    >
      {gone ? null : (
        <div className="photo-frame">
          <video ref={camera.video} muted playsInline aria-label={w.recording.photo.live} />
        </div>
      )}
      {frame.problem}
    </Screen>
  );
}

function Pad({ turn, frame }: TryingProps) {
  const w = useWords(counterWords);
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [pointer, setPointer] = useState<PointerKind>('unknown');
  const draw = (drawn: readonly Stroke[], by: PointerKind) => {
    setStrokes(drawn);
    setPointer(by);
  };
  const check = () =>
    frame.send(
      strokes.length === 0 ? { with: 'nothing' } : { with: 'pad', drawing: toDrawing(strokes, pointer) },
    );
  return (
    <Screen
      {...headOf(frame)}
      lead={w.selfTest.how[turn.kind]}
      primary={{ words: w.selfTest.keepLine, onClick: check, busy: frame.busy }}
      others={[
        { words: w.selfTest.clearLine, keyName: 'F2', onClick: () => draw([], 'unknown') },
        frame.skip,
      ]}
    >
      <SignaturePad
        label={w.recording.signature.pad}
        hint={w.recording.signature.hint}
        strokes={strokes}
        onStrokes={draw}
      />
      {frame.problem}
    </Screen>
  );
}

/** Line and power: nothing is shown, only asked. */
function Surroundings({ frame, kind }: TryingProps & { readonly kind: 'line' | 'power' }) {
  const w = useWords(counterWords).selfTest;
  const ask = () => frame.send({ with: 'device' });
  return (
    <Screen
      {...headOf(frame)}
      lead={w.how[kind]}
      primary={{ words: w.ask[kind], onClick: ask, busy: frame.busy }}
      others={[frame.skip]}
    >
      {frame.problem}
    </Screen>
  );
}

interface TriedProps extends TryingProps {
  readonly onNext: () => void;
  readonly onAgain: () => void;
}

/** What came of the try. */
function Tried({ turn, frame, onNext, onAgain }: TriedProps) {
  const w = useWords(counterWords).selfTest;
  const t = useWords(terms);
  const sentence = useSentence();
  const device = t.devices[turn.kind];
  const again = { words: w.again, onClick: onAgain };
  const passed = turn.outcome === 'passed';
  if (turn.code === 'SELF_TEST_POWER_UNSEEN') return <ByHand turn={turn} frame={frame} />;
  const aside = turn.byHand ? ` (${w.byHand})` : '';
  const praise = turn.ms === null ? w.passed(device, turn.score) : w.answeredIn(turn.ms);
  return (
    <Screen
      {...headOf(frame)}
      primary={turn.outcome === 'failed' ? again : { words: w.next, onClick: onNext }}
      others={
        turn.outcome === 'failed'
          ? [{ words: w.goOnFailed, keyName: 'F2', onClick: onNext }, frame.skip]
          : [{ ...again, keyName: 'F2' }]
      }
    >
      {turn.outcome === 'failed' ? (
        <Notice kind="bad" alert>
          <h2>{w.failed(device)}</h2>
          {turn.sentence ? <p className="failure-sentence">{sentence(turn.sentence)}</p> : null}
          <p className="notice-code">{turn.code}</p>
        </Notice>
      ) : (
        <Notice kind={passed ? 'good' : 'warn'} alert>
          <p>{passed ? praise + aside : `${w.outcomes.skipped}: ${turn.reason ?? ''}`}</p>
        </Notice>
      )}
      {frame.problem}
    </Screen>
  );
}

/** What the computer cannot see, a person says. */
function ByHand({ turn, frame }: TryingProps) {
  const w = useWords(counterWords).selfTest;
  const sentence = useSentence();
  const say = (works: boolean) => frame.send({ with: 'hand', works });
  return (
    <Screen
      {...headOf(frame)}
      primary={{ words: w.stayedOn, onClick: () => say(true), busy: frame.busy }}
      others={[{ words: w.wentOff, keyName: 'F2', onClick: () => say(false) }, frame.skip]}
    >
      <Notice kind="warn" alert>
        {turn.sentence ? <p>{sentence(turn.sentence)}</p> : null}
      </Notice>
      {frame.problem}
    </Screen>
  );
}

const headOf = ({ heading, above, back }: TurnFrame) => ({ className: 'narrow', heading, above, back });
