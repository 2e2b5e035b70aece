import { useState } from 'react';
import { useStation } from '../station.tsx';
import { CameraPhoto } from './camera-photo.tsx';
import { CaptureStep } from './capture-step.tsx';

/** With the station's own face device where one is ready, else with a camera that the browser knows. */
export function PhotoStep() {
  const { state } = useStation();
  const face = state.devices.find(({ kind }) => kind === 'face');
  const hasDevice = face !== undefined && face.status !== 'absent' && face.status !== 'browser';
  // Decided when the step opens: a device that blinks must not take the picture away in the middle.
  const [byDevice, setByDevice] = useState(hasDevice);
  const [asked, setAsked] = useState(false);
  const takeOtherCamera = () => {
    setAsked(true);
    setByDevice(false);
  };
  if (byDevice) return <CaptureStep step="photo" onOtherCamera={takeOtherCamera} />;
  return <CameraPhoto startLive={asked} {...(hasDevice ? { onDevice: () => setByDevice(true) } : {})} />;
}
