import type { Wording } from '../wording.ts';
import type { failureId } from './failure-id.ts';

export const failureEn: Wording<typeof failureId> = {
  heading: (device: string) => `${device} cannot be used`,
  unread: (device: string) => `${device}: nothing readable yet`,
  device: (serial: string) => `Device with serial number ${serial}`,
  tryThis: 'What to try',
  advice: {
    'place-again': [
      'Ask the resident to place again, press flat, and hold.',
      'Wipe the glass with a dry cloth.',
    ],
    'place-again-face': [
      'Turn face or eyes to the device, open the eyes wide, and keep still.',
      'Mind the light: from the front, not into the lens; wipe the lens.',
    ],
    wait: [
      'Wait until the light of the device stops blinking.',
      'Close other programs that use this device.',
    ],
    'check-cable': [
      'Unplug the USB cable of the device and plug it in again.',
      'Check that its light is on.',
      'Try another USB socket.',
    ],
    'open-incident': [
      'Check once more the cable, the power and the program of the device.',
      'If it still fails do not force it: note its serial number and call a technician.',
      'Meanwhile set the recording aside, or go on as policy allows.',
    ],
    software: [
      'Try once more.',
      'If it happens again, sign out and start Rekam again; this recording is kept.',
    ],
  },
  safe: 'Nothing is lost: what the earlier steps recorded is kept.',
  owe: 'Go on without this device',
  oweHeading: (step: string) => `Go on without: ${step}`,
  oweLead:
    'The recording will owe this step, and it must be completed later. A supervisor approves with a PIN.',
};
