import type { Wording } from '../wording.ts';
import type { selfTestId } from './self-test-id.ts';

export const selfTestEn: Wording<typeof selfTestId> = {
  open: 'Self-test',
  heading: 'Self-test',
  lead: 'Each device is tried once, about two minutes in all, with your own fingers, eyes and face. No picture is kept.',
  occasion: 'What for',
  occasions: {
    morning: 'Morning, before the counter opens',
    'after-repair': 'After a repair',
    'on-demand': 'On demand',
  },
  devices: (names) => `To be tested: ${names}.`,
  begin: 'Begin the test',
  turn: (device) => `Test: ${device}`,
  progress: (n, of) => `Device ${n} of ${of}`,
  how: {
    finger: 'Lay your four left fingers on the glass, press flat, and hold.',
    iris: 'Turn both eyes to the device, open them wide, and keep still.',
    face: 'Sit before the camera, your face in the middle.',
    signature: 'Draw one long line with the pen in this box.',
    line: 'The counter speaks to the office now and measures how long the answer takes.',
    power:
      'Save other work, pull the plug of the UPS from the wall, wait ten seconds, then press this button. Plug it in again afterwards.',
  },
  ask: { line: 'Speak to the office', power: 'The plug is pulled' },
  stayedOn: 'The computer stayed on',
  wentOff: 'The computer went off',
  byHand: 'said by a person',
  answeredIn: (ms) => `Line: passed, the office answered within ${ms} ms.`,
  take: 'Take a picture',
  taking: 'Taking…',
  keepLine: 'Check the line',
  clearLine: 'Clear',
  next: 'Go on',
  again: 'Try again',
  goOnFailed: 'Note as failed, go on',
  skip: 'Skip',
  skipHeading: (device) => `Skip: ${device}`,
  skipLead: 'What is skipped proves nothing, and its repair stays open. Say why.',
  passed: (device, score) =>
    score === null ? `${device}: passed.` : `${device}: passed, quality ${score} of 100.`,
  failed: (device) => `${device}: failed`,
  outcomes: { passed: 'Passed', failed: 'Failed', skipped: 'Skipped' },
  result: 'Result of the self-test',
  allPassed: 'Every device passed.',
  notAllPassed: (n) =>
    n === 1
      ? 'One device did not pass. The office is told.'
      : `${n} devices did not pass. The office is told.`,
  resultOf: 'Result of each device',
  told: {
    taken: 'The office has the result and keeps it with the set of this station.',
    waiting: 'The result is kept at this station and goes out by itself once the office is reached.',
  },
  end: 'Send the result',
  done: 'Done',
  summary: 'Every device has had its turn. Send the result to the office.',
};
