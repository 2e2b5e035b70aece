/** The steps of a recording that need neither device nor disk beyond the draft's facts. */
import {
  type Biodata,
  checkBiodata,
  dayAt,
  decideEligibility,
  type EnrolmentCommandOf,
  type EnrolmentDraft,
  type Step,
  type Subject,
  timeZones,
} from '@rekam/domain';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import type { Directory } from '../directory/directory.ts';
import type { OperatorSession } from '../operators/session.ts';
import { warningsAbout } from './begin.ts';
import type { AskedCommand, Consent, Desk, DeskParts } from './desk.ts';

export interface FlowParts extends DeskParts {
  readonly desk: Desk;
  readonly directory: Directory;
}

export function makeFlow(parts: FlowParts) {
  const { desk, getApproval } = parts;

  const command = (session: OperatorSession, id: string, asked: AskedCommand): Promise<EnrolmentView> =>
    desk.withHand(session, id, async ({ open }) => desk.view(await desk.act(session, open, asked)));

  return {
    confirmBiodata: (session: OperatorSession, id: string) =>
      command(session, id, { kind: 'confirm-biodata' }),

    stopForCorrection: (session: OperatorSession, id: string, wrongFields: readonly string[]) =>
      command(session, id, {
        kind: 'stop-for-correction',
        wrongFields: wrongFields as readonly (keyof Biodata)[],
      }),

    acceptStep: (session: OperatorSession, id: string, step: Step) =>
      command(session, id, { kind: 'accept-step', step }),

    goBack: (session: OperatorSession, id: string, asked: { step: Step; afresh: boolean }) =>
      command(session, id, { kind: 'go-back', step: asked.step, afresh: asked.afresh }),

    setAside: (session: OperatorSession, id: string, reason: string) =>
      command(session, id, { kind: 'set-aside', reason }),

    markExceptions: async (
      session: OperatorSession,
      id: string,
      asked: { step: Step; subjects: readonly Subject[]; approval: Consent },
    ) => {
      const approval = await getApproval(asked.approval, 'enrolment.approve-exception');
      return command(session, id, {
        kind: 'mark-exception',
        step: asked.step,
        subjects: [...new Set(asked.subjects)],
        approval,
      });
    },

    acceptUnverified: async (
      session: OperatorSession,
      id: string,
      asked: { subjects: readonly Subject[]; approval: Consent },
    ) => {
      const approval = await getApproval(asked.approval, 'enrolment.approve-exception');
      const subjects = [...new Set(asked.subjects)];
      return command(session, id, { kind: 'accept-unverified', subjects, approval });
    },

    oweStep: async (session: OperatorSession, id: string, asked: { step: Step; approval: Consent }) => {
      const approval = await getApproval(asked.approval, 'enrolment.approve-exception');
      return command(session, id, { kind: 'owe-step', step: asked.step, approval });
    },

    resume: (session: OperatorSession, id: string) =>
      desk.withHand(session, id, async ({ open, draft }) => {
        // Rule SEA6: what is left of it is the sealing itself.
        if (draft.state === 'sealing') return desk.view(draft);
        const corrected = draft.state === 'stopped' ? await findCorrection(parts, draft) : undefined;
        const asked = { kind: 'resume', ...(corrected ? { corrected } : {}) } as const;
        return desk.view(await desk.act(session, open, asked));
      }),

    correctBiodata: (session: OperatorSession, id: string, typed: Biodata) =>
      desk.withHand(session, id, async ({ open, draft }) => {
        if (draft.residentKnown) throw new Refused('ENROLMENT_CORRECT_AT_REGISTRY');
        const corrected = correctionOf(parts, draft, getValue(checkBiodata(typed, todayOf(parts))));
        return desk.view(await desk.act(session, open, { kind: 'resume', corrected }));
      }),

    discard: async (session: OperatorSession, id: string, asked: { reason: string; approval: Consent }) => {
      const approval = await getApproval(asked.approval, 'enrolment.discard');
      return desk.withHand(session, id, async ({ open }) => {
        const after = await desk.act(session, open, { kind: 'discard', reason: asked.reason, approval });
        await desk.destroy(after.id);
        return desk.view(after);
      });
    },
  };
}

/** Rule BEG5: a recording stopped for wrong data goes on with what the registry has put right since. */
async function findCorrection(
  parts: FlowParts,
  draft: EnrolmentDraft,
): Promise<EnrolmentCommandOf<'resume'>['corrected']> {
  if (!draft.residentKnown) return undefined;
  const [entry] = await parts.directory.find({ nik: draft.biodata.nik });
  if (!entry || JSON.stringify(entry.biodata) === JSON.stringify(draft.biodata)) return undefined;
  return correctionOf(parts, draft, entry.biodata);
}

/** The corrected data with what follows from them; somebody who turns out too young is refused. */
function correctionOf(
  parts: FlowParts,
  draft: EnrolmentDraft,
  biodata: Biodata,
): NonNullable<EnrolmentCommandOf<'resume'>['corrected']> {
  const eligibility = getValue(
    decideEligibility({
      biodata,
      // What is known of earlier recordings and of a death was judged when this one began.
      recorded: null,
      diedOn: null,
      today: todayOf(parts),
      policy: draft.policy,
    }),
  );
  return {
    biodata,
    eligibility: { ...eligibility, reopening: draft.eligibility.reopening },
    warnings: warningsAbout(biodata, parts.getIdentity()),
  };
}

const todayOf = ({ clock, getIdentity }: FlowParts) =>
  dayAt(clock.now(), timeZones[getIdentity().settings.timeZone].offsetMinutes);
