import { createHash } from 'node:crypto';
import {
  type CentreLabels,
  type CentreStatus,
  dayAt,
  decideWord,
  findAmbiguousLabel,
  findCentreStatus,
  isDeath,
  isWritten,
  type JudgedLine,
  judgeFile,
  type LastWord,
  type LineFinding,
  lineFindings,
  type ObservedWord,
  type PlainDate,
  type TimeZoneName,
  timeZones,
} from '@rekam/domain';
import { appendFact, byOf } from '../audit/index.ts';
import { type Clock, newId, nowOf } from '../ports/clock.ts';
import type { Database, Queryable } from '../ports/database.ts';
import type { Permitted } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import type { Residents } from '../ports/residents.ts';
import { readCentreCsv } from './csv.ts';
import {
  findLabels,
  insertWords,
  type LastSaid,
  listLastSaid,
  lockWords,
  lockWordsOf,
  replaceLabels,
} from './store.ts';

export interface CentreDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly timeZone: () => Promise<TimeZoneName>;
  /** Something new is known of these residents. */
  readonly residentsChanged: (tx: Queryable, niks: readonly string[]) => Promise<void>;
  /** Asked before what is known of many changes. */
  readonly holdRegister: Residents['holdRegister'];
}

/** What taking a file needs beside. */
export interface FileDeps extends CentreDeps {
  /** Those of these residents of whom a death is written down. */
  readonly listDead: (database: Queryable, niks: readonly string[]) => Promise<ReadonlySet<string>>;
  /** RES19: whose deaths are about to be written down. */
  readonly holdForDeath: (tx: Queryable, niks: readonly string[]) => Promise<void>;
  /** CTR23: writes deaths down that a file tells of, and ends what ends with them. */
  readonly writeDeath: (tx: Queryable, by: Permitted, death: DeathInFile) => Promise<void>;
}

/** A death as a line of a file tells of it. */
export interface DeathInFile {
  readonly nik: string;
  readonly diedOn: PlainDate;
  readonly source: string;
  readonly fileSha256: string;
}

export interface NoteRequest extends ObservedWord {
  readonly nik: string;
  /** Why it is taken although it contradicts; null: no such decision. */
  readonly decisionReason: string | null;
}

/** Writes one word down as seen by the officer. @throws Refused */
export async function noteWord(
  deps: CentreDeps,
  { officer, permittedBy }: Permitted,
  mayDecide: boolean,
  { nik, decisionReason, ...word }: NoteRequest,
): Promise<void> {
  const today = await todayOf(deps);
  await deps.database.transact(async (tx) => {
    await lockWordsOf(tx, nik);
    const [said] = await listLastSaid(tx, [nik]);
    if (!said) throw new Refused('CENTRE_RESIDENT_UNKNOWN');
    const decision = decisionReason === null ? null : { reason: decisionReason };
    const { decidedBecause } = getValue(
      decideWord({ last: lastWordOf(said), word, today, decision, mayDecide }),
    );
    const id = newId('centre-word', deps.clock);
    const at = nowOf(deps.clock);
    const { status, asOf } = word;
    const source = word.source.trim();
    await insertWords(tx, [
      { id, nik, status, asOf, source, notedAt: at, notedBy: officer.id, fileSha256: null, decidedBecause },
    ]);
    await deps.residentsChanged(tx, [nik]);
    await appendFact(tx, {
      at,
      noun: 'centre',
      subjectId: id,
      kind: 'centre-word-noted',
      ...byOf({ officer, permittedBy }),
      details: { status, asOf, source, ...(decidedBecause === null ? {} : { decision: decidedBecause }) },
    });
  });
}

/** What a file would do, or did. */
export interface JudgedFile {
  readonly judged: readonly JudgedLine[];
  readonly counts: Readonly<Record<LineFinding, number>>;
  /** Stands for the judgement as it was shown: the same file against other words has another one. */
  readonly seal: string;
  readonly applied: boolean;
}

/** CTR20–CTR22: judges a file and writes nothing. @throws Refused */
export const previewFile = async (deps: FileDeps, bytes: Uint8Array): Promise<JudgedFile> =>
  judge(deps, deps.database, bytes, await todayOf(deps));

