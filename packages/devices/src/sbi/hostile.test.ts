import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FailureCode } from '../failure.ts';
import type { CaptureRequest } from '../port.ts';
import { digitalIdOf, type SimulatedDevice, signed } from '../simulated/device.ts';
import { captureMessage } from './capture.ts';
import { askPort, type KnownDevice } from './info.ts';
import { completeSettings, type SbiOptions } from './options.ts';
import { type CaptureItem, findCaptureItem } from './slots.ts';
import { leftFour, startTrial, type Trial } from './trial.ts';
import { chainHashOf, verifyCapture } from './verify-capture.ts';

interface Element {
  specVersion: unknown;
  data: unknown;
  hash: unknown;
  error?: unknown;
}

describe('a hostile answer', () => {
  let trial: Trial;
  let options: SbiOptions;
  let device: KnownDevice;
  let simulated: SimulatedDevice;
  let request: CaptureRequest;
  let item: CaptureItem;
  let good: Element[];

  const verdict = (elements: unknown, changes: Partial<SbiOptions> = {}): FailureCode | 'accepted' => {
    const body = Buffer.isBuffer(elements) ? elements : Buffer.from(JSON.stringify({ biometrics: elements }));
    const trust = device.description.trust;
    const outcome = verifyCapture(body, {
      request,
      item,
      serialNo: device.description.serialNo,
      specVersion: '0.9.5',
      certificateSha256: trust.ok ? trust.certificateSha256 : undefined,
      options: { ...options, ...changes },
    });
    return outcome.ok ? 'accepted' : outcome.failure.code;
  };

  beforeAll(async () => {
    trial = await startTrial({ versions: ['0.9.5'], kinds: ['finger'] });
    options = completeSettings(trial.settings);
    simulated = trial.running.devices[0]!;
    const answer = await askPort(simulated.port, options);
    if (!answer.ok) throw new Error(answer.failure.code);
    device = answer.devices[0]!;
    request = leftFour();
    item = findCaptureItem(request, device)!;
    const response = await fetch(`http://127.0.0.1:${simulated.port}/capture`, {
      method: 'RCAPTURE',
      body: JSON.stringify(captureMessage(item, request, device, options)),
    });
    good = ((await response.json()) as { biometrics: Element[] }).biometrics;
  });
  afterAll(() => trial.running.stop());

  const payloadOf = (element: Element): Record<string, string> =>
    JSON.parse(Buffer.from(String(element.data).split('.')[1]!, 'base64url').toString());
  /** The good answer with one element's payload changed and signed again by the true device. */
  const resigned = (index: number, change: Record<string, unknown>): Element[] =>
    good.map((element, at) =>
      at === index ? { ...element, data: signed(simulated, { ...payloadOf(element), ...change }) } : element,
    );

  it('the good answer is accepted, so that refusals below mean something', () => {
    expect(verdict(good)).toBe('accepted');
  });

  it('names what contradicts the request even when the device itself signed it', () => {
    const late = '2020-01-01T00:00:00Z';
    const [first, second] = [payloadOf(good[0]!), payloadOf(good[1]!)];
    const cases: readonly (readonly [string, unknown, FailureCode])[] = [
      ['another transaction', resigned(0, { transactionId: 'trial-of-somebody' }), 'wrong-transaction'],
      ['an old time', resigned(1, { timestamp: late }), 'clock-skew'],
      ['a time without zone', resigned(1, { timestamp: '2026-01-01T00:00:00' }), 'malformed'],
      ['another device', resigned(2, { deviceCode: 'RKMSLAP00000000' }), 'wrong-device'],
      ['a foreign digitalId', resigned(2, { digitalId: signed(simulated, { serialNo: 'X' }) }), 'malformed'],
      ['a finger not asked for', resigned(0, { bioSubType: 'Right Thumb' }), 'wrong-subjects'],
      ['an unknown finger', resigned(0, { bioSubType: 'UNKNOWN' }), 'wrong-subjects'],
      ['an eye', resigned(0, { bioType: 'Iris', bioSubType: 'Left' }), 'wrong-subjects'],
      ['no score', resigned(0, { qualityScore: '' }), 'malformed'],
      ['a score of 101', resigned(0, { qualityScore: '101' }), 'malformed'],
      ['a purpose of authentication', resigned(0, { purpose: 'Auth' }), 'malformed'],
      ['a record of another finger', relabelled(first, second), 'bad-record'],
      ['another version', good.map((element) => ({ ...element, specVersion: '1.0' })), 'wrong-version'],
      ['no version', good.map(({ specVersion: _, ...element }) => element), 'wrong-version'],
      ['a finger too few', good.slice(0, 3), 'wrong-subjects'],
      ['another order than the chain', [good[1], good[0], good[2], good[3]], 'chain-broken'],
      ['a finger twice', [good[0], good[0], good[2], good[3]], 'chain-broken'],
      ['no data and no error', [{ ...good[0], data: '' }], 'malformed'],
      ['an error that is no number', [{ ...good[0], error: { errorCode: 'oops' } }], 'malformed'],
      [
        'an error beside good data',
        [{ ...good[0], error: { errorCode: '102' } }, ...good.slice(1)],
        'sbi-102',
      ],
      ['nothing', [], 'malformed'],
      ['no JSON', Buffer.from('<html>'), 'malformed'],
    ];
    for (const [name, elements, code] of cases) expect([name, verdict(elements)]).toEqual([name, code]);
  });

  it('an expired certificate on either signature is enough to refuse', () => {
    const payload = payloadOf(good[0]!);
    const others = good.slice(1);
    simulated.faults.order({ fault: 'expired-certificate' });
    const outer = signed(simulated, payload);
    const digitalId = signed(simulated, digitalIdOf(simulated));
    simulated.faults.clear();
    const inner = signed(simulated, { ...payload, digitalId });
    expect(verdict([{ ...good[0]!, data: outer }, ...others])).toBe('expired-certificate');
    expect(verdict([{ ...good[0]!, data: inner }, ...others])).toBe('expired-certificate');
  });

  /** The second finger's record under the first one's name, signed, with a chain that fits. */
  function relabelled(first: Record<string, string>, second: Record<string, string>): Element[] {
    const record = Buffer.from(second.bioValue!, 'base64url');
    const data = signed(simulated, { ...first, bioValue: second.bioValue });
    return [{ ...good[0]!, data, hash: chainHashOf(request.previousHash, record) }, ...good.slice(1)];
  }

  it('unsigned data pass only where policy admits them', () => {
    const bare = good.map((element) => {
      const payload = payloadOf(element);
      const digitalId = String(payload.digitalId).split('.')[1];
      return {
        ...element,
        data: Buffer.from(JSON.stringify({ ...payload, digitalId })).toString('base64url'),
      };
    });
    expect(verdict(bare)).toBe('unsigned');
    expect(verdict(bare, { allowUnsigned: true })).toBe('wrong-device');
    const trust = device.description.trust;
    device = { ...device, description: { ...device.description, trust: { ok: false, reason: {} as never } } };
    expect(verdict(bare, { allowUnsigned: true })).toBe('accepted');
    expect(verdict(bare)).toBe('unsigned');
    device = { ...device, description: { ...device.description, trust } };
  });

  it('algorithms that prove nothing are refused', () => {
    const [head, payload] = String(good[0]!.data).split('.') as [string, string];
    const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
    const hmac = createHash('sha256').update(payload).digest('base64url');
    for (const alg of ['none', 'HS256', 'ES256', undefined]) {
      const forged = Buffer.from(JSON.stringify({ ...header, alg })).toString('base64url');
      expect(verdict([{ ...good[0]!, data: `${forged}.${payload}.${hmac}` }, ...good.slice(1)])).toBe(
        'bad-signature',
      );
    }
  });

  it('changed anywhere in its bytes, it never passes as other samples than the true ones', () => {
    const body = Buffer.from(JSON.stringify({ biometrics: good }));
    const truth = good.map((element) => payloadOf(element).bioValue);
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.nat(), byte: fc.integer({ min: 32, max: 126 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.option(fc.nat()),
        (changes, cut) => {
          const changed = Buffer.from(body);
          for (const { at, byte } of changes) changed[at % changed.length] = byte;
          const sent = cut === null ? changed : changed.subarray(0, cut % changed.length);
          const trust = device.description.trust;
          const outcome = verifyCapture(sent, {
            request,
            item,
            serialNo: device.description.serialNo,
            specVersion: '0.9.5',
            certificateSha256: trust.ok ? trust.certificateSha256 : undefined,
            options,
          });
          // A change may fall on a byte that says nothing (an error's text); what passes is then unchanged.
          if (outcome.ok)
            expect(outcome.samples.map((sample) => Buffer.from(sample.record).toString('base64url'))).toEqual(
              truth,
            );
          else expect(outcome.failure.group).toBeTypeOf('string');
        },
      ),
      { seed: 53_71, numRuns: 1_000 },
    );
  });

  it('structures torn apart and put together wrongly never pass', () => {
    const junk = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.constant([]), fc.constant({}));
    const torn = fc.record({
      index: fc.nat(3),
      member: fc.constantFrom('data', 'hash', 'specVersion', 'error'),
      value: junk,
    });
    fc.assert(
      fc.property(fc.array(torn, { minLength: 1, maxLength: 3 }), (tears) => {
        const elements = good.map((element) => ({ ...element })) as unknown as Record<string, unknown>[];
        for (const { index, member, value } of tears) elements[index]![member] = value;
        const unharmed = elements.every(
          (element, at) =>
            (element.error === null || element.error === good[at]!.error) &&
            element.data === good[at]!.data &&
            element.hash === good[at]!.hash &&
            element.specVersion === good[at]!.specVersion,
        );
        expect(verdict(elements) === 'accepted').toBe(unharmed);
      }),
      { seed: 17, numRuns: 500 },
    );
  });
});
