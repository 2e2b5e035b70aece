import { type SeenBackground, type SeenFace, seenBackground, seenFace } from '@rekam/biometrics/portrait.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { useEffect, useState } from 'react';
import { type Camera, drawPortrait, type Shot, takeShot, useCamera } from '../../parts/camera.ts';
import { type Answered, call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useWords } from '../../words/language.tsx';
import { useStationAction } from '../station.tsx';
import { BackgroundRule, FaceFraming } from './background-rule.tsx';
import { FaceGuide } from './face-guide.tsx';
import { NoCamera } from './no-camera.tsx';
import { getStep, useRecording } from './open-recording.tsx';
import { PhotoChoice } from './photo-choice.tsx';
import { StepScreen } from './step-screen.tsx';

interface Taken extends Shot {
  readonly background: SeenBackground;
}

/** How many shots are kept to choose from; the resident may choose. */
const shotsKept = 3;

interface CameraPhotoProps {
  /** True: the live picture at once, also where an earlier photo is kept. */
  readonly startLive: boolean;
  readonly onDevice?: () => void;
}

export function CameraPhoto({ startLive, onDevice }: CameraPhotoProps) {
  const w = useWords(counterWords).recording;
  const { view, setView } = useRecording();
  const action = useStationAction();
  const step = getStep(view, 'photo');
  const kept = step.captures[0];
  const [shots, setShots] = useState<readonly Taken[]>([]);
  const [chosen, setChosen] = useState(0);
  const [live, setLive] = useState(startLive || !kept);
  const camera = useCamera(live);
  const seen = useSeenPortrait(camera);

  const shoot = () => {
    const shot = camera.video.current ? takeShot(camera.video.current) : null;
    if (!shot) return camera.retry();
    const next = [...shots, { ...shot, background: seen.background }].slice(-shotsKept);
    setShots(next);
    setChosen(next.length - 1);
    setLive(false);
  };
  const again = () => {
    action.forget();
    setLive(true);
  };
  const take = (taken: Taken) => {
    const body = {
      jpegBase64: taken.jpegBase64,
      widthPx: taken.widthPx,
      heightPx: taken.heightPx,
      cameraLabel: camera.label.slice(0, 200),
    };
    void action.run(
      () => putAndAccept(view, body),
      (next) => {
        setView(next);
        setShots([]);
      },
    );
  };
  const accept = () =>
    void action.run(
      () => call(counterApi.acceptStep, { params: { id: view.id }, body: { step: 'photo' } }),
      setView,
    );

  if (live && (camera.state === 'none' || camera.state === 'denied')) {
    return (
      <NoCamera
        denied={camera.state === 'denied'}
        onRetry={camera.retry}
        {...(onDevice ? { onDevice } : {})}
      />
    );
  }
  const others = onDevice ? [{ words: w.photo.device, keyName: 'F4', onClick: onDevice }] : [];
  if (live) {
    return (
      <StepScreen
        step="photo"
        lead={w.photo.lead}
        primary={{
          words: camera.state === 'live' ? w.photo.shutter : w.photo.starting,
          keyName: ' ',
          onClick: shoot,
          busy: camera.state !== 'live',
        }}
        shortcuts={{ ' ': shoot }}
        others={others}
      >
        <LiveCamera camera={camera} seen={seen} />
      </StepScreen>
    );
  }
  const shot = shots[chosen];
  const sufficient = kept?.sufficient ?? false;
  const againAct = { words: w.photo.takeAgain, keyName: 'F2', onClick: again };
  return (
    <StepScreen
      step="photo"
      lead={w.photo.lead}
      primary={
        shot
          ? {
              words: shot.background === view.photoBackground ? w.photo.use : w.photo.useAnyway,
              onClick: () => take(shot),
              busy: action.busy,
            }
          : step.acceptable
            ? { words: sufficient ? w.photo.use : w.capture.keepForced, onClick: accept, busy: action.busy }
            : { words: w.photo.takeAgain, onClick: again }
      }
      others={shot || step.acceptable ? [againAct, ...others] : others}
    >
      <div className="photo">
        <PhotoChoice shots={shots} chosen={chosen} onChoose={setChosen} kept={kept ?? null} />
        <BackgroundRule seen={shot?.background ?? kept?.background ?? null} />
      </div>
      {!shot && kept && !kept.sufficient ? (
        <Notice kind="warn" alert>
          <p>{w.photo.tooLow}</p>
        </Notice>
      ) : null}
      <ProblemNotice problem={action.problem} />
    </StepScreen>
  );
}

function LiveCamera({ camera, seen }: { readonly camera: Camera; readonly seen: SeenPortrait }) {
  const w = useWords(counterWords).recording;
  return (
    <div className="photo">
      <div className="photo-frame">
        <video ref={camera.video} muted playsInline aria-label={w.photo.live} />
        <FaceGuide />
      </div>
      <div className="photo-side">
        <BackgroundRule seen={seen.background} />
        {camera.state === 'live' ? <FaceFraming seen={seen.face} /> : null}
        {camera.cameras.length > 1 ? (
          <div className="field">
            <label htmlFor="camera">{w.photo.camera}</label>
            <select
              id="camera"
              value={camera.deviceId}
              onChange={(event) => camera.choose(event.target.value)}
            >
              {camera.cameras.map((one) => (
                <option key={one.deviceId} value={one.deviceId}>
                  {one.label}
                </option>
              ))}
            </select>
          </div>
        ) : null}
      </div>
    </div>
  );
}

interface SeenPortrait {
  readonly background: SeenBackground;
  readonly face: SeenFace;
}

/** Looks at the live picture twice a second. */
function useSeenPortrait({ video, state }: Camera): SeenPortrait {
  const [seen, setSeen] = useState<SeenPortrait>({ background: 'other', face: 'none' });
  useEffect(() => {
    if (state !== 'live') return;
    const look = () => {
      const canvas = video.current ? drawPortrait(video.current, 80) : null;
      const context = canvas?.getContext('2d');
      if (!canvas || !context) return;
      const { width, height } = canvas;
      const picture = {
        width,
        height,
        channels: 4,
        pixels: context.getImageData(0, 0, width, height).data,
      } as const;
      setSeen({ background: seenBackground(picture), face: seenFace(picture) });
    };
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [video, state]);
  return seen;
}

type PhotoBody = NonNullable<Parameters<typeof call<typeof counterApi.putPhoto>>[1]>['body'];

/** Keeps the picture, and goes on when it is good enough; else the operator decides. */
async function putAndAccept(view: EnrolmentView, body: PhotoBody): Promise<Answered<EnrolmentView>> {
  const params = { id: view.id };
  const put = await call(counterApi.putPhoto, { params, body });
  if (!put.ok || put.value.currentStep !== 'photo') return put;
  const step = getStep(put.value, 'photo');
  const good = step.acceptable && step.captures.every((capture) => capture.sufficient);
  return good ? call(counterApi.acceptStep, { params, body: { step: 'photo' } }) : put;
}
