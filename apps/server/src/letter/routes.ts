import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Readable } from 'node:stream';
import { initialsOf, letterStateOn, type PlainDate, toInstant } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { LetterRow } from '@rekam/protocol/http/letter-api.ts';
import { codeKeyId } from '@rekam/protocol/qr/node-keys.ts';
import { shortMoment } from '@rekam/protocol/words/dates.ts';
import { type AskPace, makeAskLimit } from '../ports/ask-limit.ts';
import type { Handlers } from '../ports/call.ts';
import { permit, permitAnywhere, permittedPlaces } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import { checkedCsv, readNumbers } from './check-list.ts';
import { checkPageHtml } from './check-page.ts';
import { getLetter, issueLetter, type LetterDeps, note, renewLetter, today, voidLetter } from './commands.ts';
import { documentOf } from './document.ts';
import { registerCsv, registerXlsx } from './register.ts';
import { letterRules } from './rules.ts';
import { type PublicAnswer, signStatusList } from './status-list.ts';
import {
  findLetterByNumber,
  findLettersByNumber,
  listEnded,
  listLetters,
  listRegister,
  type StoredLetter,
  searchLetters,
} from './store.ts';

export interface LetterRouteDeps extends LetterDeps {
  readonly officeName: () => Promise<string>;
  readonly codeKey: KeyObject;
  /** Whether a file is a JPEG that can be shown, of a size that can be printed. */
  readonly isPhoto: (bytes: Uint8Array) => boolean;
  /** LET33: whether somebody at this address may ask about so many numbers now. */
  readonly mayAsk: ReturnType<typeof makeLetterAskLimit>;
  /** Whether holders can be reminded before their letters end. */
  readonly remindersOpen: () => boolean;
}

type Names = keyof typeof import('@rekam/protocol/http/letter-api.ts').letterApi;

const mostFound = 50;

/** LET33, in numbers: a branch or a polling station checks its list at once, and then one a time. */
const pace: AskPace = {
  perAddress: { burst: 3000, perSecond: 1 / 6 },
  together: { burst: 30_000, perSecond: 50 },
};

const registerTypes = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const;

/** One for everything that strangers ask of letters. */
export const makeLetterAskLimit = () => makeAskLimit(pace);

