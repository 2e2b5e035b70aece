import { randomBytes } from 'node:crypto';
import {
  type BlankStock,
  type DirectoryEntry,
  dayAt,
  decideAccess,
  decideIssue,
  decideRenewal,
  decideVoid,
  type LetterPolicy,
  type LetterPurpose,
  type LetterTerms,
  letterNumber,
  letterPolicyOn,
  type PlaceId,
  type PlainDate,
  type TimeZoneName,
  timeZones,
  type VoidReason,
} from '@rekam/domain';
import type { CodeSigner } from '@rekam/protocol/qr/verifiable-code.ts';
import { notesOf } from '../audit/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { findPart, writePart } from '../packet/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import type { Residents } from '../ports/residents.ts';
import { type DocumentSigner, requireCurrent } from './document-signer.ts';
import type { DrawingPool } from './drawing-pool.ts';
import type { LetterFiles } from './files.ts';
import { letterCode } from './letter-code.ts';
import type { LetterContent } from './letter-content.ts';
import { letterRules } from './rules.ts';
import {
  findLatestLetter,
  findLetter,
  insertLetter,
  lockNik,
  type StoredLetter,
  setVoided,
  takeSerial,
} from './store.ts';

export interface LetterDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  readonly files: LetterFiles;
  readonly timeZone: () => Promise<TimeZoneName>;
  readonly findResident: (database: Queryable, nik: string) => Promise<DirectoryEntry | null>;
  /** RES19. */
  readonly holdAlive: Residents['holdAlive'];
  /** JPEG of the photo in the recording that counts; null where there is none. */
  readonly photoOf: (nik: string) => Promise<Uint8Array | null>;
  readonly blanks: (database: Queryable) => Promise<BlankStock>;
  /** What stands at the head of a letter, and the names of the resident's kelurahan and kecamatan. */
  readonly letterhead: (
    database: Queryable,
    kelurahanCode: string,
  ) => Promise<Pick<LetterContent, 'officeName' | 'regency' | 'province' | 'kelurahan' | 'kecamatan'>>;
  /** Signs documents; null where the office has no certificate and signs by hand. */
  readonly documentSigner: () => DocumentSigner | null;
  readonly drawing: DrawingPool;
  readonly codeSigner: () => CodeSigner;
  /** Name under which checkers know this office's keys. */
  readonly issuer: (database: Queryable) => Promise<string>;
}

/** Who issues, and under which rule; somebody without roles decides nothing that needs a supervisor. */
export type Issuer = Omit<Permitted, 'officer'> & { readonly officer: Pick<SignedInOfficer, 'id' | 'roles'> };

/** What must come to be in the same transaction as the letter. */
export type Beside = (tx: Queryable, letter: StoredLetter) => Promise<void>;

export interface IssueRequest {
  readonly nik: string;
  readonly purpose: LetterPurpose;
  /** JPEG taken at the counter; null: the one of the recording is used. */
  readonly photo: Uint8Array | null;
  /** Why it is issued although the centre doubts the record; null: no such decision. */
  readonly decisionReason: string | null;
}

/** Issues a first letter, or one after the last has ended. @throws Refused */
export const issueLetter = (
  deps: LetterDeps,
  by: Issuer,
  request: IssueRequest,
  beside?: Beside,
): Promise<StoredLetter> => writeLetter(deps, by, request, 'issue', beside);

/** Renews a letter under the rules of today, with the photo it has. @throws Refused */
export async function renewLetter(
  deps: LetterDeps,
  by: Issuer,
  id: string,
  request: { readonly decisionReason: string | null },
  beside?: Beside,
): Promise<StoredLetter> {
  const letter = await getLetter(deps.database, id);
  const key = deps.keyring().unwrap(letter.kekVersion, letter.wrapped);
  const photo = (await findPart(deps.files, letter.id, 'photo', key)) ?? null;
  const { nik, purpose } = letter;
  return writeLetter(deps, by, { nik, purpose, photo, ...request }, 'renewal', beside);
}

/** A first letter, or one that takes the place of the last. */
type Issue = 'issue' | 'renewal';

async function writeLetter(
  deps: LetterDeps,
  by: Issuer,
  request: IssueRequest,
  as: Issue,
  beside?: Beside,
): Promise<StoredLetter> {
  const photo = request.photo ?? (await deps.photoOf(request.nik));
  const on = await today(deps);
  const signer = deps.documentSigner();
  if (signer) requireCurrent(signer, deps.clock());
  return deps.database.transact(async (tx) => {
    await deps.holdAlive(tx, [request.nik]);
    await lockNik(tx, request.nik);
    const grounds = await decideGrounds(deps, tx, by, { ...request, photo }, as, on);
    const letter = await makeLetter(deps, tx, grounds, {
      photo,
      on,
      signing: signer ? 'electronic' : 'by-hand',
    });
    await insertLetter(tx, letter);
    await noteIssued(deps, tx, by, letter, request.decisionReason);
    await beside?.(tx, letter);
    return letter;
  });
}

