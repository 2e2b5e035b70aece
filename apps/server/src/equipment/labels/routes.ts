import fastifyMultipart from '@fastify/multipart';
import { findServerRefusal, type ServerError } from '@rekam/protocol/http/server-refusals.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { paperLimitBytes } from '../../paper/index.ts';
import { Refused } from '../../ports/refused.ts';
import { pinPage, refusedPage, reportPage, thanksPage } from './pages.ts';
import { passMs, type Reporting } from './reporting.ts';

const cookieName = 'rekam_label';
/** Bytes of one typed field. */
const fieldBytes = 4096;

interface Form {
  readonly fields: Readonly<Record<string, string>>;
  readonly photo: Uint8Array | null;
}

/** The pages behind labels: `/l/…`, outside the API, for phones without an account. */
export const labelPages =
  (reporting: Reporting, officeName: () => Promise<string>) =>
  async (app: FastifyInstance): Promise<void> => {
    await app.register(async (own) => {
      await own.register(fastifyMultipart, {
        limits: { fileSize: paperLimitBytes, files: 1, fields: 12, fieldSize: fieldBytes },
      });
      own.setErrorHandler((error, _request, reply) => {
        const refused = error instanceof Refused ? error : refusedOf(error as ServerError);
        if (refused === null) throw error;
        return answer(reply, statusOf(refused), refusedPage(sentenceOf(refused.code, refused.details)));
      });
      const schema = { schema: { hide: true }, bodyLimit: paperLimitBytes + 65_536 };

      own.get<{ Params: { token: string } }>('/l/:token', schema, async (request, reply) => {
        const { token } = request.params;
        const row = await reporting.open(token);
        const passed = await reporting.hasPass(token, row, passIn(request));
        const html = passed
          ? reportPage(row, await officeName(), null, null)
          : pinPage(row, await officeName(), null);
        return answer(reply, 200, html);
      });

      own.post<{ Params: { token: string } }>('/l/:token', schema, async (request, reply) => {
        const { token } = request.params;
        refuseForeign(request);
        const row = await reporting.open(token);
        const { fields, photo } = await readForm(request);
        if (fields.do === 'enter') {
          try {
            const pass = await reporting.enter(token, fields.pin ?? '', request.ip);
            return keepPass(request, reply, token, pass).redirect(`/l/${token}`, 303);
          } catch (error) {
            if (!(error instanceof Refused)) throw error;
            const html = pinPage(row, await officeName(), sentenceOf(error.code, error.details));
            return answer(reply, statusOf(error), html);
          }
        }
        if (!(await reporting.hasPass(token, row, passIn(request)))) {
          const html = pinPage(row, await officeName(), sentenceOf('LABEL_PIN_NEEDED'));
          return answer(reply, 401, html);
        }
        const form = {
          name: fields.name ?? '',
          symptom: fields.symptom ?? '',
          cause: fields.cause ?? '',
          effect: fields.effect ?? '',
          note: fields.note ?? '',
        };
        try {
          await reporting.report(row, { ...form, photo });
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          const html = reportPage(row, await officeName(), form, sentenceOf(error.code, error.details));
          return answer(reply, statusOf(error), html);
        }
        return answer(reply, 200, thanksPage(row, await officeName()));
      });
    });
  };

const statusOf = (refused: Refused): number =>
  ({ LABEL_NOT_VALID: 404, ACCESS_THROTTLED: 429, PAPER_TOO_LARGE: 413, PAPER_NO_PICTURE: 415 })[
    refused.code
  ] ?? 400;

/** The form carries a photo: what is too large about it is that. */
const refusedOf = (error: ServerError): Refused | null =>
  error.statusCode === 413 ? new Refused('PAPER_TOO_LARGE') : findServerRefusal(error, 'multipart/form-data');

async function readForm(request: FastifyRequest): Promise<Form> {
  const fields: Record<string, string> = {};
  let photo: Uint8Array | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') fields[part.fieldname] = String(part.value);
    else {
      const content = await part.toBuffer();
      if (content.length > 0) photo = content;
    }
  }
  return { fields, photo };
}

/** A form of another site must not report in somebody's name. */
function refuseForeign(request: FastifyRequest): void {
  const { origin } = request.headers;
  if (origin === undefined) return;
  const host = URL.canParse(origin) ? new URL(origin).host : null;
  if (host !== request.host) throw new Refused('REQUEST_ORIGIN_FOREIGN');
}

function passIn(request: FastifyRequest): string | null {
  const found = (request.headers.cookie ?? '')
    .split(';')
    .find((part) => part.trim().startsWith(`${cookieName}=`));
  return found?.trim().slice(cookieName.length + 1) ?? null;
}

function keepPass(request: FastifyRequest, reply: FastifyReply, token: string, pass: string): FastifyReply {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  return reply.header(
    'set-cookie',
    `${cookieName}=${pass}; Path=/l/${token}; HttpOnly; SameSite=Strict; Max-Age=${passMs / 1000}${secure}`,
  );
}

const answer = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .code(status)
    // Without a referrer a browser would not say where a form comes from.
    .headers({ 'cache-control': 'no-store', 'referrer-policy': 'same-origin' })
    .type('text/html; charset=utf-8')
    .send(html);
