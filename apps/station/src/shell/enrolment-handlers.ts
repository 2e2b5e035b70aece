/** The steps of a recording over HTTP. */
import { type Biodata, currentStep, type EnrolmentDraft, keptCaptures, type Subject } from '@rekam/domain';
import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import type { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { Refused } from '@rekam/protocol/refusals/refused.ts';
import type { Station } from '../compose.ts';
import { livePictureType, openLivePicture } from '../devices/live-picture.ts';
import { findJpegOf } from '../enrolment/images.ts';
import type { Handlers } from '../ports/call.ts';
import { receiptPdf } from '../receipts/receipt-pdf.ts';
import type { handoverHandlers } from './handover-handlers.ts';
import type { selfTestHandlers } from './self-test-handlers.ts';
import type { stationHandlers } from './station-handlers.ts';

type Names = Exclude<
  keyof typeof counterApi,
  | keyof ReturnType<typeof stationHandlers>
  | keyof ReturnType<typeof selfTestHandlers>
  | keyof ReturnType<typeof handoverHandlers>
>;

export function enrolmentHandlers(station: Station): Pick<Handlers<typeof counterApi>, Names> {
  const { desk, flow, captures } = station;
  const recorder = desk.requireRecorder;

  return {
    beginEnrolment: async ({ session, body }) =>
      station.begin(recorder(session), {
        nik: body.nik,
        typed: body.typed as Biodata | undefined,
        reopening: body.reopening,
      }),

    listDrafts: async ({ session }) => {
      const summaries = await desk.summaries(recorder(session));
      return summaries.flatMap(({ id, draft }) => (draft ? listedDraft(draft) : [closedDraft(id)]));
    },

    getEnrolment: async ({ session, params }) => {
      const sealed = station.sealedHere.get(params.id);
      if (sealed && session) return sealed.answer.enrolment;
      return desk.look(recorder(session), params.id);
    },

    confirmBiodata: async ({ session, params, body }) =>
      body.confirmed
        ? flow.confirmBiodata(recorder(session), params.id)
        : flow.stopForCorrection(recorder(session), params.id, body.wrongFields),

    correctBiodata: async ({ session, params, body }) =>
      flow.correctBiodata(recorder(session), params.id, body.typed as Biodata),

    putPhoto: async ({ session, params, body }) => captures.putPhoto(recorder(session), params.id, body),

    capture: async ({ session, params, body, signal }) =>
      captures.capture(recorder(session), params.id, body.slot, signal),

    captureImage: async ({ session, params }) => {
      const { draft, sample } = await desk.sampleOf(recorder(session), params.id, params.name);
      return { content: pictureOf(draft, params.name, sample), mediaType: 'image/jpeg' };
    },

    stream: async ({ session, params, signal }) => {
      if (!station.selfTests.isUnderWay(session)) recorder(session);
      const content = await openLivePicture(station.devices, station.watch, params.slot, signal);
      return { content, mediaType: livePictureType };
    },

    markExceptions: async ({ session, params, body }) =>
      flow.markExceptions(recorder(session), params.id, body),
    putSignature: async ({ session, params, body }) =>
      captures.putPen(recorder(session), params.id, 'signature', body),
    putStatement: async ({ session, params, body }) =>
      captures.putPen(recorder(session), params.id, 'statement', body),
    acceptStep: async ({ session, params, body }) => flow.acceptStep(recorder(session), params.id, body.step),
    goBack: async ({ session, params, body }) => flow.goBack(recorder(session), params.id, body),
    acceptUnverified: async ({ session, params, body }) =>
      flow.acceptUnverified(recorder(session), params.id, body),

    oweStep: async ({ session, params, body }) => flow.oweStep(recorder(session), params.id, body),
    setAside: async ({ session, params, body }) => flow.setAside(recorder(session), params.id, body.reason),
    resume: async ({ session, params }) => flow.resume(recorder(session), params.id),
    discard: async ({ session, params, body }) => flow.discard(recorder(session), params.id, body),

    seal: async ({ session, params }) => {
      const sealed = () => station.sealedHere.get(params.id)?.answer;
      try {
        return sealed() ?? (await station.seal(recorder(session), params.id));
      } catch (error) {
        // Asked twice at once, the second answer is the first again.
        const answer = sealed();
        if (answer) return answer;
        throw error;
      }
    },

    receiptPdf: async ({ session, params }) => {
      recorder(session);
      const receipt = station.sealedHere.get(params.id)?.receipt;
      if (!receipt) throw new Refused('RECEIPT_NOT_FOUND');
      return {
        content: await receiptPdf(receipt),
        mediaType: 'application/pdf',
        fileName: `bukti-perekaman-${receipt.receiptCode}.pdf`,
      };
    },
  };
}

type ListedDraft = AnswerOf<typeof counterApi.listDrafts>[number];

const closedDraft = (id: string): ListedDraft => ({
  id,
  state: 'set-aside',
  // The moment of its beginning stands in its id (UUIDv7).
  startedAt: new Date(Number.parseInt(id.slice(4, 16), 16)).toISOString() as ListedDraft['startedAt'],
  currentStep: null,
  reason: null,
  residentName: null,
  openable: false,
});

function listedDraft(draft: EnrolmentDraft): ListedDraft[] {
  const { state } = draft;
  if (state === 'sealed' || state === 'discarded') return [];
  return [
    {
      id: draft.id,
      state,
      startedAt: draft.startedAt.at,
      currentStep: currentStep(draft),
      reason: draft.setAside?.reason ?? null,
      residentName: draft.biodata.name,
      openable: true,
    },
  ];
}

function pictureOf(draft: EnrolmentDraft, name: string, sample: Uint8Array): Uint8Array {
  if (name.endsWith('.jpg')) return sample;
  const subject: Subject | undefined = keptCaptures(draft).find(
    ({ sampleName }) => sampleName === name,
  )?.subject;
  const jpeg = subject && findJpegOf(subject, sample);
  if (!jpeg) throw new Refused('ENROLMENT_IMAGE_NOT_FOUND');
  return jpeg;
}
