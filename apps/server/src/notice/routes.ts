import { isId, type LetterId, type NoticeSubject, type Place, type PlaceId } from '@rekam/domain';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { nothingTyped, receiptProblems, type TypedReceipt, typedReceiptIn } from '../centre/index.ts';
import { Refused } from '../ports/refused.ts';
import { askNotice, confirmNotice, findNotice, type NoticeDeps, stopNotice } from './commands.ts';
import { askedPage, askPage, cardPage, linkPage, refusedPage, remindPage, stoppedPage } from './pages.ts';
import { askCardNotice, askReminder } from './reminders.ts';

export interface NoticePagesDeps extends NoticeDeps {
  readonly officeName: () => Promise<string>;
  readonly places: () => Promise<readonly Place[]>;
  readonly letterNumber: (id: LetterId) => Promise<string>;
}

/** Nothing is loaded but the page, and no address of a link leaks to where it leads. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
const statusOf: Readonly<Record<string, number>> = {
  NOTICE_TOO_MANY: 429,
  NOTICE_LINK_INVALID: 404,
  NOTICE_PLACE_WORKS: 409,
  NOTICE_CHANNEL_CLOSED: 409,
  NOTICE_LETTER_ENDED: 409,
  NOTICE_CARD_GONE: 409,
  NOTICE_NO_REMINDERS: 409,
  NOTICE_REMINDER_TOO_LATE: 409,
  LETTER_NOT_FOUND: 404,
  LETTER_ASKED_TOO_MUCH: 429,
};
const statusOfReceipt = { mistyped: 422, 'day-missing': 422, 'not-found': 404, limited: 429 } as const;
const formBytes = 2048;

/** The pages of *kabari saya*: `/kabari`, outside the API, for phones without an account. */
export const noticePages =
  (deps: NoticePagesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(async (own) => {
      // Forms elsewhere are read as a stream; these are small and read at once.
      own.removeContentTypeParser('application/x-www-form-urlencoded');
      own.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: formBytes },
        (_request, body, done) => done(null, new URLSearchParams(String(body))),
      );
      own.setErrorHandler(async (error, _request, reply) => {
        if (!(error instanceof Refused)) throw error;
        const html = refusedPage(await deps.officeName(), sentenceOf(error.code, error.details));
        return answer(reply, statusOf[error.code] ?? 400, html);
      });
      const schema = { schema: { hide: true } };

      const form = async (chosen: PlaceId | null, contact: string, problem: Refused | null) => {
        const places = (await deps.places()).filter(({ id }) => !deps.works(id));
        return askPage({
          office: await deps.officeName(),
          places,
          chosen,
          contact,
          open: openWays(deps),
          problem: problem && sentenceOf(problem.code, problem.details),
        });
      };

      own.get<{ Querystring: { tempat?: string } }>('/kabari', schema, async (request, reply) =>
        answer(reply, 200, await form(placeIn(request.query.tempat), '', null)),
      );

      own.post<{ Body: URLSearchParams }>('/kabari', schema, async (request, reply) => {
        const contact = request.body.get('alamat') ?? '';
        const placeId = placeIn(request.body.get('tempat'));
        try {
          const known = (await deps.places()).some(({ id }) => id === placeId);
          if (placeId === null || !known) throw new Refused('REQUEST_MALFORMED', { field: 'tempat' });
          await askNotice(deps, placeId, contact);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          return answer(reply, statusOf[error.code] ?? 422, await form(placeId, contact, error));
        }
        return answer(reply, 200, askedPage(await deps.officeName()));
      });

      const remindForm = async (number: string, contact: string, problem: Refused | null) =>
        remindPage({
          office: await deps.officeName(),
          number,
          contact,
          open: openWays(deps),
          problem: problem && sentenceOf(problem.code, problem.details),
        });

      own.get<{ Querystring: { nomor?: string } }>('/kabari/surat', schema, async (request, reply) =>
        answer(reply, 200, await remindForm(String(request.query.nomor ?? '').slice(0, 100), '', null)),
      );

      own.post<{ Body: URLSearchParams }>('/kabari/surat', schema, async (request, reply) => {
        const [number, contact] = ['nomor', 'alamat'].map((field) => request.body.get(field) ?? '');
        try {
          await askReminder(deps, number!, contact!, request.ip);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          return answer(reply, statusOf[error.code] ?? 422, await remindForm(number!, contact!, error));
        }
        return answer(reply, 200, askedPage(await deps.officeName()));
      });

      const cardForm = async (typed: TypedReceipt, contact: string, problem: Sentence | null) =>
        cardPage({ office: await deps.officeName(), typed, contact, open: openWays(deps), problem });

      own.get('/kabari/kartu', schema, async (_request, reply) =>
        answer(reply, 200, await cardForm(nothingTyped, '', null)),
      );

      own.post<{ Body: URLSearchParams }>('/kabari/kartu', schema, async (request, reply) => {
        const typed = typedReceiptIn(request.body);
        const contact = request.body.get('alamat') ?? '';
        const again = async (status: number, problem: Sentence) =>
          answer(reply, status, await cardForm(typed, contact, problem));
        try {
          const unknown = await askCardNotice(deps, typed, contact, request.ip);
          if (unknown !== null) return again(statusOfReceipt[unknown], receiptProblems[unknown]);
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          return again(statusOf[error.code] ?? 422, sentenceOf(error.code, error.details));
        }
        return answer(reply, 200, askedPage(await deps.officeName()));
      });

      own.get<{ Params: { token: string } }>('/kabari/:token', schema, async (request, reply) =>
        answer(reply, 200, await show(await findNotice(deps, request.params.token))),
      );

      own.post<{ Params: { token: string }; Body: URLSearchParams }>(
        '/kabari/:token',
        schema,
        async (request, reply) => {
          const { token } = request.params;
          if (request.body.get('do') === 'ya')
            return answer(reply, 200, await show(await confirmNotice(deps, token)));
          // The button, and the one click of mail programs (RFC 8058).
          await stopNotice(deps, token);
          return answer(reply, 200, stoppedPage(await deps.officeName()));
        },
      );

      const nameOf = async (about: NoticeSubject): Promise<string> => {
        if (about.kind === 'card') return deps.officeName();
        if (about.kind === 'letter') return deps.letterNumber(about.letterId);
        return (await deps.places()).find(({ id }) => id === about.placeId)?.name ?? '';
      };
      const show = async ({ about, confirmedAt }: Awaited<ReturnType<typeof findNotice>>) => {
        const named = { kind: about.kind, name: await nameOf(about) };
        return linkPage(await deps.officeName(), named, confirmedAt !== null);
      };
    });
  };

const openWays = ({ channels }: NoticeDeps) => ({
  mail: channels.isOpen('e-mail'),
  message: channels.isOpen('message'),
});

const placeIn = (text: string | null | undefined): PlaceId | null =>
  text && isId('place', text) ? text : null;

const answer = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply.code(status).headers(headers).send(html);
