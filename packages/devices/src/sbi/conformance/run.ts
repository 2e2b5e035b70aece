import { randomBytes } from 'node:crypto';
import type { SbiCall, SbiVersion } from '@rekam/protocol/sbi/index.ts';
import {
  captureAnswer,
  discoveryAnswer,
  findSbiErrorCode,
  infoAnswer,
  sbiPaths,
  sbiTime,
  sbiVerbs,
  streamRefusal,
} from '@rekam/protocol/sbi/index.ts';
import type { DeviceFailure, FailureCode } from '../../failure.ts';
import { type CaptureRequest, firstPreviousHash } from '../../port.ts';
import { findJson, openExchange } from '../exchange.ts';
import { askPort, type KnownDevice, portOfCallback, readInfo } from '../info.ts';
import { createJpegSplitter } from '../mjpeg.ts';
import { completeSettings, type SbiOptions, type SbiSettings } from '../options.ts';
import { verifyCapture } from '../verify-capture.ts';
import { type ConformanceCase, conformanceCases, type ValidatorName } from './cases.ts';

export interface CaseResult {
  readonly id: string;
  readonly serialNo: string;
  readonly version: SbiVersion;
  readonly purpose: string;
  readonly held: boolean;
  /** Empty when held. */
  readonly problems: readonly string[];
}

interface Evidence {
  readonly test: ConformanceCase;
  readonly device: KnownDevice;
  readonly options: SbiOptions;
  readonly transactionId: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: Buffer;
  readonly json: unknown;
}

/** Runs all cases against the devices that answer on a port, in the highest version they speak. */
export async function runConformance(port: number, settings: SbiSettings): Promise<CaseResult[]> {
  const options = completeSettings(settings);
  const answer = await askPort(port, options);
  if (!answer.ok) {
    const problems = [`${answer.failure.code}: ${answer.failure.detail}`];
    return [
      { id: 'INF-00', serialNo: '', version: '0.9.5', purpose: 'The port answers.', held: false, problems },
    ];
  }
  const results: CaseResult[] = [];
  for (const device of answer.devices)
    for (const test of conformanceCases)
      if ((test.kinds as readonly string[]).includes(device.description.kind))
        results.push(await runCase(test, device, options));
  return results;
}

async function runCase(test: ConformanceCase, device: KnownDevice, options: SbiOptions): Promise<CaseResult> {
  const { serialNo, specVersion } = device.description;
  const problems = await problemsOf(test, device, options);
  return {
    id: test.id,
    serialNo,
    version: specVersion,
    purpose: test.purpose,
    held: problems.length === 0,
    problems,
  };
}

async function problemsOf(
  test: ConformanceCase,
  device: KnownDevice,
  options: SbiOptions,
): Promise<string[]> {
  const { specVersion } = device.description;
  const transactionId = `conform-${randomBytes(8).toString('hex')}`;
  const needsBody = specVersion === '1.0' || test.call !== 'info';
  const opened = await openExchange({
    port: device.port,
    verb: sbiVerbs[specVersion][test.call],
    path: sbiPaths[test.call],
    body: needsBody ? filled(test.request, device, options, transactionId) : undefined,
    connectMs: options.timeouts.connectMs,
    answerMs: options.timeouts.captureMs,
    maxBytes: options.limits.captureBytes,
  });
  if (!opened.ok) return [describe(opened.failure)];
  const read = await readAnswer(opened.response, test, options);
  opened.close();
  if (test.validators.includes('pictures'))
    return read.pictures >= 3 ? [] : [`pictures: ${read.pictures} of 3 came`];
  const evidence = {
    test,
    device,
    options,
    transactionId,
    headers: opened.response.headers,
    body: read.body,
    json: findJson(read.body)?.value,
  };
  return [...expectationProblems(evidence), ...(await validatorProblems(evidence))];
}

async function readAnswer(
  response: AsyncIterable<Uint8Array>,
  test: ConformanceCase,
  options: SbiOptions,
): Promise<{ body: Buffer; pictures: number }> {
  const splitter = createJpegSplitter(options.limits.frameBytes);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let pictures = 0;
  try {
    for await (const chunk of response) {
      bytes += chunk.length;
      if (test.validators.includes('pictures')) pictures += splitter.push(chunk).length;
      else chunks.push(chunk);
      if (pictures >= 3 || bytes > options.limits.captureBytes) break;
    }
  } catch {
    // What came is judged; a broken answer fails its schema.
  }
  return { body: Buffer.concat(chunks), pictures };
}

const describe = (problem: DeviceFailure): string => `${problem.code}: ${problem.detail}`;

/** Fills the words that begin with `$`; `$address` becomes the members with which the version names a device. */
function filled(template: unknown, device: KnownDevice, options: SbiOptions, transactionId: string): unknown {
  const { serialNo, specVersion } = device.description;
  const words: Readonly<Record<string, string>> = {
    $deviceId: device.deviceId,
    $serialNo: serialNo,
    $specVersion: specVersion,
    $transactionId: transactionId,
    $previousHash: firstPreviousHash,
    $now: sbiTime(options.now()),
    $firstSubId: device.subIds[0] ?? '0',
  };
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string') return words[value] ?? value;
    if (Array.isArray(value)) return value.map(fill);
    if (value === null || typeof value !== 'object') return value;
    const address = specVersion === '1.0' ? { serialNo } : { deviceId: device.deviceId };
    const { $address, ...rest } = value as Record<string, unknown>;
    const named = Object.fromEntries(Object.entries(rest).map(([key, entry]) => [key, fill(entry)]));
    return $address === undefined ? named : { ...address, ...named };
  };
  return fill(template);
}

