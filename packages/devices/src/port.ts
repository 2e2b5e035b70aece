import type { FingerCode, IrisCode, Subject } from '@rekam/domain';
import type { DeviceFailure } from './failure.ts';

/** Kinds of biometric device; the signature pad is served by the counter screen and never found by a scan. */
export type DeviceKind = 'finger' | 'iris' | 'face' | 'signature';
/** Kinds that a scan can find. */
export type ScannedKind = Exclude<DeviceKind, 'signature'>;

/**
 * What one capture covers. `single-finger` is any one finger (the verification capture); which one is said by
 * the request's only subject.
 */
export type CaptureSlot =
  | 'left-four'
  | 'right-four'
  | 'thumbs'
  | 'both-irises'
  | 'left-iris'
  | 'right-iris'
  | 'face'
  | 'single-finger';

/** The certificate a device signs with, as judged by the office's trust list when the device was last asked. */
export type DeviceTrust =
  | {
      readonly ok: true;
      /** Distinguished name of the device certificate. */
      readonly subject: string;
      /** SHA-256 of the DER certificate, lower-case hex. */
      readonly certificateSha256: string;
      /** ISO 8601, UTC. */
      readonly validUntil: string;
    }
  | { readonly ok: false; readonly reason: DeviceFailure };

export interface DeviceDescription {
  readonly kind: DeviceKind;
  /** At least 12 letters and digits, also printed on the case; the identity of a device everywhere. */
  readonly serialNo: string;
  readonly make: string;
  readonly model: string;
  /** `Slap`, `Single`, `Touchless` · `Single`, `Double` · `Full face`. */
  readonly deviceSubTypes: readonly string[];
  readonly specVersion: '0.9.5' | '1.0';
  readonly firmware: string;
  /** `L0` software crypto, `L1` secure chip; 1.0 devices say `SBI 1.0` and `SBI 2.0`. */
  readonly certification: string;
  readonly status: 'ready' | 'busy' | 'not-ready' | 'not-registered';
  /** `http://127.0.0.1:<port>/`; may change when the device comes back. */
  readonly baseUrl: string;
  readonly trust: DeviceTrust;
}

export interface CaptureRequest {
  readonly slot: CaptureSlot;
  /** The parts to deliver, exceptions left out; at least one. */
  readonly subjects: readonly Subject[];
  /** Parts of this slot that cannot be captured; the device is told so that its counts agree. */
  readonly exceptions: readonly (FingerCode | IrisCode)[];
  /** 0–100; a device that runs out of time answers with its best frame even when that is below. */
  readonly requestedScore: number;
  /** How long the device may try, ms. */
  readonly timeoutMs: number;
  /** 4–50 of `[A-Za-z0-9-]`, a new one for every request. */
  readonly transactionId: string;
  /**
   * `chainHash` of the last sample of the previous capture of the same recording, kept or not, of any device;
   * `firstPreviousHash` for the first.
   */
  readonly previousHash: string;
}

/** SHA-256 of nothing: where the hash chain of a recording begins. Upper-case hex, as on the wire. */
export const firstPreviousHash = 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855';

/** One finger, eye or face as the device delivered and signed it; everything in here has been verified. */
export interface CapturedSample {
  readonly subject: Subject;
  /** 0–100, NFIQ 2 scale for fingers. */
  readonly qualityScore: number;
  /** ISO/IEC 19794-4 (finger), -5 (face) or -6 (iris) record. */
  readonly record: Uint8Array;
  /** SHA-256 of `record`, lower-case hex. */
  readonly recordHash: string;
  /** SHA-256(bytes of `previousHash` ‖ SHA-256 of `record`), upper-case hex. */
  readonly chainHash: string;
  readonly previousHash: string;
  /** The device's clock, ISO 8601 UTC. */
  readonly timestamp: string;
  readonly transactionId: string;
  readonly deviceSerialNo: string;
  /** SHA-256 of the certificate that signed, lower-case hex; null only when policy admits unsigned devices. */
  readonly certificateSha256: string | null;
  readonly requestedScore: number;
  /**
   * The device's JWS with the picture taken out of its payload. With `record` it still proves what was signed
   * (`provesRecord`). Empty only when policy admits unsigned devices.
   */
  readonly signatureParts: string;
}

export type CaptureOutcome =
  | { readonly ok: true; readonly samples: readonly CapturedSample[] }
  | { readonly ok: false; readonly failure: DeviceFailure };

export type StreamOutcome =
  | {
      readonly ok: true;
      /** JPEG pictures, at least three a second from a healthy device. Never throws: it ends. */
      readonly frames: AsyncIterable<Uint8Array>;
      /** Settles when `frames` has ended: null when it was stopped on purpose or the device finished. */
      readonly ended: Promise<DeviceFailure | null>;
    }
  | { readonly ok: false; readonly failure: DeviceFailure };

export type DescribeOutcome =
  | { readonly ok: true; readonly device: DeviceDescription }
  | { readonly ok: false; readonly failure: DeviceFailure };

/**
 * The hardware of a station. No method throws or waits for ever: what goes wrong comes back as a failure with
 * a code and what to do about it.
 */
export interface BiometricDevices {
  /** Looks for devices now and remembers where they are; devices of which nothing can be told are left out. */
  discover(): Promise<readonly DeviceDescription[]>;
  /** Asks one device again for its status and certificate, wherever it is now. */
  describe(serialNo: string): Promise<DescribeOutcome>;
  capture(serialNo: string, request: CaptureRequest, signal?: AbortSignal): Promise<CaptureOutcome>;
  /** Live picture of a slot until `signal` aborts or the consumer stops reading. */
  stream(serialNo: string, slot: CaptureSlot, signal?: AbortSignal): Promise<StreamOutcome>;
}