export function letterRoutes(deps: LetterRouteDeps): Handlers<typeof officeApi, Names> {
  const { database, clock, codeKey, mayAsk } = deps;

  const policies = async () =>
    (await letterRules.list(database)).map((policy) => ({ ...policy, purposes: [...policy.purposes] }));

  const answerAbout = async (number: string): Promise<PublicAnswer> => {
    const letter = await findLetterByNumber(database, number.trim().toUpperCase());
    return letter ? publicAnswer(letter, await today(deps)) : unknown;
  };

  return {
    listLetters: async ({ officer, query }) => {
      permittedPlaces(officer, 'letter.view');
      const letters = await listLetters(database, readCursor(query.cursor), query.limit);
      const last = letters.length === query.limit ? letters.at(-1) : undefined;
      const day = await today(deps);
      return {
        rows: letters.map((letter) => rowOf(letter, day)),
        nextCursor: last ? `${last.year}-${last.serial}` : null,
      };
    },
    searchLetters: async ({ officer, body }) => {
      permittedPlaces(officer, 'letter.view');
      const found = await searchLetters(database, body.q.trim().toUpperCase(), mostFound);
      const day = await today(deps);
      return { rows: found.map((letter) => rowOf(letter, day)) };
    },
    issueLetter: async ({ officer, body }) => {
      const by = permitAnywhere(officer, 'letter.issue');
      const { photoBase64, ...request } = body;
      const photo = photoBase64 === null ? null : Buffer.from(photoBase64, 'base64');
      if (photo && !deps.isPhoto(photo)) throw new Refused('LETTER_PHOTO_UNREADABLE');
      return rowOf(await issueLetter(deps, by, { ...request, photo }), await today(deps));
    },
    renewLetter: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'letter.issue');
      return rowOf(await renewLetter(deps, by, params.id, body), await today(deps));
    },
    voidLetter: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'letter.void');
      return rowOf(await voidLetter(deps, by, params.id, body), await today(deps));
    },
    letterDocument: async ({ officer, params, baseUrl }) => {
      const by = permitAnywhere(officer, 'letter.issue');
      const letter = await getLetter(database, params.id);
      // Who took a copy is written down before it is handed out.
      await note(database, deps, by, letter.id, 'letter-document-taken', { number: letter.number });
      const content = await documentOf(deps, letter, `${baseUrl}/surat`);
      return { content, mediaType: 'application/pdf', fileName: `suket-${letter.year}-${letter.serial}.pdf` };
    },
    takeLetterRegister: async ({ officer, body }) => {
      const by = permit(officer, 'letter.register', null);
      const day = await today(deps);
      const { format, scope } = body;
      const recipient = body.recipient.trim();
      if (recipient.length < 3) throw new Refused('LETTER_RECIPIENT_MISSING');
      const lines = await listRegister(database, scope === 'valid' ? day : null);
      const content = format === 'csv' ? registerCsv(lines, day) : await registerXlsx(lines, day);
      // LET42: who gave it to whom is written down before it is handed out.
      const details = { format, scope, recipient, letters: lines.length };
      await note(database, deps, by, 'letter-register', 'letter-register-taken', details);
      return { content, mediaType: registerTypes[format], fileName: `buku-suket-${day}.${format}` };
    },
    letterPolicies: async ({ officer }) => {
      permittedPlaces(officer, 'policy.view');
      return policies();
    },
    addLetterPolicy: async ({ officer, body }) => {
      const by = permit(officer, 'policy.change', null);
      await database.transact((tx) => letterRules.add(tx, deps.clock, by, body));
      return policies();
    },

    checkLetter: async ({ body, remoteAddress }) => {
      if (!mayAsk(remoteAddress, clock())) throw new Refused('LETTER_ASKED_TOO_MUCH');
      return {
        ...(await answerAbout(body.number)),
        office: await deps.officeName(),
        asOf: toInstant(clock()),
      };
    },
    checkLetterList: async ({ body, remoteAddress }) => {
      const numbers = readNumbers(await readForm(body));
      if (!mayAsk(remoteAddress, clock(), numbers.length)) throw new Refused('LETTER_ASKED_TOO_MUCH');
      const found = await findLettersByNumber(database, numbers);
      const letters = new Map(found.map((letter) => [letter.number, letter]));
      const day = await today(deps);
      const checked = numbers.map((number) => {
        const letter = letters.get(number);
        return { number, answer: letter ? publicAnswer(letter, day) : unknown };
      });
      const content = checkedCsv(checked, shortMoment(clock(), await deps.timeZone()));
      return { content, mediaType: 'text/csv; charset=utf-8', fileName: `suket-diperiksa-${day}.csv` };
    },
    letterKeys: async () => ({
      issuer: await deps.issuer(database),
      keys: [
        {
          algorithm: 'ES256' as const,
          keyId: Buffer.from(codeKeyId(codeKey)).toString('base64'),
          spki: createPublicKey(codeKey).export({ type: 'spki', format: 'der' }).toString('base64'),
        },
      ],
    }),
    letterStatusList: async () =>
      signStatusList(
        await deps.issuer(database),
        await listEnded(database, await today(deps)),
        clock(),
        codeKey,
      ),
    letterCheckPage: async ({ query, remoteAddress }) => {
      const asked = query.nomor?.trim() || null;
      const limited = asked !== null && !mayAsk(remoteAddress, clock());
      const html = checkPageHtml({
        office: await deps.officeName(),
        asked,
        answer: limited ? 'limited' : asked === null ? null : await answerAbout(asked),
        asOf: shortMoment(clock(), await deps.timeZone()),
        reminds: deps.remindersOpen(),
      });
      return {
        content: Buffer.from(html),
        mediaType: 'text/html; charset=utf-8',
        // Of all pages of the office this one may look through the camera.
        headers: { 'permissions-policy': 'camera=(self), microphone=(), geolocation=()' },
      };
    },
  };
}

const unknown: PublicAnswer = { state: 'unknown', initials: null, validUntil: null, endedOn: null };

/** Largest form, bytes: room for the longest list, percent-encoded. */
const largestForm = 400_000;

/** What stands in the field `daftar`. @throws Refused REQUEST_TOO_LARGE */
async function readForm(body: Readable): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += (piece as Buffer).length;
    if (bytes <= largestForm) pieces.push(piece as Buffer);
  }
  if (bytes > largestForm) throw new Refused('REQUEST_TOO_LARGE');
  return new URLSearchParams(Buffer.concat(pieces).toString('utf8')).get('daftar') ?? '';
}

/** LET30: validity, last day, initials; nothing that names anybody. */
function publicAnswer(letter: StoredLetter, day: PlainDate): PublicAnswer {
  const state = letterStateOn(letter, day);
  return {
    state,
    initials: initialsOf(letter.content.biodata.name),
    validUntil: letter.validUntil,
    endedOn: letter.voided?.on ?? null,
  };
}

function rowOf(letter: StoredLetter, day: PlainDate): LetterRow {
  const { id, number, nik, purpose, issuedOn, validUntil, signing, voided, previousId, replacedById } =
    letter;
  return {
    id,
    number,
    nik,
    name: letter.content.biodata.name,
    purpose,
    issuedOn,
    validUntil,
    state: letterStateOn(letter, day),
    signing,
    voided,
    previousId,
    replacedById,
  };
}

/** @throws Refused for a cursor that was not ours */
function readCursor(cursor: string | undefined): { year: number; serial: number } | null {
  if (cursor === undefined) return null;
  const match = /^(\d{4})-(\d{1,9})$/.exec(cursor);
  if (!match) throw new Refused('REQUEST_MALFORMED', { field: 'cursor' });
  return { year: Number(match[1]), serial: Number(match[2]) };
}
