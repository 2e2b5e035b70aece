import type { Readable } from 'node:stream';
import {
  type CentreLabels,
  decideAccess,
  type JudgedLine,
  type LineFinding,
  type PlaceId,
  placesPermitted,
  storyOf,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { CentreFile, CentreRecord, centreApi } from '@rekam/protocol/http/centre-api.ts';
import { shortMoment } from '@rekam/protocol/words/dates.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { Handlers, Produced } from '../ports/call.ts';
import type { Queryable } from '../ports/database.ts';
import { permit, permitAnywhere } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { type ByReceipt, nothingTyped, type TypedReceipt, typedReceiptIn } from './by-receipt.ts';
import { applyFile, type FileDeps, type JudgedFile, noteWord, previewFile, setLabels } from './commands.ts';
import { type PageAnswer, recordingPageHtml } from './recording-page.ts';
import { findLabels, listLastSaid, listWords } from './store.ts';

export interface CentreRouteDeps extends FileDeps {
  /** @throws Refused RECORDING_NOT_FOUND */
  readonly getRecording: (
    database: Queryable,
    id: string,
  ) => Promise<{ readonly nik: string | null; readonly placeId: string }>;
  readonly officeName: () => Promise<string>;
  /** How it stands with a resident's card, in sentences for the holder; null: none was asked for. */
  readonly sayCardOf: (nik: string) => Promise<readonly Sentence[] | null>;
  readonly byReceipt: ByReceipt;
  /** Whether who waits for a card of theirs can leave a contact. */
  readonly offersNotice: (nik: string) => Promise<boolean>;
}

type Names = Exclude<keyof typeof centreApi, 'listCentreExports' | 'makeCentreExport' | 'noteCentreSending'>;

/** A file of a million lines. */
const largestFileBytes = 64 * 1024 * 1024;
const largestFormBytes = 2048;
/** Lines shown of each kind; the figures count all. */
const mostShown = 20;
const shown: readonly LineFinding[] = [
  'died',
  'contradicts',
  'earlier',
  'unknown-word',
  'unknown-nik',
  'bad-nik',
  'bad-day',
  'at-odds',
  'doubled',
  'changes',
  'new',
];

export function centreRoutes(deps: CentreRouteDeps): Handlers<typeof officeApi, Names> {
  const { database, clock } = deps;

  const recordOf = async (nik: string | null): Promise<CentreRecord> => {
    const words = nik === null ? [] : await listWords(database, nik);
    return {
      words: words.map(({ id, status, asOf, source, notedAt, notedByName, fileSha256, decidedBecause }) => ({
        id,
        status,
        asOf,
        source,
        notedAt,
        notedBy: notedByName,
        fromFile: fileSha256 !== null,
        decidedBecause,
      })),
      story: storyOf(words),
      labels: await findLabels(database),
    };
  };

  /** @throws Refused CENTRE_RESIDENT_UNKNOWN for a NIK that nobody here has */
  const getKnown = async (nik: string): Promise<void> => {
    if ((await listLastSaid(database, [nik])).length === 0) throw new Refused('CENTRE_RESIDENT_UNKNOWN');
  };

  const page = async (answer: PageAnswer | null, typed: TypedReceipt = nothingTyped): Promise<Produced> => {
    const asOf = shortMoment(clock(), await deps.timeZone());
    const text = recordingPageHtml({ office: await deps.officeName(), answer, typed, asOf });
    return { content: Buffer.from(text), mediaType: 'text/html; charset=utf-8' };
  };

  const answerTo = async (typed: TypedReceipt, address: string): Promise<PageAnswer> => {
    const asked = await deps.byReceipt(typed, address);
    if (asked.kind !== 'found') return asked;
    const { nik, recording } = asked;
    const counts = nik !== null && recording.state === 'counted';
    return {
      kind: 'found',
      recording,
      card: counts ? await deps.sayCardOf(nik) : null,
      noticeOffered: counts && (await deps.offersNotice(nik)),
    };
  };

  return {
    centreOfEnrolment: async ({ officer, params }) => {
      const { nik, placeId } = await deps.getRecording(database, params.id);
      permit(officer, 'enrolment.view', placeId as PlaceId);
      return recordOf(nik);
    },
    noteCentreWord: async ({ officer, params, body }) => {
      const { nik, placeId } = await deps.getRecording(database, params.id);
      const by = permit(officer, 'centre.note', placeId as PlaceId);
      if (nik === null) throw new Refused('CENTRE_RESIDENT_UNKNOWN');
      const question = { action: 'centre.decide', officer: by.officer, placeId: placeId as PlaceId } as const;
      await noteWord(deps, by, decideAccess(question).ok, { nik, ...body });
      return recordOf(nik);
    },
    centreOfResident: async ({ officer, body }) => {
      permitAnywhere(officer, 'centre.note');
      await getKnown(body.nik);
      return recordOf(body.nik);
    },
    noteCentreWordOfResident: async ({ officer, body }) => {
      const by = permitAnywhere(officer, 'centre.note');
      const decides = placesPermitted('centre.decide', by.officer);
      await noteWord(deps, by, decides === 'all' || decides.length > 0, body);
      return recordOf(body.nik);
    },
    takeCentreFile: async ({ officer, query, body }) => {
      const by = permit(officer, 'centre.import', null);
      const bytes = await readAll(body, largestFileBytes);
      if (bytes === null) throw new Refused('CENTRE_FILE_TOO_LARGE');
      return fileView(
        query.apply === 'yes' ? await applyFile(deps, by, bytes, query.seal) : await previewFile(deps, bytes),
      );
    },
    centreLabels: async ({ officer }) => {
      permit(officer, 'policy.view', officer?.roles[0]?.placeId ?? null);
      return labelView(await findLabels(database));
    },
    setCentreLabels: async ({ officer, body }) => {
      await setLabels(deps, permit(officer, 'policy.change', null), body);
      return labelView(await findLabels(database));
    },
    recordingPage: () => page(null),
    askRecording: async ({ body, remoteAddress }) => {
      const form = new URLSearchParams((await readAll(body, largestFormBytes))?.toString('utf8') ?? '');
      const typed = typedReceiptIn(form);
      const answer = await answerTo(typed, remoteAddress);
      return page(answer, answer.kind === 'found' ? nothingTyped : typed);
    },
  };
}

const labelView = (labels: CentreLabels) => ({ ...labels });

function fileView({ judged, counts, seal, applied }: JudgedFile): CentreFile {
  const lines = shown.flatMap((kind) => judged.filter(({ finding }) => finding === kind).slice(0, mostShown));
  return { counts, lines: lines.map(lineView), seal, applied };
}

const lineView = ({ line: { line, nik, status, asOf }, finding, last }: JudgedLine) => ({
  line,
  finding,
  nikEnd: nik === null ? null : nik.slice(-4),
  before: last?.status ?? null,
  beforeAsOf: last?.asOf ?? null,
  status,
  asOf,
});

/** The whole of a body; null where it is larger than `most` bytes, and the rest is read away. */
async function readAll(body: Readable, most: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += (chunk as Buffer).length;
    if (bytes <= most) chunks.push(chunk as Buffer);
  }
  return bytes > most ? null : Buffer.concat(chunks);
}
