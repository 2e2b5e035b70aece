import {
  daysBetween,
  daysLater,
  findPlainDate,
  type Instant,
  type Letter,
  type LetterId,
  letterPolicyOn,
  type NoticeChannel,
  type PlainDate,
  type RemindedLetter,
} from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { letterEndingApi } from '@rekam/protocol/http/letter-ending-api.ts';
import type { Handlers } from '../../ports/call.ts';
import { permitAnywhere, permittedPlaces } from '../../ports/permit.ts';
import { Refused } from '../../ports/refused.ts';
import { getLetter, type LetterDeps, note, today } from '../commands.ts';
import { letterRules } from '../rules.ts';
import { countEndingByArea, listEndingLetters, type Place, type Span } from './store.ts';

/** What the list tells of the reminders of a letter. */
export interface ReminderStanding {
  readonly letterId: string;
  /** Contacts asked, and of those the ones that said yes. */
  readonly asked: number;
  readonly confirmed: number;
  readonly remindedAt: Instant | null;
}

export interface EndingRouteDeps extends LetterDeps {
  readonly reminders: {
    /** Whether any message can leave the office. */
    readonly isOpen: () => boolean;
    /** @throws Refused */
    readonly ask: (letter: ReturnType<typeof remindedLetterOf>, contact: string) => Promise<NoticeChannel>;
    readonly of: (letterIds: readonly string[]) => Promise<readonly ReminderStanding[]>;
  };
}

type Names = keyof typeof letterEndingApi;

/** LET70: how long a letter that ended is still listed, days. */
const listedAfterDays = 90;

export function endingRoutes(deps: EndingRouteDeps): Handlers<typeof officeApi, Names> {
  const { database, reminders } = deps;
  return {
    listEndingLetters: async ({ officer, query }) => {
      permittedPlaces(officer, 'letter.view');
      const day = await today(deps);
      const span = spanOf(query.span, day);
      const letters = await listEndingLetters(
        database,
        span,
        query.region ?? null,
        readCursor(query.cursor),
        query.limit,
      );
      const standings = new Map(
        (await reminders.of(letters.map(({ id }) => id))).map((standing) => [standing.letterId, standing]),
      );
      const last = letters.length === query.limit ? letters.at(-1) : undefined;
      return {
        rows: letters.map(({ year: _year, serial: _serial, ...letter }) => {
          const standing = standings.get(letter.id);
          const confirmed = standing?.confirmed ?? 0;
          return {
            ...letter,
            daysLeft: daysBetween(day, letter.validUntil),
            reminder: {
              confirmed,
              unconfirmed: (standing?.asked ?? 0) - confirmed,
              remindedAt: standing?.remindedAt ?? null,
            },
          };
        }),
        nextCursor: last ? `${last.validUntil}_${last.year}-${last.serial}` : null,
        areas: await countEndingByArea(database, span),
      };
    },
    letterReminding: async ({ officer }) => {
      permittedPlaces(officer, 'letter.view');
      return { open: reminders.isOpen(), days: [...(await remindDaysOn(deps, await today(deps)))] };
    },
    askLetterReminder: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'letter.issue');
      const letter = await getLetter(database, params.id);
      const channel = await reminders.ask(remindedLetterOf(letter), body.contact);
      await note(database, deps, by, letter.id, 'letter-reminder-asked', { number: letter.number, channel });
      return { channel };
    },
  };
}

/** A letter as its reminders see it. */
export const remindedLetterOf = ({
  id,
  validUntil,
  voided,
  replacedById,
}: Letter): RemindedLetter & { readonly id: LetterId } => ({
  id,
  validUntil,
  endedEarly: voided !== null || replacedById !== null,
});

/** Days before the end on which holders are reminded; none where no policy is in force. */
export async function remindDaysOn({ database }: LetterDeps, day: PlainDate): Promise<readonly number[]> {
  const policy = letterPolicyOn(await letterRules.list(database), day);
  return policy.ok ? policy.value.remindDays : [];
}

const spanOf = (span: 'ended' | number, day: PlainDate): Span =>
  span === 'ended'
    ? { from: daysLater(day, -listedAfterDays), until: daysLater(day, -1) }
    : { from: day, until: daysLater(day, span) };

/** @throws Refused for a cursor that was not ours */
function readCursor(cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const match = /^([\d-]{10})_(\d{4})-(\d{1,9})$/.exec(cursor);
  const validUntil = match && findPlainDate(match[1]!);
  if (!validUntil) throw new Refused('REQUEST_MALFORMED', { field: 'cursor' });
  return { validUntil, year: Number(match[2]), serial: Number(match[3]) };
}
