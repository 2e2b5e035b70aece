import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { addressOf, call } from './client.ts';

const id = `enr_${'0'.repeat(32)}`;

function answerWith(status: number, body: unknown): ReturnType<typeof vi.fn> {
  const fetching = vi.fn(async () => new Response(JSON.stringify(body), { status }));
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

afterEach(() => vi.unstubAllGlobals());

describe('addressOf', () => {
  it('fills parameters in, escaped', () => {
    expect(addressOf(counterApi.captureImage, { params: { id, name: 'L2/../x' } })).toBe(
      `/api/enrolments/${id}/images/L2%2F..%2Fx`,
    );
  });

  it('leaves empty filters out of the query', () => {
    const address = addressOf(officeApi.listEnrolments, { query: { state: undefined } });
    expect(address).toBe('/api/enrolments');
  });
});

describe('call', () => {
  it('sends the body as JSON and gives the checked answer', async () => {
    const fetching = answerWith(200, { matches: [], directoryExpired: false });
    const answered = await call(counterApi.searchResidents, { body: { nik: '5371010101010001' } });
    expect(answered).toEqual({ ok: true, value: { matches: [], directoryExpired: false } });
    const [address, request] = fetching.mock.calls[0] as unknown as [string, RequestInit];
    expect(address).toBe('/api/residents/search');
    expect(request.method).toBe('POST');
    expect(request.body).toBe('{"nik":"5371010101010001"}');
  });

  it('gives a refusal as a value with both sentences', async () => {
    const sentence = { id: 'Kata sandi tidak cocok.', en: 'The password does not match.' };
    answerWith(401, {
      type: 'x',
      title: 'x',
      status: 401,
      code: 'OPERATOR_PASSWORD_WRONG',
      detail: 'x',
      sentence,
    });
    const answered = await call(counterApi.signIn, { body: { username: 'a', password: 'b' } });
    expect(answered).toMatchObject({ ok: false, problem: { code: 'OPERATOR_PASSWORD_WRONG', sentence } });
  });

  it('never takes an answer of another shape for a success', async () => {
    answerWith(200, { matches: 'all' });
    const answered = await call(counterApi.searchResidents, { body: { nik: '5371010101010001' } });
    expect(answered).toMatchObject({ ok: false, problem: { code: 'SCREEN_ANSWER_UNREADABLE' } });
  });

  it('says so when nothing answers, instead of throwing', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('failed to fetch');
    });
    expect(await call(counterApi.getState)).toMatchObject({
      ok: false,
      problem: { code: 'SCREEN_NO_ANSWER' },
    });
  });
});
