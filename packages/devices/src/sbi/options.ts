import { sbiClockToleranceMs, sbiPorts } from '@rekam/protocol/sbi/index.ts';

/** Where devices are looked for, how long they are waited for, and whom the office believes. */
export interface SbiOptions {
  /** First and last port of the scan, on 127.0.0.1. */
  readonly ports: { readonly from: number; readonly to: number };
  /** PEM certificates of device providers or devices; asked at every use, so that a new list counts at once. */
  readonly trustedPem: () => readonly string[];
  /** The clock that device times and certificates are compared with, ms since 1970. */
  readonly now: () => number;
  readonly clockToleranceMs: number;
  /** Admits devices that do not sign (unregistered ones). False unless a person decided otherwise. */
  readonly allowUnsigned: boolean;
  /** `env` of every request: `Staging`, `Developer`, `Pre-Production` or `Production`. */
  readonly environment: string;
  readonly timeouts: SbiTimeouts;
  readonly limits: SbiLimits;
}

/** Milliseconds; the defaults are those of MOSIP's registration client. */
export interface SbiTimeouts {
  readonly connectMs: number;
  /** To the whole answer about a device, and to the beginning of a stream. */
  readonly infoMs: number;
  /** From the connection to the whole answer of a capture. */
  readonly captureMs: number;
  /** Longest silence between two pictures of a stream. */
  readonly frameMs: number;
}

export interface SbiLimits {
  readonly infoBytes: number;
  /** Four lossless fingers come to about 2 MB in two layers of base64. */
  readonly captureBytes: number;
  readonly frameBytes: number;
}

export const defaultSbiOptions = {
  ports: sbiPorts,
  clockToleranceMs: sbiClockToleranceMs,
  allowUnsigned: false,
  environment: 'Production',
  timeouts: { connectMs: 10_000, infoMs: 5_000, captureMs: 40_000, frameMs: 5_000 },
  limits: { infoBytes: 1_000_000, captureBytes: 32_000_000, frameBytes: 4_000_000 },
} as const;

/** What has no safe default must be said; the rest may be. */
export type SbiSettings = Pick<SbiOptions, 'trustedPem' | 'now'> &
  Partial<Omit<SbiOptions, 'timeouts' | 'limits'>> & {
    readonly timeouts?: Partial<SbiTimeouts>;
    readonly limits?: Partial<SbiLimits>;
  };

export function completeSettings(settings: SbiSettings): SbiOptions {
  return {
    ...defaultSbiOptions,
    ...settings,
    timeouts: { ...defaultSbiOptions.timeouts, ...settings.timeouts },
    limits: { ...defaultSbiOptions.limits, ...settings.limits },
  };
}
