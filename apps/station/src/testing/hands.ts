/** An operator's hands: takes a recording from one step to the next over the loopback API. */
import type { Step } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { drawCross, drawPhoto } from './drawing.ts';
import type { TestOfficer } from './test-office.ts';

export const signIn = (api: ApiClient, { username, password }: TestOfficer) =>
  api.call(counterApi.signIn, { body: { username, password } });

export const begin = (api: ApiClient, nik: string): Promise<EnrolmentView> =>
  api.call(counterApi.beginEnrolment, { body: { nik } });

export const photoBody = (jpegBase64 = drawPhoto()) => ({
  jpegBase64,
  widthPx: 480,
  heightPx: 640,
  cameraLabel: 'uji',
});

type Slot = 'left-four' | 'right-four' | 'thumbs' | 'both-irises' | 'left-index' | 'right-index' | 'face';

const slotsOf: Partial<Record<Step, readonly Slot[]>> = {
  'left-four': ['left-four'],
  'right-four': ['right-four'],
  thumbs: ['thumbs'],
  irises: ['both-irises'],
  verification: ['left-index', 'right-index'],
};

export const capture = (api: ApiClient, id: string, slot: Slot) =>
  api.call(counterApi.capture, { params: { id }, body: { slot } });

export const accept = (api: ApiClient, id: string, step: Step): Promise<EnrolmentView> =>
  api.call(counterApi.acceptStep, { params: { id }, body: { step } });

/** Does the current step and accepts it. */
export async function doStep(api: ApiClient, { id, currentStep }: EnrolmentView): Promise<EnrolmentView> {
  const params = { id };
  switch (currentStep) {
    case 'biodata':
      return api.call(counterApi.confirmBiodata, { params, body: { confirmed: true } });
    case 'photo':
      await api.call(counterApi.putPhoto, { params, body: photoBody() });
      break;
    case 'signature':
      await api.call(counterApi.putSignature, { params, body: drawCross() });
      break;
    case 'statement':
      await api.call(counterApi.putStatement, { params, body: drawCross() });
      break;
    default:
      for (const slot of slotsOf[currentStep!] ?? []) {
        const answer = await capture(api, id, slot);
        if (!answer.captured) throw new Error(`${slot}: ${answer.failure.code}`);
      }
  }
  return accept(api, id, currentStep!);
}

/** Goes on until a step is current. */
export async function walkTo(api: ApiClient, view: EnrolmentView, step: Step): Promise<EnrolmentView> {
  let now = view;
  for (let turn = 0; now.currentStep !== step; turn++) {
    if (turn > 12 || now.currentStep === null) throw new Error(`stuck at ${now.currentStep}`);
    now = await doStep(api, now);
  }
  return now;
}

export const seal = (api: ApiClient, id: string) => api.call(counterApi.seal, { params: { id } });
