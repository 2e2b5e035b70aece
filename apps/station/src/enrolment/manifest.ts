/** What a sealed recording says of itself. Everything in it follows from the draft's facts. */
import { createHash } from 'node:crypto';
import {
  currentStep,
  type EnrolmentDraft,
  keptCaptures,
  photoBackground,
  stepsProgress,
} from '@rekam/domain';
import type { StationSettings } from '@rekam/protocol/http/sync-api.ts';
import type { Manifest } from '@rekam/protocol/packet/manifest.ts';

export type DeviceOfManifest = Manifest['devices'][number];

export interface NamedSample {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

export interface ManifestParts {
  /** In state `sealing`. */
  readonly draft: EnrolmentDraft;
  readonly settings: StationSettings;
  readonly softwareVersion: string;
  /** Every device that captured something, once. */
  readonly devices: readonly DeviceOfManifest[];
  readonly samples: readonly NamedSample[];
}

/** @throws when the draft is not being sealed: such a recording has no number yet */
export function makeManifest({
  draft,
  settings,
  softwareVersion,
  devices,
  samples,
}: ManifestParts): Manifest {
  const { sealing, biodataConfirmedAt, eligibility } = draft;
  if (!sealing || !biodataConfirmedAt) throw new Error(`not being sealed, at ${currentStep(draft)}`);
  return {
    format: 'rekam.packet',
    version: 3,
    packetId: sealing.packetId,
    enrolmentId: draft.id,
    station: {
      id: settings.stationId,
      name: settings.stationName,
      place: settings.place,
      softwareVersion,
    },
    operator: { id: draft.officerId },
    resident: {
      biodata: draft.biodata,
      known: draft.residentKnown,
      confirmedAt: { ...biodataConfirmedAt },
      warnings: [...draft.warnings],
    },
    grounds: {
      kind: eligibility.grounds,
      ageYears: eligibility.ageYears,
      cardFrom: eligibility.cardFrom,
      policyVersion: eligibility.policyVersion,
      reopening: eligibility.reopening,
    },
    startedAt: draft.startedAt,
    sealedAt: sealing.at,
    steps: stepsOf(draft),
    devices: [...devices],
    captures: [...captureFacts(draft), ...penFacts(draft)],
    exceptions: draft.exceptions.map(({ subject, approval }) => ({ subject, approval })),
    unverified: draft.unverified.map(({ subject, approval }) => ({ subject, approval })),
    owed: draft.owed.map(({ step, approval }) => ({ step, approval })),
    statement: draft.statement && {
      textVersion: draft.statement.textVersion,
      signedAt: draft.statement.signedAt,
      sampleName: draft.statement.sampleName,
    },
    receiptCode: sealing.receiptCode,
    samples: samples.map(({ name, mediaType, content }) => ({
      name,
      mediaType,
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
}

function stepsOf(draft: EnrolmentDraft): Manifest['steps'] {
  return stepsProgress(draft).map(({ step, state, ms, attempts }) => ({
    step,
    ms: Math.round(ms ?? 0),
    attempts,
    outcome: state === 'owed' || state === 'not-asked' ? state : 'done',
  }));
}

const captureFacts = (draft: EnrolmentDraft): Manifest['captures'] =>
  keptCaptures(draft).map((capture) => ({
    subject: capture.subject,
    purpose: capture.purpose,
    sampleName: capture.sampleName,
    qualityScore: capture.qualityScore,
    threshold: capture.threshold,
    attempt: capture.attempt,
    attempts: capture.attempts,
    forced: capture.forced,
    source: capture.source,
    deviceSerialNo: capture.deviceSerialNo,
    sbi: capture.sbi,
    background: capture.background
      ? { wanted: photoBackground(draft.biodata.birthDate), seen: capture.background }
      : null,
    engineQuality: capture.engineQuality ?? null,
    comparison: capture.comparison ?? null,
  }));

function penFacts(draft: EnrolmentDraft): Manifest['captures'] {
  const pens = [
    { subject: 'SIGNATURE', purpose: 'enrolment', pen: draft.signature },
    { subject: 'STATEMENT', purpose: 'statement', pen: draft.statement },
  ] as const;
  return pens.flatMap(({ subject, purpose, pen }) =>
    pen
      ? [
          {
            subject,
            purpose,
            sampleName: pen.sampleName,
            qualityScore: null,
            threshold: null,
            attempt: pen.attempt,
            attempts: pen.attempt,
            forced: false,
            source: 'pointer',
            deviceSerialNo: pen.deviceSerialNo,
            sbi: null,
            background: null,
            engineQuality: null,
            comparison: null,
          },
        ]
      : [],
  );
}