/** On what a letter rests: what it may say, whose it is, and the rule of its day. */
interface Grounds {
  readonly terms: LetterTerms;
  readonly resident: DirectoryEntry;
  readonly policy: LetterPolicy;
}

async function decideGrounds(
  deps: LetterDeps,
  tx: Queryable,
  by: Issuer,
  { nik, purpose, photo, decisionReason }: IssueRequest,
  as: Issue,
  on: PlainDate,
): Promise<Grounds> {
  const resident = await deps.findResident(tx, nik);
  if (!resident) throw new Refused('LETTER_RESIDENT_UNKNOWN');
  const policy = getValue(letterPolicyOn(await letterRules.list(tx), on));
  if (policy.signatory.name === '') throw new Refused('LETTER_POLICY_INVALID', { field: 'signatory' });
  const latest = (await findLatestLetter(tx, nik)) ?? null;
  const question = {
    policy,
    today: on,
    purpose,
    recorded: resident.recorded,
    diedOn: resident.diedOn,
    hasPhoto: photo !== null,
    blanks: await deps.blanks(tx),
    decision: decisionReason === null ? null : { reason: decisionReason },
    mayDecide: mayDecide(by),
  };
  if (as === 'issue') return { resident, policy, terms: getValue(decideIssue({ ...question, latest })) };
  if (!latest) throw new Refused('LETTER_NOT_FOUND');
  return { resident, policy, terms: getValue(decideRenewal({ ...question, latest })) };
}

interface Making extends Pick<StoredLetter, 'signing'>, Pick<IssueRequest, 'photo'> {
  readonly on: PlainDate;
}

/** Keeps the photo, takes the next number of the year and signs the code. */
async function makeLetter(
  deps: LetterDeps,
  tx: Queryable,
  { terms, resident, policy }: Grounds,
  { photo, on, signing }: Making,
): Promise<StoredLetter> {
  const id = newId('letter', deps.clock);
  const year = Number(on.slice(0, 4));
  const key = randomBytes(32);
  // Before the letter exists: one without its photo must not come to be.
  if (photo) await writePart(deps.files, id, 'photo', photo, key);
  const head = await deps.letterhead(tx, resident.biodata.kelurahanCode);
  const issuer = await deps.issuer(tx);
  const { offsetMinutes } = timeZones[await deps.timeZone()];
  // The last thing that can make others wait: whoever takes the next number waits until this letter is committed.
  const serial = await takeSerial(tx, year);
  const number = letterNumber(policy, serial, year);
  const content = {
    ...head,
    ...printed(terms),
    number,
    biodata: resident.biodata,
    signatory: policy.signatory,
  };
  const { kekVersion, wrapped } = deps.keyring().wrap(key);
  return {
    ...terms,
    id,
    year,
    serial,
    number,
    nik: resident.biodata.nik,
    content,
    code: await letterCode(content, { issuer, offsetMinutes }, deps.codeSigner()),
    signing,
    kekVersion,
    wrapped,
    voided: null,
    replacedById: null,
  };
}

async function noteIssued(
  deps: LetterDeps,
  tx: Queryable,
  by: Issuer,
  { id, number, purpose, content, previousId }: StoredLetter,
  decisionReason: string | null,
): Promise<void> {
  const decision = decisionReason === null ? {} : { decision: decisionReason };
  await note(tx, deps, by, id, 'letter-issued', { number, purpose, basis: content.basis, ...decision });
  if (previousId) await note(tx, deps, by, previousId, 'letter-replaced', { by: id, number });
}

const mayDecide = ({ officer }: Issuer): boolean =>
  [null, ...officer.roles.map(({ placeId }) => placeId)].some(
    (placeId: PlaceId | null) => decideAccess({ action: 'letter.decide', officer, placeId }).ok,
  );

const printed = ({ purpose, issuedOn, validUntil, basis }: LetterTerms) => ({
  purpose,
  issuedOn,
  validUntil,
  basis,
});

/** Ends a letter before its day, for good. @throws Refused */
export async function voidLetter(
  deps: LetterDeps,
  by: Permitted,
  id: string,
  request: { readonly reason: VoidReason; readonly note: string },
): Promise<StoredLetter> {
  const { nik } = await getLetter(deps.database, id);
  const on = await today(deps);
  return deps.database.transact(async (tx) => {
    await lockNik(tx, nik);
    const letter = await getLetter(tx, id);
    const voided = getValue(decideVoid(letter, { ...request, on }));
    await setVoided(tx, letter.id, voided);
    await note(tx, deps, by, id, 'letter-voided', { number: letter.number, ...request });
    return { ...letter, voided };
  });
}

export const today = async ({
  clock,
  timeZone,
}: Pick<LetterDeps, 'clock' | 'timeZone'>): Promise<PlainDate> =>
  dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);

/** @throws Refused LETTER_NOT_FOUND */
export async function getLetter(database: Queryable, id: string): Promise<StoredLetter> {
  const letter = await findLetter(database, id);
  if (!letter) throw new Refused('LETTER_NOT_FOUND');
  return letter;
}

/** A fact about a letter. Its number and reasons, never whose it is. */
export const note = notesOf('letter');
