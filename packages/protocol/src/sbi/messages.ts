/**
 * Messages of MOSIP SBI 0.9.5 and 1.0. Answers are read tolerantly where vendors are known to differ
 * (numbers as text, single values as lists, fields left out) and strictly where a decision rests on them.
 */
import { z } from 'zod';
import { sbiDeviceStatuses, sbiTypes } from './values.ts';

const textOrNumber = z.union([z.string().max(40), z.number()]).transform(String);
const textList = z
  .union([z.array(textOrNumber).max(100), textOrNumber.transform((one) => [one])])
  .nullish()
  .transform((list) => list ?? []);
const short = z.string().max(300);
/** base64url without padding; a padded one is accepted. */
const base64url = z.string().regex(/^[A-Za-z0-9_-]*={0,2}$/);
/** Compact JWS, `header.payload.signature`. */
export const compactJws = z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);

export const sbiError = z.object({ errorCode: textOrNumber, errorInfo: z.string().nullish() });
export type SbiError = z.output<typeof sbiError>;
const maybeError = sbiError.nullish();

/** Identity of one physical device. */
export const digitalId = z.object({
  serialNo: z.string().min(1).max(100),
  make: short,
  model: short,
  type: z.enum(sbiTypes),
  deviceSubType: short,
  deviceProvider: short.nullish(),
  deviceProviderId: short.nullish(),
  dateTime: short.nullish(),
});
export type DigitalId = z.output<typeof digitalId>;

/** `deviceId` and `deviceCode` in 0.9.5 are replaced by `serialNo` in 1.0. */
const addressOfDevice = {
  deviceId: z.string().max(200).nullish(),
  deviceCode: z.string().max(200).nullish(),
  serialNo: z.string().max(200).nullish(),
};

export const discoveryRequest = z.object({ type: z.string(), specVersion: z.string().optional() });
export const discoveryAnswer = z
  .array(
    z.object({
      ...addressOfDevice,
      deviceStatus: z.string().nullish(),
      certification: z.string().nullish(),
      serviceVersion: short.nullish(),
      deviceSubId: textList,
      callbackId: short.nullish(),
      /** base64url of the JSON; unsigned here. */
      digitalId: z.string().max(20_000).nullish(),
      specVersion: textList,
      purpose: z.string().nullish(),
      error: maybeError,
    }),
  )
  .max(20);

/** `deviceInfo` is a JWS, or bare base64url of the payload when the device is not registered. */
export const infoAnswer = z
  .array(z.object({ deviceInfo: z.string().max(200_000).nullish(), error: maybeError }))
  .max(20);

export const deviceInfo = z.object({
  ...addressOfDevice,
  deviceStatus: z.enum(sbiDeviceStatuses),
  firmware: short.nullish(),
  certification: short,
  serviceVersion: short,
  deviceSubId: textList,
  callbackId: short,
  /** JWS, or bare base64url when the device is not registered. */
  digitalId: z.string().max(50_000),
  env: z.string().nullish(),
  purpose: z.string().nullish(),
  specVersion: textList,
});
export type DeviceInfo = z.output<typeof deviceInfo>;

export const streamRequest = z.object({
  ...addressOfDevice,
  specVersion: z.string().optional(),
  deviceSubId: textOrNumber.nullish(),
  timeout: textOrNumber.nullish(),
});

/** The answer to STREAM when there is no picture to send. */
export const streamRefusal = z.object({ error: sbiError });

export const captureRequest = z.object({
  env: z.string(),
  purpose: z.string(),
  specVersion: z.string(),
  timeout: textOrNumber,
  captureTime: z.string(),
  transactionId: z.string(),
  bio: z
    .array(
      z.object({
        type: z.string(),
        count: textOrNumber,
        bioSubType: z.array(z.string()).nullish(),
        exception: z.array(z.string()).nullish(),
        requestedScore: textOrNumber,
        ...addressOfDevice,
        deviceSubId: textOrNumber,
        previousHash: z.string().nullish(),
      }),
    )
    .min(1)
    .max(10),
  customOpts: z.unknown().optional(),
});
export type SbiCaptureRequest = z.output<typeof captureRequest>;
/** As it is written: numbers as text, the way MOSIP's own client sends them. */
export type SbiCaptureRequestText = z.input<typeof captureRequest>;

export const captureAnswer = z.object({
  biometrics: z
    .array(
      z.object({
        specVersion: z.string().max(20).nullish(),
        /** JWS of the capture data; empty on error, bare base64url from unregistered devices. */
        data: z.string().nullish(),
        /** Upper-case hex; empty on error. */
        hash: z.string().max(128).nullish(),
        error: maybeError,
        additionalInfo: z.unknown().optional(),
      }),
    )
    .min(1)
    .max(20),
});

export const captureData = z.object({
  /** JWS, or bare base64url when the device is not registered. */
  digitalId: z.string().max(50_000),
  ...addressOfDevice,
  deviceServiceVersion: short.nullish(),
  bioType: z.enum(sbiTypes),
  bioSubType: z.string().max(40).nullish(),
  purpose: z.string(),
  env: z.string().nullish(),
  /** base64url of the ISO record. */
  bioValue: base64url.min(1),
  transactionId: z.string().max(60),
  timestamp: z.string().max(40),
  requestedScore: textOrNumber.nullish(),
  qualityScore: textOrNumber,
});
export type CaptureData = z.output<typeof captureData>;