/** Writes what the judgement that was shown lets be written. @throws Refused */
export async function applyFile(
  deps: FileDeps,
  by: Permitted,
  bytes: Uint8Array,
  seen: string,
): Promise<JudgedFile> {
  const { officer, permittedBy } = by;
  const today = await todayOf(deps);
  return deps.database.transact(async (tx) => {
    await lockWords(tx);
    const file = await judge(deps, tx, bytes, today);
    if (file.seal !== seen) throw new Refused('CENTRE_PREVIEW_STALE');
    const taken = file.judged.filter(isWritten);
    const deaths = file.judged.filter(isDeath);
    if (taken.length + deaths.length === 0) throw new Refused('CENTRE_NOTHING_TO_WRITE');
    await deps.holdRegister(tx);
    await deps.holdForDeath(
      tx,
      deaths.map(({ line }) => line.nik),
    );
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const notedAt = nowOf(deps.clock);
    await insertWords(
      tx,
      taken.map(({ line: { nik, status, asOf, source } }) => ({
        id: newId('centre-word', deps.clock),
        nik,
        status,
        asOf,
        source,
        notedAt,
        notedBy: officer.id,
        fileSha256: sha256,
        decidedBecause: null,
      })),
    );
    await deps.residentsChanged(
      tx,
      taken.map(({ line }) => line.nik),
    );
    await appendFact(tx, {
      at: notedAt,
      noun: 'centre',
      subjectId: sha256,
      kind: 'centre-file-taken',
      ...byOf({ officer, permittedBy }),
      details: { written: taken.length, ...file.counts },
    });
    for (const { line } of deaths)
      await deps.writeDeath(tx, by, {
        nik: line.nik,
        diedOn: line.asOf,
        source: line.source,
        fileSha256: sha256,
      });
    return { ...file, applied: true };
  });
}

async function judge(
  { listDead }: Pick<FileDeps, 'listDead'>,
  database: Queryable,
  bytes: Uint8Array,
  today: PlainDate,
): Promise<JudgedFile> {
  const lines = readCentreCsv(bytes, await findLabels(database));
  if (lines.length === 0) throw new Refused('IMPORT_EMPTY');
  const niks = [...new Set(lines.flatMap(({ nik }) => (nik === null ? [] : [nik])))];
  const said = new Map((await listLastSaid(database, niks)).map((last) => [last.nik, last]));
  const lastOf = (nik: string): LastWord | null | undefined => {
    const last = said.get(nik);
    return last && lastWordOf(last);
  };
  const dead = await listDead(database, niks);
  const judged = judgeFile(lines, lastOf, today, (nik) => dead.has(nik));
  const counts = Object.fromEntries(lineFindings.map((finding) => [finding, 0])) as Record<
    LineFinding,
    number
  >;
  for (const { finding } of judged) counts[finding]++;
  return { judged, counts, seal: sealOf(bytes, judged), applied: false };
}

const sealOf = (bytes: Uint8Array, judged: readonly JudgedLine[]): string =>
  createHash('sha256')
    .update(bytes)
    .update(judged.map(({ finding, last }) => `${finding} ${last?.status} ${last?.asOf}`).join('\n'))
    .digest('hex');

/** A register may carry words that are no status of the list (`SUDAH REKAM`): they order nothing. */
function lastWordOf({ status, asOf }: LastSaid): LastWord | null {
  const known = status === null ? undefined : findCentreStatus(status);
  return known === undefined ? null : { status: known, asOf };
}

/** CTR3. @throws Refused CENTRE_LABEL_TAKEN */
export async function setLabels(
  { database, clock }: Pick<CentreDeps, 'database' | 'clock'>,
  { officer, permittedBy }: Permitted,
  wanted: Readonly<Partial<Record<CentreStatus, string | undefined>>>,
): Promise<void> {
  const labels: CentreLabels = Object.fromEntries(
    Object.entries(wanted).flatMap(([status, label]) => {
      const name = label?.trim() ?? '';
      return name === '' ? [] : [[status, name]];
    }),
  );
  const ambiguous = findAmbiguousLabel(labels);
  if (ambiguous) throw new Refused('CENTRE_LABEL_TAKEN', { label: labels[ambiguous]!, status: ambiguous });
  await database.transact(async (tx) => {
    await replaceLabels(tx, labels);
    await appendFact(tx, {
      at: nowOf(clock),
      noun: 'centre',
      subjectId: 'labels',
      kind: 'centre-labels-set',
      ...byOf({ officer, permittedBy }),
      details: labels,
    });
  });
}

export const todayOf = async ({
  clock,
  timeZone,
}: Pick<CentreDeps, 'clock' | 'timeZone'>): Promise<PlainDate> =>
  dayAt(nowOf(clock), timeZones[await timeZone()].offsetMinutes);
