/** Rules BEG1–BEG5: whether a recording may begin at this station now, and of whom. */
import {
  type Biodata,
  checkBiodata,
  type DirectoryEntry,
  dayAt,
  decideEligibility,
  decideOffline,
  type EnrolmentPolicy,
  makeId,
  type NikWarning,
  nikWarnings,
  type PlainDate,
  parseNik,
  type RecordedStatus,
  type Reopening,
  timeZones,
} from '@rekam/domain';
import type { EnrolmentView } from '@rekam/protocol/http/counter-views.ts';
import { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';
import { type Directory, isExpired } from '../directory/directory.ts';
import type { OwnRecordings } from '../directory/own-recordings.ts';
import { type Identity, policyFor } from '../identity/identity.ts';
import { mayAtStation } from '../operators/approve.ts';
import type { OperatorSession } from '../operators/session.ts';
import { type Consent, chance, type Desk, type DeskParts } from './desk.ts';

export interface BeginParts extends DeskParts {
  readonly desk: Desk;
  readonly directory: Directory;
  readonly getOwnRecordings: () => OwnRecordings;
  /** Packets that the office has not taken. */
  readonly unsent: () => number;
  readonly freeBytes: () => Promise<number>;
  /** Hears of every recording that has begun. */
  readonly onBegun: (enrolmentId: string) => Promise<void>;
}

export interface BeginRequest {
  readonly nik?: string | undefined;
  readonly typed?: Biodata | undefined;
  readonly reopening?: { readonly reason: string; readonly approval: Consent } | undefined;
}

export function makeBegin(parts: BeginParts) {
  const { desk, clock, turns, getIdentity } = parts;
  return (session: OperatorSession, request: BeginRequest): Promise<EnrolmentView> =>
    turns('begin', async () => {
      const identity = getIdentity();
      const policy = getPolicy(parts, identity);
      await requireReady(parts, identity, policy);
      const resident = await getResident(parts, request, policy);
      const unfinished = await findUnfinished(desk, session, resident.biodata.nik);
      if (unfinished) return unfinished;
      const reopening = await getReopening(parts, request);
      const eligibility = getValue(
        decideEligibility({
          biodata: resident.biodata,
          recorded: resident.recorded,
          diedOn: resident.diedOn,
          today: today(parts, identity),
          policy,
          ...(reopening ? { reopening } : {}),
        }),
      );
      const enrolmentId = makeId('enrolment', Date.parse(clock.now()), chance());
      const open = await createDraft(parts, identity, session, enrolmentId);
      desk.keep(session, open);
      try {
        const draft = await desk.act(session, open, {
          kind: 'begin',
          enrolmentId,
          biodata: resident.biodata,
          residentKnown: resident.known,
          eligibility,
          warnings: warningsAbout(resident.biodata, identity),
          policy,
        });
        // The day's count must not stop a recording.
        await parts.onBegun(enrolmentId).catch(() => undefined);
        return desk.view(draft);
      } catch (error) {
        await desk.destroy(enrolmentId).catch(() => undefined);
        throw error;
      }
    });
}

/** Where the NIK's digits and the biodata disagree, by what the office says of regions. */
export function warningsAbout(biodata: Biodata, { settings }: Identity): NikWarning[] {
  const regencies = settings.regencyCodes && new Set(settings.regencyCodes);
  return nikWarnings(getValue(parseNik(biodata.nik)), biodata, regencies);
}

const today = ({ clock }: DeskParts, { settings }: Identity) =>
  dayAt(clock.now(), timeZones[settings.timeZone].offsetMinutes);

function getPolicy(parts: BeginParts, identity: Identity): EnrolmentPolicy {
  return getValue(policyFor(identity.settings, today(parts, identity)));
}

async function requireReady(
  { clock, unsent, freeBytes }: BeginParts,
  identity: Identity,
  policy: EnrolmentPolicy,
): Promise<void> {
  if (identity.revoked) throw new Refused('STATION_REVOKED');
  getValue(
    decideOffline({
      lastContactAt: clock.lastContactAt(),
      unsent: unsent(),
      now: clock.now(),
      seenAt: clock.seenAt(),
      policy,
    }),
  );
  const free = await freeBytes();
  if (free < policy.minimumFreeBytes) {
    const mb = (bytes: number) => Math.round(bytes / 1e6);
    throw new Refused('STATION_DISK_FULL', { freeMb: mb(free), neededMb: mb(policy.minimumFreeBytes) });
  }
}

interface Resident {
  readonly biodata: Biodata;
  readonly known: boolean;
  readonly recorded: RecordedStatus | null;
  readonly diedOn: PlainDate | null;
}

async function getResident(
  parts: BeginParts,
  { nik, typed }: BeginRequest,
  policy: EnrolmentPolicy,
): Promise<Resident> {
  const { directory, clock, getIdentity, getOwnRecordings } = parts;
  const biodata = typed && getValue(checkBiodata(typed, today(parts, getIdentity())));
  const wanted = biodata?.nik ?? nik;
  if (wanted === undefined) throw new Refused('ENROLMENT_RESIDENT_MISSING');
  const entry: DirectoryEntry | undefined = (await directory.find({ nik: wanted }))[0];
  const recorded = getOwnRecordings().find(wanted) ?? entry?.recorded ?? null;
  const diedOn = entry?.diedOn ?? null;
  if (biodata) return { biodata, known: false, recorded, diedOn };
  if (isExpired(directory.state().refreshedAt, clock.now(), policy.directoryDays))
    throw new Refused('DIRECTORY_EXPIRED');
  if (!entry) throw new Refused('DIRECTORY_ENTRY_NOT_FOUND');
  return { biodata: entry.biodata, known: true, recorded, diedOn };
}

/** Rule BEG4: a resident has one unfinished recording; asked for twice in a row, the same one is given. */
async function findUnfinished(
  desk: Desk,
  session: OperatorSession,
  nik: string,
): Promise<EnrolmentView | undefined> {
  const drafts = await desk.summaries(session);
  const same = drafts.find(({ draft }) => draft?.biodata.nik === nik && draft.state !== 'discarded')?.draft;
  if (!same) return undefined;
  const untouched = same.state === 'open' && same.biodataConfirmedAt === null;
  if (untouched && same.officerId === session.operatorId) return desk.view(same);
  throw new Refused('ENROLMENT_IN_PROGRESS');
}

async function getReopening(parts: BeginParts, { reopening }: BeginRequest): Promise<Reopening | undefined> {
  if (!reopening) return undefined;
  const approval = await parts.getApproval(reopening.approval, 'enrolment.reopen');
  return { reason: reopening.reason, approval };
}

async function createDraft(
  { drafts }: BeginParts,
  identity: Identity,
  session: OperatorSession,
  id: Parameters<typeof drafts.create>[0],
) {
  try {
    return await drafts.create(id, readersOf(identity, session));
  } catch {
    throw new Refused('STATION_WRITE_FAILED');
  }
}

/** Rule DRF1: its operator and the supervisors can open a draft, nobody else. */
function readersOf({ settings }: Identity, session: OperatorSession): string[] {
  return settings.operators
    .filter(
      (officer) =>
        officer.id === session.operatorId ||
        (officer.active && mayAtStation(settings, officer, 'enrolment.approve-exception').ok),
    )
    .map((officer) => officer.recipient);
}
