/** What the engine makes of a finger: its quality, and at the verification whether it is the one taken before. */
import { type PreparedTemplate, verifyFinger } from '@rekam/biometrics/fingerprint/index.ts';
import { findPrint } from '@rekam/biometrics/fingerprint/print-of-record.ts';
import type { CapturedSample } from '@rekam/devices';
import {
  type FingerCode,
  type FingerComparison,
  findTries,
  fingerCodes,
  type Step,
  subjectsOfStep,
} from '@rekam/domain';
import type { OpenDraft } from '../drafts/drafts.ts';

/** One in ten thousand different fingers would be taken for the same. */
const falseMatchRate = 1 / 10_000;

export interface FingerJudgement {
  readonly engineQuality?: number | null;
  readonly comparison?: FingerComparison | null;
}

/** Empty for eyes and faces. */
export async function judgeFinger(
  open: OpenDraft,
  step: Step,
  { subject, record }: CapturedSample,
): Promise<FingerJudgement> {
  const finger = fingerCodes.find((code) => code === subject);
  if (!finger) return {};
  const print = findPrint(record);
  const engineQuality = print?.template.quality ?? null;
  if (step !== 'verification') return { engineQuality };
  const enrolled = await enrolledPrints(open);
  const { verdict, score, looksLike } = verifyFinger(print, finger, enrolled, falseMatchRate);
  return { engineQuality, comparison: { verdict, score, looksLike } };
}

const enrolmentSteps = ['left-four', 'right-four', 'thumbs'] as const satisfies readonly Step[];

/** The ten fingers just taken, as far as they are there and can be read. */
async function enrolledPrints(open: OpenDraft): Promise<Map<FingerCode, PreparedTemplate>> {
  const prints = new Map<FingerCode, PreparedTemplate>();
  const draft = open.draft();
  for (const step of enrolmentSteps)
    for (const finger of subjectsOfStep[step]) {
      const best = draft && findTries(draft, step, finger)?.best;
      const record = best ? await open.findSample(best.sampleName).catch(() => undefined) : undefined;
      const print = record && findPrint(record);
      if (print) prints.set(finger, print);
    }
  return prints;
}
