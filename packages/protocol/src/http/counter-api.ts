/** The loopback API that the counter screens speak with their station. Served on 127.0.0.1 only. */
import { turnedAwayCauses } from '@rekam/domain/repair/turned-away.ts';
import { services } from '@rekam/domain/service-status/service.ts';
import { z } from 'zod';
import { contract } from './contract.ts';
import { enrolmentView, selfTestOccasion, selfTestView, stationState, testedPart } from './counter-views.ts';
import { handoverCounterApi } from './handover-counter-api.ts';
import {
  biodata,
  directoryEntry,
  id,
  instant,
  plainDate,
  recordedStatus,
  signatureDrawing,
  step,
  subject,
} from './parts.ts';

export const approval = z.object({ username: z.string().min(1), pin: z.string().min(4).max(12) });
export const captureSlot = z.enum([
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

export const counterApi = contract({
  ...handoverCounterApi,
  getState: {
    method: 'GET',
    path: '/api/state',
    summary: 'Everything the status bar shows',
    answer: stationState,
  },
  enrolStation: {
    method: 'POST',
    path: '/api/enrol',
    summary: 'Make this computer a counter of an office',
    body: z.object({
      officeUrl: z.url(),
      code: z.string().min(8),
      name: z.string().min(1).max(60).optional(),
    }),
    answer: stationState,
  },
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    summary: 'Operator signs in, offline too',
    body: z.object({ username: z.string().min(1), password: z.string().min(1) }),
    answer: stationState,
  },
  signOut: { method: 'POST', path: '/api/sign-out', summary: 'Operator signs out', answer: stationState },
  searchResidents: {
    method: 'POST',
    path: '/api/residents/search',
    summary: 'Find by NIK, or by name with date of birth; a POST keeps both out of logs',
    body: z.union([
      z.object({ nik: z.string().regex(/^\d{16}$/) }),
      z.object({ name: z.string().min(2), birthDate: plainDate }),
    ]),
    answer: z.object({ matches: z.array(directoryEntry).max(20), directoryExpired: z.boolean() }),
  },
  listKelurahan: {
    method: 'GET',
    path: '/api/kelurahan',
    summary: 'Kecamatan and kelurahan of the office, for typing a resident in',
    answer: z.array(
      z.object({ code: z.string(), name: z.string(), kecamatanCode: z.string(), kecamatanName: z.string() }),
    ),
  },
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
      jpegBase64: base64Jpeg(),
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
  getSelfTest: {
    method: 'GET',
    path: '/api/self-test',
    summary: 'The self-test under way, or the last one since this station started',
    answer: z.object({ devices: z.array(testedPart), test: selfTestView.nullable() }),
  },
  beginSelfTest: {
    method: 'POST',
    path: '/api/self-test',
    summary: 'Begin a guided self-test of every device; one under way is dropped',
    body: z.object({ occasion: selfTestOccasion }),
    answer: selfTestView,
  },
  takeSelfTestTurn: {
    method: 'POST',
    path: '/api/self-test/turns/:kind',
    summary: 'One device in its turn: captured, drawn, pictured, or skipped with a reason',
    params: z.object({ kind: testedPart }),
    body: z.union([
      z.object({ with: z.literal('device') }),
      z.object({ with: z.literal('hand'), works: z.boolean() }),
      z.object({ with: z.literal('camera'), jpegBase64: base64Jpeg() }),
      z.object({ with: z.literal('pad'), drawing: signatureDrawing }),
      z.object({ with: z.literal('nothing') }),
      z.object({ with: z.literal('reason'), reason: z.string().min(5).max(200) }),
    ]),
    answer: selfTestView,
  },
  endSelfTest: {
    method: 'POST',
    path: '/api/self-test/end',
    summary: 'The result is kept here and told to the office, at once or when it is reached again',
    answer: selfTestView,
  },
  getTurnedAway: {
    method: 'GET',
    path: '/api/turned-away',
    summary: 'Residents turned away at this counter today',
    answer: z.object({ today: z.number() }),
  },
  countTurnedAway: {
    method: 'POST',
    path: '/api/turned-away',
    summary: 'One resident was turned away here, now; counted without a line too',
    body: z.object({ service: z.enum(services), cause: z.enum(turnedAwayCauses) }),
    answer: z.object({ id, today: z.number() }),
  },
  withdrawTurnedAway: {
    method: 'POST',
    path: '/api/turned-away/:id/withdraw',
    summary: 'Takes back one’s own last tap within ten minutes',
    params: byId,
    answer: z.object({ today: z.number() }),
  },
  listSpool: {
    method: 'GET',
    path: '/api/spool',
    summary: 'Every packet on this station: state, age, next try and the reason in words',
    answer: z.array(
      z.object({
        packetId: id,
        state: z.enum(['outbox', 'sent', 'held']),
        sealedAt: instant,
        bytes: z.number(),
        uploadedBytes: z.number(),
        attempts: z.number(),
        nextTryAt: instant.nullable(),
        problem: z
          .object({ code: z.string(), sentence: z.object({ id: z.string(), en: z.string() }) })
          .nullable(),
        receivedAt: instant.nullable(),
        backedUp: z.boolean(),
      }),
    ),
  },
  sendNow: {
    method: 'POST',
    path: '/api/spool/send',
    summary: 'Try all waiting packets now',
    answer: stationState,
  },
});

function base64Jpeg() {
  return z.base64().max(8_000_000);
}

/** A resident's earlier recording as the counter shows it when it refuses. */
export const alreadyRecorded = recordedStatus;
