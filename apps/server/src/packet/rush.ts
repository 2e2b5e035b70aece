/** Bytes a second from which on receiving has the machine to itself; a slow line never reaches it. */
const busyBytesPerSecond = 8_000_000;
const spanMs = 250;

export interface RushMeter {
  readonly add: (bytes: number) => void;
  /** Whether packets pour in right now. */
  readonly isBusy: () => boolean;
}

/** Measures how much came in the last quarter of a second or the one before. */
export function makeRushMeter(nowMs: () => number = () => performance.now()): RushMeter {
  let beganAtMs = nowMs();
  let bytes = 0;
  let before = 0;
  const turn = (): void => {
    const passedMs = nowMs() - beganAtMs;
    if (passedMs < spanMs) return;
    before = passedMs < 2 * spanMs ? bytes : 0;
    bytes = 0;
    beganAtMs = nowMs();
  };
  return {
    add: (more) => {
      turn();
      bytes += more;
    },
    isBusy: () => {
      turn();
      return Math.max(before, bytes) > (busyBytesPerSecond * spanMs) / 1000;
    },
  };
}
