/** One recording at the counter, from its first step to its receipt: a part of the counter's API. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { enrolmentView } from './counter-views.ts';
import { base64Jpeg, biodata, id, instant, signatureDrawing, step, subject } from './parts.ts';

const approval = z.object({ username: z.string().min(1), pin: z.string().min(4).max(12) });
const captureSlot = z.enum([
  'left-four',
  'right-four',
  'thumbs',
  'both-irises',
  'left-index',
  'right-index',
  'face',
]);

const deviceFailure = z.object({
  code: z.string(),
  group: z.enum(['place-again', 'wait', 'check-cable', 'open-incident', 'software']),
  sentence: z.object({ id: z.string(), en: z.string() }),
  deviceSerialNo: z.string().nullable(),
  canOwe: z.boolean(),
});

const byId = z.object({ id });

export const enrolmentCounterApi = contract({
  beginEnrolment: {
    method: 'POST',
    path: '/api/enrolments',
    summary: 'Begin a recording of a known or a typed-in resident',
    body: z.object({
      nik: z
        .string()
        .regex(/^\d{16}$/)
        .optional(),
      typed: biodata.optional(),
      reopening: z.object({ reason: z.string().min(5).max(300), approval }).optional(),
    }),
    answer: enrolmentView,
  },
  listDrafts: {
    method: 'GET',
    path: '/api/enrolments',
    summary: 'Unfinished recordings resting at this station that this operator may open',
    answer: z.array(
      z.object({
        id,
        state: z.enum(['open', 'set-aside', 'stopped', 'sealing']),
        startedAt: instant,
        currentStep: step.nullable(),
        reason: z.string().nullable(),
        residentName: z.string().nullable(),
        openable: z.boolean(),
      }),
    ),
  },
  getEnrolment: {
    method: 'GET',
    path: '/api/enrolments/:id',
    summary: 'A recording in progress',
    params: byId,
    answer: enrolmentView,
  },
  confirmBiodata: {
    method: 'POST',
    path: '/api/enrolments/:id/biodata',
    summary: 'Read aloud: confirmed, or stopped for correction',
    params: byId,
    body: z.union([
      z.object({ confirmed: z.literal(true) }),
      z.object({ confirmed: z.literal(false), wrongFields: z.array(z.string()).min(1) }),
    ]),
    answer: enrolmentView,
  },
  correctBiodata: {
    method: 'POST',
    path: '/api/enrolments/:id/correction',
    summary: 'Biodata that were typed in here are typed anew, and read aloud again',
    params: byId,
    body: z.object({ typed: biodata }),
    answer: enrolmentView,
  },
  putPhoto: {
    method: 'POST',
    path: '/api/enrolments/:id/photo',
    summary: 'A live picture taken by the browser camera',
    params: byId,
    body: z.object({
      jpegBase64: base64Jpeg,
      widthPx: z.number().int(),
      heightPx: z.number().int(),
      cameraLabel: z.string().max(200),
    }),
    answer: enrolmentView,
  },
  capture: {
    method: 'POST',
    path: '/api/enrolments/:id/captures',
    summary: 'Capture with a device; answers when the device did',
    params: byId,
    body: z.object({ slot: captureSlot }),
    answer: z.union([
      z.object({ captured: z.literal(true), enrolment: enrolmentView }),
      z.object({ captured: z.literal(false), failure: deviceFailure, enrolment: enrolmentView }),
    ]),
  },
  captureImage: {
    method: 'GET',
    path: '/api/enrolments/:id/images/:name',
    summary: 'A captured picture while the recording is open',
    params: z.object({ id, name: z.string().regex(/^[A-Za-z0-9.-]+$/) }),
    produces: 'image/jpeg',
  },
  stream: {
    method: 'GET',
    path: '/api/stream/:slot',
    summary: 'Live preview as MJPEG',
    params: z.object({ slot: captureSlot }),
    produces: 'multipart/x-mixed-replace',
  },
  markExceptions: {
    method: 'POST',
    path: '/api/enrolments/:id/exceptions',
    summary:
      'Fingers or eyes that cannot be captured, approved by a supervisor; replaces the exceptions of the step',
    params: byId,
    body: z.object({ step, subjects: z.array(subject), approval }),
    answer: enrolmentView,
  },
  putSignature: {
    method: 'POST',
    path: '/api/enrolments/:id/signature',
    summary: 'The resident signs',
    params: byId,
    body: signatureDrawing,
    answer: enrolmentView,
  },
  putStatement: {
    method: 'POST',
    path: '/api/enrolments/:id/statement',
    summary: 'The resident signs that the data are true',
    params: byId,
    body: signatureDrawing,
    answer: enrolmentView,
  },
  acceptStep: {
    method: 'POST',
    path: '/api/enrolments/:id/accept',
    summary: 'Keep what the step has and go on',
    params: byId,
    body: z.object({ step }),
    answer: enrolmentView,
  },
  acceptUnverified: {
    method: 'POST',
    path: '/api/enrolments/:id/unverified',
    summary: 'Let fingers pass that were not found to be those recorded, approved by a supervisor',
    params: byId,
    body: z.object({ subjects: z.array(subject), approval }),
    answer: enrolmentView,
  },
  goBack: {
    method: 'POST',
    path: '/api/enrolments/:id/back',
    summary: 'Return to an earlier step',
    params: byId,
    body: z.object({
      step,
      /** Wrong hand or person: the captures of the step go, the count of tries stays. */
      afresh: z.boolean().default(false),
    }),
    answer: enrolmentView,
  },
  oweStep: {
    method: 'POST',
    path: '/api/enrolments/:id/owe',
    summary: 'Go on without a device where policy allows; the step stays owed',
    params: byId,
    body: z.object({ step, approval }),
    answer: enrolmentView,
  },
  setAside: {
    method: 'POST',
    path: '/api/enrolments/:id/set-aside',
    summary: 'Put the recording aside to finish it later here',
    params: byId,
    body: z.object({ reason: z.string().min(3).max(300) }),
    answer: enrolmentView,
  },
  resume: {
    method: 'POST',
    path: '/api/enrolments/:id/resume',
    summary: 'Go on with a recording that was set aside or interrupted',
    params: byId,
    answer: enrolmentView,
  },
  discard: {
    method: 'POST',
    path: '/api/enrolments/:id/discard',
    summary: 'Throw an unfinished recording away, knowingly',
    params: byId,
    body: z.object({ reason: z.string().min(3).max(300), approval }),
    answer: enrolmentView,
  },
  seal: {
    method: 'POST',
    path: '/api/enrolments/:id/seal',
    summary: 'Seal to the office; answers only when the packet is durable on this station',
    params: byId,
    answer: z.object({
      enrolment: enrolmentView,
      receiptCode: z.string(),
      packetId: id,
      sealedAt: instant,
      bytes: z.number(),
    }),
  },
  receiptPdf: {
    method: 'GET',
    path: '/api/enrolments/:id/receipt.pdf',
    summary: 'Bukti perekaman to print, until the operator signs out',
    params: byId,
    produces: 'application/pdf',
  },
});