const schemas = {
  discover: discoveryAnswer,
  info: infoAnswer,
  stream: streamRefusal,
  capture: captureAnswer,
} as const satisfies Record<SbiCall, unknown>;

/** Error codes in an answer; 0 means success and is left out. */
function codesIn(json: unknown): number[] {
  const entries = Array.isArray(json)
    ? json
    : ((json as { biometrics?: unknown[] } | null)?.biometrics ?? [json]);
  return (entries as { error?: { errorCode?: string | number } | null }[])
    .map((entry) => findSbiErrorCode(entry?.error?.errorCode ?? '0') ?? -1)
    .filter((code) => code !== 0);
}

function expectationProblems({ test, json }: Evidence): string[] {
  const codes = codesIn(json);
  const { expected } = test;
  switch (expected.result) {
    case 'success':
      return codes.length === 0 ? [] : [`expected success, got error ${codes.join(', ')}`];
    case 'error':
      return codes.some((code) => expected.codes.includes(code))
        ? []
        : [`expected error ${expected.codes.join(' or ')}, got ${codes.join(', ') || 'success'}`];
    case 'nobody':
      return Array.isArray(json) && json.length === codes.length
        ? []
        : ['expected nobody, somebody answered'];
  }
}

async function validatorProblems(evidence: Evidence): Promise<string[]> {
  const problems: string[] = [];
  for (const name of evidence.test.validators) {
    const problem = simpleValidators[name]?.(evidence);
    if (problem) problems.push(`${name}: ${problem}`);
  }
  const { call, expected } = evidence.test;
  if (problems.length > 0 || expected.result !== 'success') return problems;
  const failure =
    call === 'capture' ? await captureProblem(evidence) : call === 'info' ? infoProblem(evidence) : undefined;
  return failure ? [`${validatorOf(failure.code)}: ${failure.detail}`] : [];
}

const simpleValidators: Partial<Record<ValidatorName, (evidence: Evidence) => string | undefined>> = {
  head: ({ headers, body }) => {
    if (Number(headers['content-length']) !== body.length)
      return 'Content-Length is not the length of the body';
    if (!/json/i.test(String(headers['content-type']))) return 'Content-Type is not JSON';
    return /no-store/i.test(String(headers['cache-control'])) ? undefined : 'Cache-Control is not no-store';
  },
  schema: ({ test, json }) =>
    schemas[test.call].safeParse(json).success ? undefined : 'the answer has another shape',
  'own-port': ({ test, json, device }) => {
    if (test.call !== 'discover') return undefined;
    const callback = discoveryAnswer.safeParse(json).data?.[0]?.callbackId ?? '';
    return portOfCallback(callback) === device.port ? undefined : `callbackId is ${callback}`;
  },
  'no-data': ({ json }) => {
    const elements = captureAnswer.safeParse(json).data?.biometrics ?? [];
    return elements.every((element) => !element.data && !element.hash) ? undefined : 'an error carries data';
  },
};

function infoProblem({ body, device, options }: Evidence): DeviceFailure | undefined {
  const read = readInfo(body, device.port, device.description.specVersion, options);
  if (!read.ok) return read.failure;
  const trust = read.devices[0]?.description.trust;
  return trust && !trust.ok ? trust.reason : undefined;
}

async function captureProblem(evidence: Evidence): Promise<DeviceFailure | undefined> {
  const { test, device, options, transactionId, body } = evidence;
  const subjects = test.expected.result === 'success' ? (test.expected.subjects ?? []) : [];
  const request: CaptureRequest = {
    slot: 'single-finger',
    subjects,
    exceptions: [],
    requestedScore: 40,
    timeoutMs: 10_000,
    transactionId,
    previousHash: firstPreviousHash,
  };
  const type = { finger: 'Finger', iris: 'Iris', face: 'Face', signature: 'Face' } as const;
  const outcome = verifyCapture(body, {
    request,
    item: { type: type[device.description.kind], deviceSubId: '0', subjects, exceptions: [] },
    serialNo: device.description.serialNo,
    specVersion: device.description.specVersion,
    certificateSha256: device.description.trust.ok ? device.description.trust.certificateSha256 : undefined,
    options,
  });
  return outcome.ok ? undefined : outcome.failure;
}

const validatorsByCode: Partial<Record<FailureCode, ValidatorName>> = {
  'bad-signature': 'signature',
  untrusted: 'signature',
  'expired-certificate': 'signature',
  unsigned: 'signature',
  'wrong-device': 'digital-id',
  'wrong-transaction': 'transaction',
  'clock-skew': 'time',
  'wrong-subjects': 'subjects',
  'chain-broken': 'chain',
  'bad-record': 'record',
};
const validatorOf = (code: FailureCode): ValidatorName => validatorsByCode[code] ?? 'schema';
