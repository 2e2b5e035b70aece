import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

export type CameraState = 'starting' | 'live' | 'none' | 'denied';

export interface Camera {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly state: CameraState;
  readonly label: string;
  readonly cameras: readonly MediaDeviceInfo[];
  readonly deviceId: string;
  readonly choose: (deviceId: string) => void;
  readonly retry: () => void;
}

const keptCamera = 'rekam.camera';

/** The browser's own camera, kept from the last time; lets go of it when the step is left. */
export function useCamera(active: boolean): Camera {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>('starting');
  const [label, setLabel] = useState('');
  const [cameras, setCameras] = useState<readonly MediaDeviceInfo[]>([]);
  const [deviceId, setDeviceId] = useState(() => localStorage.getItem(keptCamera) ?? '');
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt opens the camera again
  useEffect(() => {
    if (!active) return;
    let gone = false;
    let stream: MediaStream | null = null;
    setState('starting');
    void openCamera(deviceId).then(async (opened) => {
      if (typeof opened === 'string') return gone ? undefined : setState(opened);
      if (gone) return stop(opened);
      stream = opened;
      setLabel(opened.getVideoTracks()[0]?.label ?? '');
      opened.getVideoTracks()[0]?.addEventListener('ended', () => setState('none'));
      setCameras(
        (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'videoinput'),
      );
      if (video.current) {
        video.current.srcObject = opened;
        await video.current.play().catch(() => undefined);
      }
      if (!gone) setState('live');
    });
    return () => {
      gone = true;
      if (stream) stop(stream);
    };
  }, [active, deviceId, attempt]);
  const choose = useCallback((chosen: string) => {
    localStorage.setItem(keptCamera, chosen);
    setDeviceId(chosen);
  }, []);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return { video, state, label, cameras, deviceId, choose, retry };
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** A camera that is gone is forgotten: then any other will do. */
async function openCamera(deviceId: string): Promise<MediaStream | 'none' | 'denied'> {
  if (!navigator.mediaDevices?.getUserMedia) return 'none';
  const size = { width: { ideal: 1280 }, height: { ideal: 960 } };
  const wishes: MediaTrackConstraints[] = deviceId
    ? [{ ...size, deviceId: { exact: deviceId } }, size]
    : [size];
  for (const wish of wishes) {
    try {
      return await navigator.mediaDevices.getUserMedia({ video: wish, audio: false });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError') return 'denied';
    }
  }
  return 'none';
}

/** Portrait of the card, width to height. */
export const portraitRatio = 3 / 4;

export interface Shot {
  readonly jpegBase64: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly takenAtMs: number;
}

/** The middle of the live picture in the card's proportions, drawn at `heightPx` or less. */
export function drawPortrait(video: HTMLVideoElement, heightPx: number): HTMLCanvasElement | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0 || videoHeight === 0) return null;
  const cutHeight = Math.min(videoHeight, videoWidth / portraitRatio);
  const cutWidth = cutHeight * portraitRatio;
  const canvas = document.createElement('canvas');
  canvas.height = Math.round(Math.min(heightPx, cutHeight));
  canvas.width = Math.round(canvas.height * portraitRatio);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return null;
  const [left, top] = [(videoWidth - cutWidth) / 2, (videoHeight - cutHeight) / 2];
  context.drawImage(video, left, top, cutWidth, cutHeight, 0, 0, canvas.width, canvas.height);
  return canvas;
}

export function takeShot(video: HTMLVideoElement): Shot | null {
  const canvas = drawPortrait(video, 1280);
  const jpegBase64 = canvas?.toDataURL('image/jpeg', 0.92).split(',')[1];
  if (!canvas || !jpegBase64) return null;
  return { jpegBase64, widthPx: canvas.width, heightPx: canvas.height, takenAtMs: performance.now() };
}
