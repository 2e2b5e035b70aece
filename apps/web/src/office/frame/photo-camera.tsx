import { Button, NativeSelect } from '@mantine/core';
import { drawPortrait, useCamera } from '../../parts/camera.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

/** Height of the portrait taken, pixels: twice what a print of 3 × 4 cm at 300 dpi has. */
const portraitHeight = 900;

interface PhotoCameraProps {
  readonly onTaken: (photo: File) => void;
  readonly onClose: () => void;
}

/** Takes a portrait with a camera at this computer. */
export function PhotoCamera({ onTaken, onClose }: PhotoCameraProps) {
  const w = useWords(frameWords).photo;
  const f = useWords(frameWords);
  const camera = useCamera(true);
  const missing = camera.state === 'none' || camera.state === 'denied';
  const shoot = () => {
    const canvas = camera.video.current && drawPortrait(camera.video.current, portraitHeight);
    canvas?.toBlob(
      (blob) => blob && onTaken(new File([blob], w.taken, { type: 'image/jpeg' })),
      'image/jpeg',
      0.9,
    );
  };
  return (
    <div className="photo-camera">
      {missing ? (
        <Notice kind="warn" alert>
          <p>{camera.state === 'denied' ? w.denied : w.missing}</p>
        </Notice>
      ) : (
        <video ref={camera.video} muted playsInline aria-label={w.live} />
      )}
      {camera.cameras.length > 1 ? (
        <NativeSelect
          label={w.which}
          value={camera.deviceId}
          onChange={(event) => camera.choose(event.target.value)}
          data={camera.cameras.map(({ deviceId, label }) => ({ value: deviceId, label }))}
        />
      ) : null}
      <div className="row">
        {missing ? (
          <Button onClick={camera.retry}>{f.retry}</Button>
        ) : (
          <Button disabled={camera.state !== 'live'} onClick={shoot}>
            {camera.state === 'live' ? w.shutter : w.starting}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {w.close}
        </Button>
      </div>
    </div>
  );
}
