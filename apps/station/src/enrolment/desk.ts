/** Recordings in hand: loads a draft, asks the domain, writes down what it answered, shows the result. */
import { randomBytes } from 'node:crypto';
import {
  type Action,
  type Approval,
  decideEnrolment,
  type EnrolmentCommand,
  type EnrolmentDraft,
  type EnrolmentFact,
  type EnrolmentId,
  isId,
  type OfficerId,
} from '@rekam/domain';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import type { StationClock } from '../clock/station-clock.ts';
import type { Drafts, OpenDraft } from '../drafts/drafts.ts';
import type { Identity } from '../identity/identity.ts';
import { mayAtStation } from '../operators/approve.ts';
import type { OperatorSession } from '../operators/session.ts';
import type { Turns } from '../storage/turns.ts';
import { viewOf } from './view.ts';

export interface Consent {
  readonly username: string;
  readonly pin: string;
}

export interface DeskParts {
  readonly drafts: Drafts;
  readonly clock: StationClock;
  readonly turns: Turns;
  /** @throws Refused when the station is not enrolled */
  readonly getIdentity: () => Identity;
  /** A supervisor's approval by PIN. @throws Refused */
  readonly getApproval: (consent: Consent, action: Action) => Promise<Approval>;
}

type Distributed<T> = T extends unknown ? Omit<T, 'at' | 'officerId'> : never;
/** A command without who and when, which the desk adds. */
export type AskedCommand = Distributed<EnrolmentCommand>;

/** A recording in hand, while it is this caller's turn. */
export interface Hand {
  readonly open: OpenDraft;
  readonly draft: EnrolmentDraft;
}

/** A draft as the list of unfinished recordings shows it. */
export interface DraftSummary {
  readonly id: EnrolmentId;
  readonly draft: EnrolmentDraft | null;
}

export interface Desk {
  readonly view: (draft: EnrolmentDraft) => EnrolmentView;
  /** @throws Refused unless this session may record here */
  readonly requireRecorder: (session: OperatorSession | null) => OperatorSession;
  /** Runs with a recording to oneself: calls for the same one wait for each other. */
  readonly withHand: <T>(
    session: OperatorSession,
    id: string,
    work: (hand: Hand) => Promise<T>,
  ) => Promise<T>;
  /** A recording as it stands now, without waiting for its turn. */
  readonly look: (session: OperatorSession, id: string) => Promise<EnrolmentView>;
  /** A kept sample of a recording. @throws Refused when there is none of this name */
  readonly sampleOf: (
    session: OperatorSession,
    id: string,
    name: string,
  ) => Promise<{ draft: EnrolmentDraft; sample: Uint8Array }>;
  /** Decides, writes down, and gives the recording as it then is. */
  readonly act: (session: OperatorSession, open: OpenDraft, command: AskedCommand) => Promise<EnrolmentDraft>;
  readonly summaries: (session: OperatorSession) => Promise<DraftSummary[]>;
  /** How many unfinished recordings rest here, whoever's they are. */
  readonly countResting: () => Promise<number>;
  readonly keep: (session: OperatorSession, open: OpenDraft) => void;
  readonly destroy: (id: EnrolmentId) => Promise<void>;
  /** Forgets all opened drafts; they stay on disk. */
  readonly close: () => void;
}

export function makeDesk({ drafts, clock, turns, getIdentity }: DeskParts): Desk {
  /** Opened by whom; what another session opened is opened again, so that each proves that it may. */
  const opened = new Map<string, { readonly token: string; readonly open: OpenDraft }>();

  /** To be called in the draft's turn: one file is never held open twice. */
  const openInTurn = async (session: OperatorSession, id: string): Promise<OpenDraft> => {
    if (!isId('enrolment', id)) throw new Refused('ENROLMENT_NOT_FOUND');
    const known = opened.get(id);
    if (known?.token === session.token) return known.open;
    const outcome = await drafts.open(id, session.identity);
    if (!outcome.ok) throw new Refused(outcome.code);
    opened.set(id, { token: session.token, open: outcome.value });
    return outcome.value;
  };

  const get = async (session: OperatorSession, id: string): Promise<OpenDraft> => {
    const known = opened.get(id);
    return known?.token === session.token ? known.open : turns(turnOf(id), () => openInTurn(session, id));
  };

  const find = async (session: OperatorSession, id: EnrolmentId): Promise<EnrolmentDraft | null> => {
    const open = await get(session, id).catch(() => null);
    return open?.draft() ?? null;
  };

  const view = (draft: EnrolmentDraft): EnrolmentView =>
    viewOf(draft, nameOf(getIdentity(), draft.officerId));

  return {
    view,
    look: async (session, id) => {
      const draft = (await get(session, id)).draft();
      if (!draft) throw new Refused('ENROLMENT_NOT_FOUND');
      return view(draft);
    },
    sampleOf: async (session, id, name) => {
      const open = await get(session, id);
      const draft = open.draft();
      const sample = await open.findSample(name).catch(() => undefined);
      if (!draft || !sample) throw new Refused('ENROLMENT_IMAGE_NOT_FOUND');
      return { draft, sample };
    },
    requireRecorder: (session) => {
      if (!session) throw new Refused('ACCESS_SIGN_IN_NEEDED');
      const { settings } = getIdentity();
      getValue(mayAtStation(settings, { id: session.operatorId, roles: session.roles }, 'enrolment.record'));
      return session;
    },
    withHand: (session, id, work) =>
      turns(turnOf(id), async () => {
        const open = await openInTurn(session, id);
        const draft = open.draft();
        if (!draft) throw new Refused('ENROLMENT_NOT_FOUND');
        return work({ open, draft });
      }),
    act: async (session, open, command) => {
      const full = { ...command, at: clock.reading(), officerId: session.operatorId } as EnrolmentCommand;
      const facts = getValue(decideEnrolment(open.draft(), full));
      await writeDown(open, facts);
      return open.draft()!;
    },
    summaries: async (session) => {
      const ids = await drafts.list();
      return Promise.all(ids.map(async (id) => ({ id, draft: await find(session, id) })));
    },
    countResting: async () => (await drafts.list()).length,
    keep: (session, open) => void opened.set(open.id, { token: session.token, open }),
    destroy: async (id) => {
      opened.delete(id);
      await drafts.destroy(id);
    },
    close: () => opened.clear(),
  };
}

const turnOf = (id: string): string => `enrolment:${id}`;

/** Nothing happened until it is written down; a disk that does not take it refuses the act. */
export async function writeDown(open: OpenDraft, facts: readonly EnrolmentFact[]): Promise<void> {
  if (facts.length === 0) return;
  try {
    await open.append(facts);
  } catch {
    throw new Refused('STATION_WRITE_FAILED');
  }
}

/** Keeps a sample before the fact that speaks of it. */
export async function keepSample(open: OpenDraft, name: string, content: Uint8Array): Promise<void> {
  try {
    await open.putSample(name, content);
  } catch {
    throw new Refused('STATION_WRITE_FAILED');
  }
}

export const nameOf = (identity: Identity, officerId: OfficerId): string =>
  identity.settings.operators.find((operator) => operator.id === officerId)?.name ?? officerId;

/** Ten random bytes, as ids need them. */
export const chance = (): Uint8Array => randomBytes(10);
